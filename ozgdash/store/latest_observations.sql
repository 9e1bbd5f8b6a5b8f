-- What holds at one partner of each service on or before a day? One row per reported service.
-- A planned date outside of the days that a sheet may name (model/days.py), which an old snapshot may hold, is none.
-- Parameters: $partner (id), $as_of (date).
SELECT
    service_id, responsible, digitisable, obstacle, maturity, maturity_model, stage,
    CASE WHEN planned_on BETWEEN DATE '1990-01-01' AND DATE '2100-12-31' THEN planned_on END AS planned_on,
    department, url, efa_stage, remark, cases_per_year, cases_digital_per_year, handling_days, backlog, priority
FROM report
WHERE partner_id = $partner AND observed_on <= $as_of
QUALIFY row_number() OVER (PARTITION BY service_id ORDER BY observed_on DESC) = 1
ORDER BY service_id;
