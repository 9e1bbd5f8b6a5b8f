-- At which stage of work are the counted services? One row per partner, department and stage.
-- Parameters: those of in_scope.sql, with a single day.
WITH
-- @include in_scope.sql
SELECT
    partner_id,
    department,
    stage,
    count(*) AS services
FROM standing_on_day
WHERE standing = 'counted'
GROUP BY partner_id, position, department, stage
ORDER BY position, by_name(department) NULLS LAST, stage NULLS LAST;
