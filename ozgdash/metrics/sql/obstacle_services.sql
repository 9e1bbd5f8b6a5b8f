-- Which open services have something in their way? One row per service and partner, by obstacle.
-- Parameters: those of in_scope.sql, with a single day; $threshold; $most (how many rows at most; NULL: all).
WITH
-- @include in_scope.sql
-- @include open_services.sql
SELECT
    partner_id, planned_on, department, service_id, leika_key, name, ozg_id, topic, maturity, maturity_model, stage,
    obstacle
FROM open_services
WHERE obstacle IS NOT NULL
ORDER BY obstacle, position, by_name(department) NULLS LAST, by_name(name), service_id
LIMIT $most;
