-- At which Reifegrad do a partner's counted services stand? One row per partner, model and level.
-- Parameters: those of tallied_services.sql.
WITH
-- @include tallied_services.sql
SELECT partner_id, maturity_model, maturity, CAST(sum(total) AS BIGINT) AS services
FROM tallied
GROUP BY partner_id, position, maturity_model, maturity
HAVING sum(total) > 0
ORDER BY position, maturity_model NULLS FIRST, maturity;
