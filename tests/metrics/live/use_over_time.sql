-- How many cases came in digitally, month by month? One row per partner, or for all together, and complete month.
-- Parameters: those of in_scope.sql, with a single day, and of use_fit.sql; $together, $online_from.
WITH
-- @include in_scope.sql
-- @include use_months.sql
, use_given AS (
    SELECT
        month_in_scope.partner_id,
        partners_in_scope.position,
        last_day(month_in_scope.month) AS on_date,
        -- Too few to be told apart, whatever they are.
        CASE WHEN has_small THEN 0 * cases ELSE cases END AS cases,
        CASE WHEN has_small THEN 0 * digital ELSE digital END AS digital,
        coalesce(state.maturity >= $online_from, false) AS online
    FROM month_in_scope
    JOIN services_in_scope USING (service_id)
    JOIN partners_in_scope USING (partner_id)
    JOIN state USING (partner_id, service_id)
    WHERE last_day(month_in_scope.month) <= (SELECT on_date FROM asked_days)
      AND month_in_scope.month > (SELECT on_date FROM asked_days) - INTERVAL 5 YEAR
      AND partners_in_scope.joined_on <= last_day(month_in_scope.month)
      AND state.valid_from <= last_day(month_in_scope.month) AND last_day(month_in_scope.month) < state.valid_to
      AND state.standing = 'counted'
      AND (len($departments) = 0 OR list_contains($departments, state.department))
)
-- @include use_fit.sql
SELECT
    CASE WHEN NOT $together THEN partner_id END AS partner_id,
    on_date,
    count(*) FILTER (given = 'known') AS known,
    count(*) FILTER (given = 'few') AS few,
    count(*) FILTER (given = 'cases_only') AS cases_only,
    (sum(digital) FILTER (given = 'known'))::BIGINT AS digital,
    (sum(cases) FILTER (given = 'known'))::BIGINT AS cases
FROM use_fit
GROUP BY ALL
ORDER BY min(position), on_date;
