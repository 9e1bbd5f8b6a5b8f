-- Which bundle shows best that one rule counts it and the other does not? At most one row: the one with the most counted
-- services, one with a service at $upper first. Parameters: those of rule_differences.sql.
WITH
-- @include in_scope.sql
SELECT
    standing_on_day.partner_id,
    standing_on_day.ozg_id,
    min(service.ozg_name) AS ozg_name,
    count(*) AS services,
    count(*) FILTER (standing_on_day.maturity >= $upper) AS at_upper
FROM standing_on_day
JOIN service USING (service_id)
WHERE standing_on_day.standing = 'counted'
GROUP BY standing_on_day.partner_id, standing_on_day.position, standing_on_day.ozg_id
HAVING at_upper < services AND bool_or(standing_on_day.maturity >= $lower)
ORDER BY at_upper > 0 DESC, services DESC, standing_on_day.position, standing_on_day.ozg_id
LIMIT 1;
