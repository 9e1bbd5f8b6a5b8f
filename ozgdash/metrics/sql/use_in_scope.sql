-- Included after in_scope.sql (with a single day): the counted services with their digital cases of a year.
-- A service for which a partner gave each of the last twelve months counts by those that can be told apart, added up;
-- else by its status sheet, never by both. The months end with the newest that the partner gave, at most a year old. Both are
-- prepared: `told_month` holds the years, and `state` no digital cases of a year of which a month was given
-- (docs/adr/0040). Parameters: $online_from (lowest Reifegrad that is online) and those of use_fit.sql.
, year_of_months AS (
    SELECT partner_id, service_id, month AS newest, year_cases, year_digital
    FROM told_month
    WHERE year_cases IS NOT NULL
      AND last_day(month) <= (SELECT on_date FROM asked_days)
      AND (SELECT on_date FROM asked_days) < last_day(next_month)
      AND month > (SELECT on_date FROM asked_days) - INTERVAL 1 YEAR
),
use_given AS (
    SELECT
        standing_on_day.* EXCLUDE (cases_per_year, cases_digital_per_year),
        coalesce(standing_on_day.maturity >= $online_from, false) AS online,
        newest,
        CASE WHEN newest IS NULL THEN cases_per_year ELSE year_cases END AS cases,
        CASE WHEN newest IS NULL THEN cases_digital_per_year ELSE year_digital END AS digital
    FROM standing_on_day
    LEFT JOIN year_of_months USING (partner_id, service_id)
    WHERE standing_on_day.standing = 'counted'
)
