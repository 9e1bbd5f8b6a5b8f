-- Included by the queries that count: what stood where on each asked day, within the filter.
-- Parameters: $days (dates), $partners, $topics, $departments, $addressees (an empty list means all),
-- $deadline (key of a deadline, any other word for the default one: the scope sdg leaves only the services marked SDG;
-- #all and #sdg stand for a scope without a deadline).
-- A planned date outside of the days that a sheet may name (model/days.py), which an old snapshot may hold, is none.
asked_days AS (
    SELECT unnest($days::DATE[]) AS on_date
),
services_in_scope AS (
    SELECT service_id, ozg_id, topic
    FROM service
    WHERE (len($topics) = 0 OR list_contains($topics, topic))
      AND (len($addressees) = 0 OR list_contains($addressees, addressee) OR addressee = 'beide')
      AND (sdg OR coalesce(
          CASE $deadline
              WHEN '#all' THEN ''
              WHEN '#sdg' THEN 'sdg'
              ELSE (SELECT scope FROM deadline ORDER BY key = $deadline DESC, position LIMIT 1)
          END, '') <> 'sdg')
),
partners_in_scope AS (
    SELECT partner_id, joined_on, position
    FROM partner
    WHERE len($partners) = 0 OR list_contains($partners, partner_id)
),
standing_on_day AS (
    SELECT
        asked_days.on_date,
        partners_in_scope.partner_id,
        partners_in_scope.position,
        services_in_scope.service_id,
        services_in_scope.ozg_id,
        services_in_scope.topic,
        state.standing,
        state.department,
        state.maturity,
        state.maturity_model,
        state.stage,
        CASE WHEN state.planned_on BETWEEN DATE '1990-01-01' AND DATE '2100-12-31' THEN state.planned_on END
            AS planned_on,
        state.url,
        state.efa_stage,
        state.obstacle,
        state.remark,
        state.cases_per_year,
        state.cases_digital_per_year,
        state.handling_days,
        state.backlog,
        state.priority,
        state.observed_on
    FROM asked_days
    JOIN state ON state.valid_from <= asked_days.on_date AND asked_days.on_date < state.valid_to
    JOIN services_in_scope USING (service_id)
    JOIN partners_in_scope USING (partner_id)
    WHERE partners_in_scope.joined_on <= asked_days.on_date
      AND (len($departments) = 0 OR list_contains($departments, state.department))
)
