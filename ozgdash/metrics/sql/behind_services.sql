-- Which single services stand behind "n of m", and on which sheet was each last reported? One row per counted service
-- and partner; those that are done first. Parameters: those of in_scope.sql, with a single day; $threshold (lowest
-- Reifegrad that counts as done); $most (how many rows at most; NULL: all).
WITH
-- @include in_scope.sql
-- @include behind_reports.sql
SELECT
    behind_reports.partner_id,
    behind_reports.topic,
    behind_reports.ozg_id,
    service.name,
    service.leika_key,
    behind_reports.department,
    behind_reports.maturity,
    behind_reports.maturity_model,
    coalesce(behind_reports.maturity >= $threshold, false) AS done,
    behind_reports.observed_on,
    import.file_name
FROM behind_reports
JOIN service USING (service_id)
LEFT JOIN import USING (import_id)
WHERE behind_reports.standing = 'counted'
ORDER BY
    behind_reports.position, done DESC, by_name(behind_reports.topic), behind_reports.ozg_id, service.service_id
LIMIT $most;
