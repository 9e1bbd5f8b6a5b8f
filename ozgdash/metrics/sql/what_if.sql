-- What would each taker stand at if it took over what others run? One row per partner in the filter.
-- Parameters: those of takeovers.sql; $services (ids; an empty list means all that somebody runs).
WITH
-- @include in_scope.sql
-- @include takeovers.sql
, given AS (
    SELECT DISTINCT service_id
    FROM givers
    WHERE len($services) = 0 OR list_contains($services, service_id)
)
SELECT
    standing_on_day.partner_id,
    count(*) FILTER (standing_on_day.standing = 'counted' AND standing_on_day.maturity >= $threshold) AS done,
    count(*) FILTER (standing_on_day.standing = 'counted') AS total,
    count(*) FILTER (standing_on_day.standing = 'counted' AND standing_on_day.maturity IS NULL) AS unknown,
    count(given.service_id) FILTER (standing_on_day.standing = 'counted' AND standing_on_day.maturity < $threshold) AS gain
FROM standing_on_day
LEFT JOIN given USING (service_id)
GROUP BY standing_on_day.partner_id, standing_on_day.position
ORDER BY standing_on_day.position;
