-- Which open services have the most cases? One row per service and Reifegrad, the service with the most cases first.
-- Parameters: those of in_scope.sql, with a single day, and of demand_in_scope.sql; $most (how many services).
WITH
-- @include in_scope.sql
-- @include demand_in_scope.sql
, by_level AS (
    SELECT
        service_id,
        name,
        CASE WHEN maturity IS NOT NULL THEN maturity_model END AS maturity_model,
        maturity,
        count(*) AS partners,
        sum(cases)::BIGINT AS cases
    FROM demand_in_scope
    WHERE NOT done AND NOT few
    GROUP BY service_id, name, demand_in_scope.maturity_model, maturity
),
by_service AS (
    SELECT *, (sum(cases) OVER (PARTITION BY service_id))::BIGINT AS service_cases
    FROM by_level
)
SELECT service_id, name, maturity_model, maturity, partners, cases, service_cases
FROM by_service
QUALIFY dense_rank() OVER (ORDER BY service_cases DESC, name, service_id) <= $most
ORDER BY service_cases DESC, name, service_id, maturity DESC NULLS LAST, maturity_model;
