-- Which files of an administration that is compared came last: the newest of a day, and the newest on or before it?
-- One row or none. Parameters: $peer (id), $as_of (date).
SELECT as_of, sha256, row_count
FROM import
WHERE kind = 'pvog_vergleich' AND peer_id = $peer AND as_of <= $as_of
ORDER BY as_of DESC, import_id DESC
LIMIT 1;
