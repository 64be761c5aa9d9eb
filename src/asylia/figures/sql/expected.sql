-- The rate a place would have if each origin fared as at all other places together (after Leerkes 2015).
-- n: decisions on the merits here; p: the share of grants elsewhere. Origins that are unknown, stateless or decided
-- nowhere else are left out; `of_all` tells how much is left. Elsewhere, stages are pooled and units counted alike.
WITH here AS (
    SELECT
        year,
        dec_pc AS unit,
        coo_iso AS origin,
        sum(dec_recognized + dec_other) AS grants,
        sum(dec_recognized + dec_other + dec_rejected) AS n
    FROM asylum_decisions
    WHERE coa_iso = $place AND year BETWEEN $first AND $last
    GROUP BY ALL
),
elsewhere AS (
    SELECT
        year,
        coo_iso AS origin,
        sum(dec_recognized + dec_other) / sum(dec_recognized + dec_other + dec_rejected) AS p
    FROM asylum_decisions
    WHERE coa_iso <> $place AND year BETWEEN $first AND $last AND coo_iso NOT IN ('UNK', 'XXA')
    GROUP BY ALL
    HAVING sum(dec_recognized + dec_other + dec_rejected) > 0
)
SELECT
    year,
    unit,
    sum(n * p) AS expected_grants,
    sum(grants) FILTER (p IS NOT NULL)::BIGINT AS grants,
    sum(n) FILTER (p IS NOT NULL)::BIGINT AS n,
    sum(n)::BIGINT AS of_all,
    count_if(p IS NOT NULL AND n > 0) AS origins
FROM here
LEFT JOIN elsewhere USING (year, origin)
GROUP BY ALL
ORDER BY ALL
