-- Works out `told_month` from month_use and state: what of the cases of each month may be told, and of the twelve months that end
-- with it. What is small is replaced here, docs/adr/0040, as metrics/sql/use_fit.sql does with the numbers of a sheet; the
-- numbers are those of model/demand.py. Run at a publish, after derive.sql, for the partners in `derived_partner`.
DELETE FROM told_month WHERE partner_id IN (SELECT partner_id FROM derived_partner);

INSERT INTO told_month
WITH
month_given AS (
    SELECT partner_id, service_id, month, cases, cases_digital, year(month) * 12 + month(month) AS number
    FROM month_use
    WHERE partner_id IN (SELECT partner_id FROM derived_partner)
),
-- A service of which one month had fewer than 5 cases counts by none of its months: the number of the year, which its status
-- sheet may tell, less the other months would be that month.
fewest_cases AS (
    SELECT partner_id, service_id, min(cases) AS fewest FROM month_given GROUP BY partner_id, service_id
),
partner_month AS (
    SELECT partner_id, month, lead(month, 1, DATE '9999-12-31') OVER (PARTITION BY partner_id ORDER BY month) AS next_month
    FROM (SELECT DISTINCT partner_id, month FROM month_given) AS months
),
-- What held on the last day of the month.
month_with_standing AS (
    SELECT
        month_given.partner_id, month_given.service_id, month_given.month, partner_month.next_month, month_given.number,
        month_given.cases, month_given.cases_digital, state.standing, state.department,
        CASE WHEN fewest_cases.fewest < 5 THEN 1 ELSE 0 END AS small,
        CASE WHEN state.maturity >= 3 THEN 3 ELSE 0 END AS few_digital
    FROM month_given
    JOIN partner_month ON partner_month.partner_id = month_given.partner_id AND partner_month.month = month_given.month
    JOIN fewest_cases
        ON fewest_cases.partner_id = month_given.partner_id AND fewest_cases.service_id = month_given.service_id
    JOIN state ON state.partner_id = month_given.partner_id AND state.service_id = month_given.service_id
        AND year(state.valid_from) * 12 + month(state.valid_from) <= month_given.number
        AND month_given.number < year(state.valid_to) * 12 + month(state.valid_to)
),
judged AS (
    SELECT
        partner_id, service_id, month, next_month, number, standing, department,
        CASE
            WHEN cases IS NULL THEN 'silent'
            WHEN cases_digital IS NULL THEN 'cases_only'
            WHEN small = 1 OR cases < 10 THEN 'few'
            WHEN cases_digital > cases THEN 'cases_only'
            ELSE 'known'
        END AS given,
        CASE WHEN small = 0 AND (cases < 10 OR cases_digital <= cases) THEN 1 ELSE 0 END AS of_a_year,
        CASE WHEN small = 0 AND cases >= 10 AND cases_digital <= cases THEN cases END AS cases,
        CASE WHEN small = 0 AND cases >= 10 AND cases_digital <= cases THEN
            CASE
                WHEN cases_digital < 5 THEN few_digital
                WHEN cases - cases_digital < 5 THEN cases - 3
                ELSE cases_digital
            END
        END AS cases_digital
    FROM month_with_standing
),
-- Twelve months in a row of which each can count, at least one of them with numbers of its own, are a year.
summed AS (
    SELECT
        partner_id, service_id, month, next_month, standing, department, given, cases, cases_digital,
        CASE WHEN of_a_year = 1 THEN number - lag(number, 11) OVER by_month END AS behind_first,
        sum(cases) OVER a_year AS year_cases,
        sum(cases_digital) OVER a_year AS year_digital
    FROM judged
    WINDOW
        by_month AS (PARTITION BY partner_id, service_id, of_a_year ORDER BY month),
        a_year AS (
            PARTITION BY partner_id, service_id, of_a_year ORDER BY month ROWS BETWEEN 11 PRECEDING AND CURRENT ROW
        )
)
SELECT
    partner_id, service_id, month, next_month,
    CASE WHEN standing = 'counted' THEN department END AS department,
    CASE WHEN standing = 'counted' THEN given END AS given,
    CASE WHEN standing = 'counted' THEN cases END AS cases,
    CASE WHEN standing = 'counted' THEN cases_digital END AS cases_digital,
    CASE WHEN behind_first = 11 THEN CAST(year_cases AS BIGINT) END AS year_cases,
    CASE WHEN behind_first = 11 THEN CAST(year_digital AS BIGINT) END AS year_digital
FROM summed
WHERE standing = 'counted' OR (behind_first = 11 AND year_cases IS NOT NULL)
ORDER BY month, partner_id, service_id;
