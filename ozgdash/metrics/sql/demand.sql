-- How many cases belong to services that are done, beside how many services are? One row per partner.
-- Parameters: those of in_scope.sql, with a single day, and of demand_in_scope.sql.
WITH
-- @include in_scope.sql
-- @include demand_in_scope.sql
SELECT
    partner_id,
    count(*) FILTER (done) AS done,
    count(*) AS total,
    count(*) FILTER (maturity IS NULL) AS unknown,
    count(cases) AS with_cases,
    count(priority) AS with_priority,
    count(*) FILTER (cases IS NOT NULL OR priority IS NOT NULL) AS listed,
    (sum(cases) FILTER (done))::BIGINT AS cases_done,
    sum(cases)::BIGINT AS cases
FROM demand_in_scope
GROUP BY partner_id, position
ORDER BY position;
