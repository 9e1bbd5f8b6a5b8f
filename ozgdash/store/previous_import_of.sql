-- Which file of one kind and partner was the newest on a day? One row or none.
-- Parameters: $kind, $partner (id), $as_of (date).
SELECT sha256, row_count
FROM import
WHERE kind = $kind AND partner_id = $partner AND as_of <= $as_of AND NOT example
ORDER BY as_of DESC, import_id DESC
LIMIT 1;
