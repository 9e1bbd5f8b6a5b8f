-- What holds at one partner of each service on or before a day? One row per reported service.
-- Parameters: $partner (id), $as_of (date).
SELECT
    service_id, responsible, digitisable, obstacle, maturity, maturity_model, stage, planned_on, department, url,
    efa_stage, remark, cases_per_year, priority
FROM report
WHERE partner_id = $partner AND observed_on <= $as_of
QUALIFY row_number() OVER (PARTITION BY service_id ORDER BY observed_on DESC) = 1
ORDER BY service_id;
