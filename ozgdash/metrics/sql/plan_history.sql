-- How many services were to be done by a day, by the plan known on each asked day? One row per partner and asked day.
-- Parameters: those of in_scope.sql; $threshold; $by (the day by which).
WITH
-- @include in_scope.sql
, counted AS (
    SELECT
        partner_id,
        position,
        on_date,
        maturity,
        coalesce(maturity >= $threshold, false) AS done,
        planned_on
    FROM standing_on_day
    WHERE standing = 'counted'
)
SELECT
    partner_id,
    on_date,
    count(*) FILTER (done OR planned_on > on_date AND planned_on <= $by) AS planned,
    count(*) FILTER (done) AS done,
    count(*) AS total,
    planned / nullif(total, 0) AS share,
    count(*) FILTER (maturity IS NULL) AS unknown
FROM counted
GROUP BY partner_id, position, on_date
ORDER BY position, on_date;
