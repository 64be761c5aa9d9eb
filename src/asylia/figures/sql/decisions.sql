-- Decisions by year, unit (persons or cases), level and authority; `unknown` are those without an origin (R9).
-- Sums, and how many of the cells behind them are 5 or 10, for such cells are rounded.
SELECT
    year,
    dec_pc AS unit,
    dec_level AS level,
    procedure_type AS authority,
    coo_iso = 'UNK' AS unknown,
    sum(dec_recognized)::BIGINT AS dec_recognized,
    sum(dec_other)::BIGINT AS dec_other,
    sum(dec_rejected)::BIGINT AS dec_rejected,
    sum(dec_closed)::BIGINT AS dec_closed,
    count_if(dec_recognized = 5) AS dec_recognized_5,
    count_if(dec_recognized = 10) AS dec_recognized_10,
    count_if(dec_other = 5) AS dec_other_5,
    count_if(dec_other = 10) AS dec_other_10,
    count_if(dec_rejected = 5) AS dec_rejected_5,
    count_if(dec_rejected = 10) AS dec_rejected_10,
    count_if(dec_closed = 5) AS dec_closed_5,
    count_if(dec_closed = 10) AS dec_closed_10
FROM asylum_decisions
WHERE ($place = 'WLD' OR coa_iso = $place)
  AND year BETWEEN $first AND $last
GROUP BY ALL
ORDER BY ALL
