-- Which files were taken over? One row per import, newest first. Parameters: $most (how many
-- rows at most; NULL: all), and those of telling_imports.sql.
WITH
-- @include telling_imports.sql
SELECT import_id, kind, file_name, sha256, imported_at, imported_by, partner_id, as_of, row_count, example, note,
       override_reason, left_out, peer_id, (SELECT count(*) FROM import) AS files,
       import_id IN (FROM telling_imports) AS telling
FROM import
ORDER BY import_id DESC
LIMIT $most;
