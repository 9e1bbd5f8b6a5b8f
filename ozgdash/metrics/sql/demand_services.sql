-- Of which counted services are cases or a priority known? One row per service and partner, the most cases first.
-- Parameters: those of in_scope.sql, with a single day, and of demand_in_scope.sql;
-- $most (how many rows at most; NULL: all).
WITH
-- @include in_scope.sql
-- @include demand_in_scope.sql
SELECT
    partner_id, service_id, leika_key, name, ozg_id, topic, department, done, cases, few, priority, maturity,
    maturity_model, stage, planned_on, obstacle
FROM demand_in_scope
WHERE cases IS NOT NULL OR priority IS NOT NULL
ORDER BY cases DESC NULLS LAST, position, by_name(name), service_id
LIMIT $most;
