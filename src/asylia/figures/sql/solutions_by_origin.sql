-- Arrivals by resettlement, by origin and calendar year. Null is "not reported": such rows are not counted as nought.
SELECT
    year,
    coo_iso AS origin,
    sum(resettlement)::BIGINT AS resettlement,
    count_if(resettlement = 5) AS resettlement_5
FROM solutions
WHERE ($place = 'WLD' OR coa_iso = $place)
  AND year BETWEEN $first AND $last
  AND ($origin IS NULL OR coo_iso = $origin)
  AND resettlement IS NOT NULL
GROUP BY ALL
ORDER BY ALL
