-- Which open services are planned from the Stand up to a day? One row per service and partner, the nearest day first.
-- Parameters: those of in_scope.sql, with a single day (the Stand); $threshold; $until (the last day);
-- $most (how many rows at most; NULL: all).
WITH
-- @include in_scope.sql
-- @include open_services.sql
SELECT
    partner_id, planned_on, planned_on - on_date AS days, department, service_id, leika_key, name, ozg_id, topic,
    maturity, maturity_model, stage, obstacle
FROM open_services
WHERE planned_on BETWEEN on_date AND $until
ORDER BY planned_on, position, by_name(department) NULLS LAST, by_name(name), service_id
LIMIT $most;
