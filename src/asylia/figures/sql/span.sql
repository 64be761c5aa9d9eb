-- The first and the last year of the table of decisions.
SELECT min(year) AS first, max(year) AS last
FROM asylum_decisions
