-- People at the end of each year by origin; rows where the origin is the place are left out.
SELECT
    year,
    coo_iso AS origin,
    sum(asylum_seekers)::BIGINT AS asylum_seekers,
    sum(refugees)::BIGINT AS refugees,
    count_if(asylum_seekers = 5) AS asylum_seekers_5,
    count_if(refugees = 5) AS refugees_5
FROM population
WHERE ($place = 'WLD' OR coa_iso = $place)
  AND year BETWEEN $first AND $last
  AND ($origin IS NULL OR coo_iso = $origin)
  AND coo_iso <> coa_iso
GROUP BY ALL
ORDER BY ALL
