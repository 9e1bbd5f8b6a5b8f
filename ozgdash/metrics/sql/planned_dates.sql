-- Included after in_scope.sql with a single day (the Stand): every planned date that was reported of a service counted
-- at the Stand while it was open, with the one before it. Corrections of the same day are settled in `state`.
-- A date that was met ends a plan: a date reported after the service was done begins a new one and has none before it.
-- Parameter: $threshold.
, plans_told_apart AS (
    SELECT
        standing_on_day.partner_id,
        standing_on_day.position,
        standing_on_day.department,
        standing_on_day.service_id,
        state.valid_from,
        CASE WHEN state.planned_on BETWEEN DATE '1990-01-01' AND DATE '2100-12-31' THEN state.planned_on END
            AS planned_on,
        coalesce(state.maturity >= $threshold, false) AS done,
        count(*) FILTER (coalesce(state.maturity >= $threshold, false)) OVER (
            PARTITION BY state.partner_id, state.service_id ORDER BY state.valid_from
        ) AS plan
    FROM standing_on_day
    JOIN state USING (partner_id, service_id)
    WHERE standing_on_day.standing = 'counted' AND state.valid_from <= standing_on_day.on_date
),
planned_dates AS (
    SELECT
        *,
        planned_on - lag(planned_on) OVER (
            PARTITION BY partner_id, service_id, plan ORDER BY valid_from
        ) AS moved_days
    FROM plans_told_apart
    WHERE planned_on IS NOT NULL AND NOT done
)
