-- Which files were taken over? One row per import, newest first. Parameter: $most (how many rows at most; NULL: all).
SELECT import_id, kind, file_name, sha256, imported_at, imported_by, partner_id, as_of, row_count, example, note,
       override_reason, left_out, peer_id, (SELECT count(*) FROM import) AS files
FROM import
ORDER BY import_id DESC
LIMIT $most;
