-- Included after in_scope.sql with a single day (the Stand): every planned date that was reported of a service counted
-- at the Stand while it was open, with the one before it. Corrections of the same day are settled in `state`.
-- A date that was met ends a plan: a date reported after the service was done begins a new one and has none before it.
-- Parameter: $threshold. Services are numbered, because numbers are sorted in a fraction of the time that keys take.
, numbered_services AS (
    SELECT service_id, row_number() OVER (ORDER BY service_id) AS number
    FROM services_in_scope
),
plans AS (
    -- Planned dates of the service while it was open, and NULL for the time in which it was done.
    SELECT
        standing_on_day.partner_id,
        standing_on_day.position,
        standing_on_day.department,
        numbered_services.number,
        state.valid_from,
        CASE WHEN NOT coalesce(state.maturity >= $threshold, false) THEN state.planned_on END AS planned_on
    FROM standing_on_day
    JOIN numbered_services USING (service_id)
    JOIN state
        ON state.partner_id = standing_on_day.partner_id
        AND state.service_id = standing_on_day.service_id
        AND state.valid_from <= standing_on_day.on_date
    WHERE standing_on_day.standing = 'counted'
      AND (
        coalesce(state.maturity >= $threshold, false)
        OR state.planned_on BETWEEN DATE '1990-01-01' AND DATE '2100-12-31'
      )
),
planned_dates AS (
    SELECT
        *,
        planned_on - lag(planned_on) OVER (PARTITION BY position, number ORDER BY valid_from) AS moved_days
    FROM plans
    QUALIFY planned_on IS NOT NULL
)
