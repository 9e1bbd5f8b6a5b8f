-- Which files were taken over? One row per import, newest first.
SELECT import_id, kind, file_name, sha256, imported_at, imported_by, partner_id, as_of, row_count, example, note,
       override_reason, left_out
FROM import
ORDER BY import_id DESC;
