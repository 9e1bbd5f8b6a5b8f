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
        cases_digital_per_year, handling_days, backlog, priority
    FROM report
    WHERE partner_id IN (SELECT partner_id FROM derived_partner)
    UNION ALL
    SELECT
        derived_partner.partner_id, service.service_id, DATE '0001-01-01', NULL, NULL, NULL, NULL,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM derived_partner CROSS JOIN service
),
period_closed AS (
    SELECT
        *,
        lead(valid_from, 1, DATE '9999-12-31')
            OVER (PARTITION BY partner_id, service_id ORDER BY valid_from) AS valid_to
    FROM with_beginning
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
        ) AS in_responsibility
    FROM period_closed
    JOIN partner USING (partner_id)
    JOIN service USING (service_id)
)
SELECT
    partner_id, service_id, valid_from, valid_to, observed_on,
    CASE
        WHEN NOT in_responsibility THEN 'not_responsible'
        WHEN digitisable IS false THEN 'not_digitisable'
        ELSE 'counted'
    END AS standing,
    obstacle, maturity, maturity_model, stage, planned_on, department, url, efa_stage, remark, cases_per_year,
    cases_digital_per_year, handling_days, backlog, priority
FROM responsibility_decided
ORDER BY partner_id, service_id, valid_from;
