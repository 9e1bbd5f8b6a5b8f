-- Which open services were planned for a day before the Stand? One row per service and partner, the latest first.
-- Parameters: those of in_scope.sql, with a single day (the Stand); $threshold; $most (how many rows at most; NULL: all).
WITH
-- @include in_scope.sql
-- @include open_services.sql
SELECT
    partner_id, planned_on, on_date - planned_on AS days, department, service_id, leika_key, name, ozg_id, topic,
    maturity, maturity_model, stage, obstacle
FROM open_services
WHERE planned_on < on_date
ORDER BY planned_on, position, by_name(department) NULLS LAST, by_name(name), service_id
LIMIT $most;
