-- People at the end of each year. A cell of 5 stands for 1 to 5; what was less may have vanished.
SELECT
    year,
    coo_iso = 'UNK' AS unknown,
    sum(asylum_seekers)::BIGINT AS asylum_seekers,
    sum(refugees)::BIGINT AS refugees,
    count_if(asylum_seekers = 5) AS asylum_seekers_5,
    count_if(refugees = 5) AS refugees_5
FROM population
WHERE ($place = 'WLD' OR coa_iso = $place)
  AND year BETWEEN $first AND $last
GROUP BY ALL
ORDER BY ALL
