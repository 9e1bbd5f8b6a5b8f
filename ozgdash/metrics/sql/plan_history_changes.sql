-- When did it change how many services were to be done by a day, by the plan known then? One row per partner and month in
-- which anything did, its first day. Parameters: those of in_scope.sql, with a single day (the Stand); $threshold.
-- A service that is done counts as planned; one that is not does so until the day that was planned.
WITH
-- @include in_scope.sql
, periods AS (
    SELECT
        partners_in_scope.position,
        greatest(state.valid_from, partners_in_scope.joined_on) AS begins,
        least(state.valid_to, asked_days.on_date + 1) AS ends,
        coalesce(state.maturity >= $threshold, false) AS done,
        state.maturity IS NULL AS unknown,
        CASE
            WHEN coalesce(state.maturity >= $threshold, false) THEN asked_days.on_date + 1
            WHEN state.planned_on BETWEEN DATE '1990-01-01' AND asked_days.on_date THEN state.planned_on
        END AS planned_until
    FROM state
    CROSS JOIN asked_days
    JOIN services_in_scope USING (service_id)
    JOIN partners_in_scope USING (partner_id)
    WHERE state.standing = 'counted'
      AND state.valid_from <= asked_days.on_date
      AND partners_in_scope.joined_on <= asked_days.on_date
      AND state.valid_to > partners_in_scope.joined_on
      AND (len($departments) = 0 OR list_contains($departments, state.department))
),
changes AS (
    SELECT position, begins AS changed_on, 1 AS total, done::INT AS done, unknown::INT AS unknown,
        (planned_until > begins)::INT AS planned
    FROM periods
    UNION ALL
    SELECT position, ends, -1, -done::INT, -unknown::INT, -(planned_until >= ends)::INT
    FROM periods
    UNION ALL
    SELECT position, planned_until, 0, 0, 0, -1
    FROM periods
    WHERE planned_until > begins AND planned_until < ends
)
SELECT
    position,
    date_trunc('month', changed_on)::DATE AS month,
    sum(total)::BIGINT AS total,
    sum(done)::BIGINT AS done,
    sum(unknown)::BIGINT AS unknown,
    coalesce(sum(planned), 0)::BIGINT AS planned
FROM changes, asked_days
WHERE changed_on <= on_date
GROUP BY position, month
ORDER BY position, month;
