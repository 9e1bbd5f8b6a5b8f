-- How many cases came in digitally, month by month? One row per partner, or for all together, and complete month.
-- `told_month` holds nothing that is small (docs/adr/0040). Parameters: those of in_scope.sql, with a single day; $together.
WITH
-- @include in_scope.sql
, month_in_scope AS (
    SELECT told_month.*, last_day(month) AS on_date, position
    FROM told_month
    JOIN services_in_scope USING (service_id)
    JOIN partners_in_scope USING (partner_id)
    WHERE given IS NOT NULL
      AND last_day(month) <= (SELECT on_date FROM asked_days)
      AND month > (SELECT on_date FROM asked_days) - INTERVAL 5 YEAR
      AND joined_on <= last_day(month)
      AND (len($departments) = 0 OR list_contains($departments, department))
)
SELECT
    CASE WHEN NOT $together THEN partner_id END AS partner_id,
    on_date,
    count(*) FILTER (given = 'known') AS known,
    count(*) FILTER (given = 'few') AS few,
    count(*) FILTER (given = 'cases_only') AS cases_only,
    sum(cases_digital)::BIGINT AS digital,
    sum(cases)::BIGINT AS cases
FROM month_in_scope
GROUP BY ALL
ORDER BY min(position), on_date;
