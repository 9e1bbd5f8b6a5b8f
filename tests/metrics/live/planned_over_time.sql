-- How many services would be done on each plan day if every plan were kept? One row per partner and plan day.
-- Parameters: those of in_scope.sql, with a single day (the Stand); $plan_days; $threshold.
WITH
-- @include in_scope.sql
, counted AS (
    SELECT
        partner_id,
        position,
        coalesce(maturity >= $threshold, false) AS done,
        CASE WHEN planned_on > on_date THEN planned_on END AS planned_on
    FROM standing_on_day
    WHERE standing = 'counted'
)
SELECT
    counted.partner_id,
    plan.on_date,
    count(*) FILTER (counted.done OR counted.planned_on <= plan.on_date) AS planned,
    count(*) AS total,
    planned / nullif(total, 0) AS share
FROM counted
CROSS JOIN (SELECT unnest($plan_days::DATE[]) AS on_date) AS plan
GROUP BY counted.partner_id, counted.position, plan.on_date
ORDER BY counted.position, plan.on_date;
