-- How many OZG-Leistungen (bundles) are done, per day, partner and group?
-- Parameters: those of counted_services.sql; $all_services (true: every counted service must reach the threshold,
-- false: one is enough).
WITH
-- @include in_scope.sql
, bundles_gathered AS (
    SELECT
        on_date,
        partner_id,
        position,
        CASE $dimension WHEN 'topic' THEN topic WHEN 'department' THEN department END AS group_name,
        ozg_id,
        bool_or(standing = 'counted') AS counted,
        bool_or(standing = 'not_digitisable') AS not_digitisable,
        coalesce(bool_or(standing = 'counted' AND maturity >= $threshold), false) AS any_done,
        bool_and(standing <> 'counted' OR coalesce(maturity >= $threshold, false)) AS all_done,
        bool_or(standing = 'counted' AND maturity IS NOT NULL) AS known
    FROM standing_on_day
    GROUP BY on_date, partner_id, position, group_name, ozg_id
),
grouped AS (
    SELECT
        on_date,
        CASE WHEN $together THEN NULL ELSE partner_id END AS partner_id,
        CASE WHEN $together THEN NULL ELSE position END AS position,
        group_name,
        counted,
        not_digitisable,
        known,
        CASE WHEN $all_services THEN all_done ELSE any_done END AS reached
    FROM bundles_gathered
)
SELECT
    on_date,
    partner_id,
    group_name,
    count(*) FILTER (counted AND reached) AS done,
    count(*) FILTER (counted) AS total,
    done / nullif(total, 0) AS share,
    count(*) FILTER (NOT counted AND NOT not_digitisable) AS not_responsible,
    count(*) FILTER (NOT counted AND not_digitisable) AS not_digitisable,
    count(*) FILTER (counted AND NOT known) AS unknown
FROM grouped
GROUP BY on_date, partner_id, position, group_name
ORDER BY on_date, position, group_name;
