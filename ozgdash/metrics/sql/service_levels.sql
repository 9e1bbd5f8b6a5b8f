-- At how many partners does each service stand where? One row per service, standing and Reifegrad (with its model).
-- Parameters: those of in_scope.sql, with a single day.
WITH
-- @include in_scope.sql
, by_level AS (
    SELECT
        service_id,
        standing,
        CASE WHEN standing = 'counted' THEN maturity END AS maturity,
        CASE WHEN standing = 'counted' AND maturity IS NOT NULL THEN maturity_model END AS maturity_model,
        count(*) AS partners
    FROM standing_on_day
    GROUP BY ALL
)
SELECT
    service.service_id,
    service.leika_key,
    service.name,
    service.ozg_id,
    service.ozg_name,
    service.topic,
    by_level.standing,
    by_level.maturity,
    by_level.maturity_model,
    by_level.partners
FROM by_level
JOIN service USING (service_id)
ORDER BY by_name(service.topic), service.ozg_id, by_name(service.name), service.service_id, standing, maturity_model, maturity;
