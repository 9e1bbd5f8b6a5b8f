-- Which file of a kind, one partner and day came last? One row or none.
-- Parameters: $kind, $partner (id), $as_of (date).
SELECT sha256
FROM import
WHERE kind = $kind AND partner_id = $partner AND as_of = $as_of
ORDER BY import_id DESC
LIMIT 1;
