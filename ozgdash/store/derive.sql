-- Works out `state` from partner, service and observation: one row per partner, service and period in which nothing
-- about the service changed hands or was reported anew. Run at a publish for the partners in `derived_partner`.
DELETE FROM state WHERE partner_id IN (SELECT partner_id FROM derived_partner);

INSERT INTO state
WITH
-- Before the first observation a service stands as the catalogue says, with nothing known about it.
with_beginning AS (
    SELECT
        partner_id, service_id, observed_on AS valid_from, observed_on, responsible, digitisable, obstacle,
        maturity, maturity_model, stage, planned_on, department, url, efa_stage, remark, cases_per_year,
        cases_digital_per_year, handling_days, backlog, priority, digital_told_on
    FROM report
    WHERE partner_id IN (SELECT partner_id FROM derived_partner)
    UNION ALL
    SELECT
        derived_partner.partner_id, service.service_id, DATE '0001-01-01', NULL, NULL, NULL, NULL,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM derived_partner CROSS JOIN service
),
period_closed AS (
    SELECT
        *,
        lead(valid_from, 1, DATE '9999-12-31')
            OVER (PARTITION BY partner_id, service_id ORDER BY valid_from) AS valid_to
    FROM with_beginning
),
-- The year of a sheet is over on the sheet's day and began at most two years before: where the partner gave one of those
-- months, the digital cases of the sheet do not count, or the year less the other months would be one month (ADR 40).
told_twice AS (
    SELECT DISTINCT observation.partner_id, observation.service_id, observation.observed_on
    FROM observation
    JOIN use_month ON use_month.partner_id = observation.partner_id AND use_month.service_id = observation.service_id
        AND year(use_month.month) * 12 + month(use_month.month)
            BETWEEN year(observation.observed_on) * 12 + month(observation.observed_on) - 23
            AND year(observation.observed_on) * 12 + month(observation.observed_on)
    WHERE observation.cases_digital_given AND observation.partner_id IN (SELECT partner_id FROM derived_partner)
),
responsibility_decided AS (
    SELECT
        period_closed.*,
        coalesce(
            period_closed.responsible,
            CASE partner.kind
                WHEN 'kreisfreie_stadt' THEN service.by_city
                WHEN 'landkreis' THEN service.by_district
                ELSE service.by_municipality
            END,
            false
        ) AS in_responsibility,
        CASE WHEN told_twice.observed_on IS NULL THEN period_closed.cases_digital_per_year END AS digital_told_once
    FROM period_closed
    JOIN partner ON partner.partner_id = period_closed.partner_id
    JOIN service ON service.service_id = period_closed.service_id
    LEFT JOIN told_twice
        ON told_twice.partner_id = period_closed.partner_id
        AND told_twice.service_id = period_closed.service_id
        AND told_twice.observed_on = period_closed.digital_told_on
)
SELECT
    partner_id, service_id, valid_from, valid_to, observed_on,
    CASE
        WHEN NOT in_responsibility THEN 'not_responsible'
        WHEN digitisable IS false THEN 'not_digitisable'
        ELSE 'counted'
    END AS standing,
    obstacle, maturity, maturity_model, stage, planned_on, department, url, efa_stage, remark, cases_per_year,
    digital_told_once AS cases_digital_per_year, handling_days, backlog, priority
FROM responsibility_decided
ORDER BY partner_id, service_id, valid_from;
