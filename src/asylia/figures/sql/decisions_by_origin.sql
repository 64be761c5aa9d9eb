-- Decisions by origin, year, unit (persons or cases), level and authority; rows where the origin is the place are left out.
-- Sums, and how many of the cells behind them are 5 or 10, for such cells are rounded.
SELECT
    year,
    coo_iso AS origin,
    dec_pc AS unit,
    dec_level AS level,
    procedure_type AS authority,
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
  AND ($origin IS NULL OR coo_iso = $origin)
  AND coo_iso <> coa_iso
GROUP BY ALL
ORDER BY ALL
