-- At which Reifegrad do a partner's counted services stand? One row per partner, model and level.
-- Parameters: those of in_scope.sql.
WITH
-- @include in_scope.sql
SELECT
    partner_id,
    CASE WHEN maturity IS NOT NULL THEN maturity_model END AS maturity_model,
    maturity,
    count(*) AS services
FROM standing_on_day
WHERE standing = 'counted'
GROUP BY partner_id, position, maturity_model, maturity
ORDER BY position, maturity_model NULLS FIRST, maturity;
