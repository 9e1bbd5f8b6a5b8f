-- When did each partner last report, and in how many months since its first report did it report nothing?
-- One row per partner that had joined. Parameters: those of in_scope.sql, with a single day.
WITH
-- @include in_scope.sql
, reports AS (
    SELECT report_day.partner_id, date_trunc('month', report_day.observed_on) AS month, report_day.observed_on
    FROM report_day
    JOIN asked_days ON report_day.observed_on <= asked_days.on_date
),
summed AS (
    SELECT
        partner_id,
        max(observed_on) AS newest_report,
        min(month) AS first_month,
        count(DISTINCT month) AS reported_months
    FROM reports
    GROUP BY partner_id
)
SELECT
    partners_in_scope.partner_id,
    summed.newest_report,
    date_diff('day', summed.newest_report, asked_days.on_date) AS age_days,
    date_diff('month', summed.first_month, asked_days.on_date) + 1 AS months,
    date_diff('month', summed.first_month, asked_days.on_date) + 1 - summed.reported_months AS missing_months
FROM partners_in_scope
CROSS JOIN asked_days
LEFT JOIN summed USING (partner_id)
WHERE partners_in_scope.joined_on <= asked_days.on_date
ORDER BY partners_in_scope.position;
