-- Which files say what the counted services stand at? One row per file with how many of them it said last, and one
-- without a file for what was never reported; the newest first. Parameters: those of in_scope.sql, with a single day;
-- $most (how many rows at most; NULL: all), and those of telling_imports.sql, whose files have no checksum here.
WITH
-- @include in_scope.sql
-- @include behind_reports.sql
,
-- @include telling_imports.sql
SELECT
    import.import_id,
    import.file_name,
    CASE WHEN import.import_id NOT IN (FROM telling_imports) THEN import.sha256 END AS sha256,
    import.as_of,
    import.imported_at,
    behind_reports.partner_id,
    count(*) AS services,
    count(import.import_id) OVER () AS files,
    count(*) OVER () AS lines,
    coalesce(sum(count(*)) FILTER (import.import_id IS NULL) OVER (), 0)::BIGINT AS never_reported,
    sum(count(*)) OVER ()::BIGINT AS all_services
FROM behind_reports
LEFT JOIN import USING (import_id)
WHERE behind_reports.standing = 'counted'
GROUP BY import.import_id, import.file_name, import.sha256, import.as_of, import.imported_at,
    behind_reports.partner_id, behind_reports.position
ORDER BY behind_reports.position, import.as_of DESC NULLS LAST, import.import_id DESC
LIMIT $most;
