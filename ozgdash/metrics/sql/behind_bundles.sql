-- Which OZG-Leistungen (bundles) stand behind "n of m"? One row per counted bundle and partner; those that are done
-- first. Parameters: those of behind_services.sql; $all_services (true: every counted service must reach the threshold,
-- false: one is enough).
WITH
-- @include in_scope.sql
-- @include behind_reports.sql
, gathered AS (
    SELECT
        partner_id,
        position,
        ozg_id,
        min(topic) AS topic,
        count(*) FILTER (standing = 'counted') AS services,
        count(*) FILTER (standing = 'counted' AND maturity >= $threshold) AS at_threshold,
        count(*) FILTER (standing = 'counted' AND maturity IS NULL) AS unknown,
        CASE WHEN $all_services THEN at_threshold = services ELSE at_threshold > 0 END AS done,
        max(observed_on) FILTER (standing = 'counted') AS observed_on,
        max(import_id) FILTER (standing = 'counted') AS import_id
    FROM behind_reports
    GROUP BY partner_id, position, ozg_id
),
named AS (
    SELECT ozg_id, any_value(ozg_name ORDER BY position) AS name FROM service GROUP BY ozg_id
)
SELECT
    gathered.partner_id,
    gathered.topic,
    gathered.ozg_id,
    named.name,
    gathered.services,
    gathered.at_threshold,
    gathered.unknown,
    gathered.done,
    gathered.observed_on,
    import.file_name
FROM gathered
JOIN named USING (ozg_id)
LEFT JOIN import USING (import_id)
WHERE gathered.services > 0
ORDER BY gathered.position, gathered.done DESC, by_name(gathered.topic), gathered.ozg_id
LIMIT $most;
