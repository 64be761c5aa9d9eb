-- Applications by origin, year, unit and authority. The level decides before the type, for some appeals are typed as new.
SELECT
    year,
    coo_iso AS origin,
    app_pc AS unit,
    procedure_type AS authority,
    sum(applied)::BIGINT AS applied,
    count_if(applied = 5) AS applied_5
FROM asylum_applications
WHERE ($place = 'WLD' OR coa_iso = $place)
  AND year BETWEEN $first AND $last
  AND ($origin IS NULL OR coo_iso = $origin)
  AND coo_iso <> coa_iso
  AND CASE $measure
        WHEN 'new_applications' THEN
            app_type IN ('N', 'NR', 'NA', 'FA', 'V')
            AND dec_level IN ('FI', 'FA', 'NA', 'EO', 'IN', 'TA', 'TP', 'SP')
        WHEN 'appeals_lodged' THEN dec_level IN ('AR', 'JR') OR app_type IN ('A', 'J')
        WHEN 'repeat_applications' THEN app_type = 'R' OR dec_level = 'RA'
      END
GROUP BY ALL
ORDER BY ALL
