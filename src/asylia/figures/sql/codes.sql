-- A code as somebody typed it, in both lists of codes: UNHCR's AUS is Austria, ISO's is Australia.
SELECT iso_code, unhcr_code, name
FROM countries
WHERE iso_code = $code OR unhcr_code = $code
