-- Decisions by year, unit (persons or cases), level and authority; `unknown` are those without an origin (R9).
-- Of each of the four outcomes the sum, and how many of the cells behind it are 5 or 10, for such cells are rounded.
SELECT
    year,
    dec_pc AS unit,
    dec_level AS level,
    procedure_type AS authority,
    coo_iso = 'UNK' AS unknown,
    sum(COLUMNS('^(dec_(recognized|other|rejected|closed))$'))::BIGINT AS '\1',
    count_if(COLUMNS('^(dec_(recognized|other|rejected|closed))$') = 5) AS '\1_5',
    count_if(COLUMNS('^(dec_(recognized|other|rejected|closed))$') = 10) AS '\1_10'
FROM asylum_decisions
WHERE ($place = 'WLD' OR coa_iso = $place)
  AND year BETWEEN $first AND $last
GROUP BY ALL
ORDER BY ALL
