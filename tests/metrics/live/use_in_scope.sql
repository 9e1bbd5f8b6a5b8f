-- Included after in_scope.sql (with a single day) and use_months.sql: the counted services with their digital cases of a year,
-- worked out from the months and reports themselves. Parameters: $online_from and those of use_fit.sql.
, newest_month AS (
    SELECT partner_id, max(month) AS newest
    FROM month_in_scope
    WHERE last_day(month) <= (SELECT on_date FROM asked_days)
    GROUP BY partner_id
    HAVING newest > (SELECT on_date FROM asked_days) - INTERVAL 1 YEAR
),
month_with_standing AS (
    SELECT
        month_in_scope.*, newest_month.newest,
        coalesce(state.maturity >= $online_from, false) AS online
    FROM month_in_scope
    JOIN newest_month USING (partner_id)
    JOIN state USING (partner_id, service_id)
    WHERE month_in_scope.month BETWEEN newest_month.newest - INTERVAL 11 MONTH AND newest_month.newest
      AND NOT has_small
      AND (month_in_scope.digital <= month_in_scope.cases OR month_in_scope.cases < $split_from)
      AND state.valid_from <= last_day(month_in_scope.month) AND last_day(month_in_scope.month) < state.valid_to
),
year_of_months AS (
    SELECT
        partner_id, service_id, newest,
        sum(cases) FILTER (cases >= $split_from) AS cases,
        sum(
            CASE
                WHEN digital < $shown_from THEN CASE WHEN online THEN $stand_in ELSE 0 END
                WHEN cases - digital < $shown_from THEN cases - $stand_in
                ELSE digital
            END
        ) FILTER (cases >= $split_from) AS digital
    FROM month_with_standing
    GROUP BY partner_id, service_id, newest
    HAVING count(*) = 12 AND count(*) FILTER (cases >= $split_from) > 0
),
sheet_told AS (
    SELECT partner_id, service_id, max(observed_on) AS told_on
    FROM observation
    SEMI JOIN month_in_scope USING (partner_id, service_id)
    WHERE cases_digital_given AND observed_on <= (SELECT on_date FROM asked_days)
    GROUP BY partner_id, service_id
),
told_twice AS (
    SELECT DISTINCT partner_id, service_id
    FROM month_in_scope
    JOIN sheet_told USING (partner_id, service_id)
    WHERE month > told_on - INTERVAL 2 YEAR AND month <= told_on
),
use_given AS (
    SELECT
        standing_on_day.* EXCLUDE (cases_per_year, cases_digital_per_year),
        service.name,
        service.leika_key,
        coalesce(standing_on_day.maturity >= $online_from, false) AS online,
        year_of_months.newest,
        CASE WHEN newest IS NULL THEN standing_on_day.cases_per_year ELSE year_of_months.cases END::BIGINT AS cases,
        CASE
            WHEN newest IS NOT NULL THEN year_of_months.digital
            WHEN told_twice.partner_id IS NULL THEN report.cases_digital_per_year
        END::BIGINT AS digital
    FROM standing_on_day
    JOIN service USING (service_id)
    LEFT JOIN year_of_months USING (partner_id, service_id)
    LEFT JOIN told_twice USING (partner_id, service_id)
    LEFT JOIN report
        ON report.partner_id = standing_on_day.partner_id AND report.service_id = standing_on_day.service_id
        AND report.observed_on = standing_on_day.observed_on
    WHERE standing_on_day.standing = 'counted'
)
