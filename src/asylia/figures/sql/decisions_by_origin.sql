-- Decisions by origin, year, unit (persons or cases), level and authority; rows where the origin is the place are left out.
-- Of each of the four outcomes the sum, and how many of the cells behind it are 5 or 10, for such cells are rounded.
SELECT
    year,
    coo_iso AS origin,
    dec_pc AS unit,
    dec_level AS level,
    procedure_type AS authority,
    sum(COLUMNS('^(dec_(recognized|other|rejected|closed))$'))::BIGINT AS '\1',
    count_if(COLUMNS('^(dec_(recognized|other|rejected|closed))$') = 5) AS '\1_5',
    count_if(COLUMNS('^(dec_(recognized|other|rejected|closed))$') = 10) AS '\1_10'
FROM asylum_decisions
WHERE ($place = 'WLD' OR coa_iso = $place)
  AND year BETWEEN $first AND $last
  AND ($origin IS NULL OR coo_iso = $origin)
  AND coo_iso <> coa_iso
GROUP BY ALL
ORDER BY ALL
