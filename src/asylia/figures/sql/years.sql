-- The years with any row on a place, in either table.
SELECT 'asylum_applications' AS table_name, list(DISTINCT year ORDER BY year) AS years
FROM asylum_applications
WHERE ($place = 'WLD' OR coa_iso = $place) AND year BETWEEN $first AND $last
UNION ALL
SELECT 'asylum_decisions', list(DISTINCT year ORDER BY year)
FROM asylum_decisions
WHERE ($place = 'WLD' OR coa_iso = $place) AND year BETWEEN $first AND $last
