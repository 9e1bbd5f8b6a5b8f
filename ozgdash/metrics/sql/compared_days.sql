-- Included after in_scope.sql by the queries that compare two days: each service at each partner then and now, where anything
-- was reported of it in between: what held on both days has not changed, and is most of it.
-- Parameters: those of in_scope.sql, whose $days are $before and $after; $threshold (lowest Reifegrad that is reached).
-- A partner that joined after $before is not compared. What the filter holds on one day only is not counted on the other.
moved AS (
    SELECT
        state.partner_id,
        partners_in_scope.position,
        state.service_id,
        state.department,
        state.standing,
        state.maturity,
        state.maturity_model,
        CASE WHEN state.planned_on BETWEEN DATE '1990-01-01' AND DATE '2100-12-31' THEN state.planned_on END
            AS planned_on,
        state.valid_from > $before AS is_after
    FROM state
    JOIN services_in_scope USING (service_id)
    JOIN partners_in_scope USING (partner_id)
    WHERE partners_in_scope.joined_on <= $before
      AND (len($departments) = 0 OR list_contains($departments, state.department))
      AND (
        state.valid_from <= $before AND $before < state.valid_to AND state.valid_to <= $after
        OR state.valid_from > $before AND state.valid_from <= $after AND $after < state.valid_to
      )
),
compared AS (
    SELECT
        coalesce(now_there.partner_id, then_there.partner_id) AS partner_id,
        coalesce(now_there.position, then_there.position) AS position,
        coalesce(now_there.service_id, then_there.service_id) AS service_id,
        coalesce(now_there.department, then_there.department) AS department,
        then_there.standing AS standing_before,
        now_there.standing AS standing_after,
        then_there.maturity AS maturity_before,
        now_there.maturity AS maturity_after,
        then_there.maturity_model AS model_before,
        now_there.maturity_model AS model_after,
        then_there.planned_on AS planned_before,
        now_there.planned_on AS planned_after,
        coalesce(standing_before = 'counted', false) AS counted_before,
        coalesce(standing_after = 'counted', false) AS counted_after,
        counted_before AND coalesce(maturity_before >= $threshold, false) AS reached_before,
        counted_after AND coalesce(maturity_after >= $threshold, false) AS reached_after
    FROM (FROM moved WHERE NOT is_after) AS then_there
    FULL JOIN (FROM moved WHERE is_after) AS now_there USING (partner_id, service_id)
)
