-- Arrivals by resettlement, by calendar year. Null is "not reported": such rows are not counted as nought.
SELECT
    year,
    coo_iso = 'UNK' AS unknown,
    sum(resettlement)::BIGINT AS resettlement,
    count_if(resettlement = 5) AS resettlement_5
FROM solutions
WHERE ($place = 'WLD' OR coa_iso = $place)
  AND year BETWEEN $first AND $last
  AND resettlement IS NOT NULL
GROUP BY ALL
ORDER BY ALL
