-- Included after in_scope.sql by the queries that compare two days: each service at each partner then and now.
-- Parameters: those of in_scope.sql, whose $days are $before and $after; $threshold (lowest Reifegrad that is reached).
-- A partner that joined after $before is not compared. What the filter holds on one day only is not counted on the other.
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
    FROM (FROM standing_on_day WHERE on_date = $before) AS then_there
    FULL JOIN (FROM standing_on_day WHERE on_date = $after) AS now_there USING (partner_id, service_id)
    WHERE coalesce(now_there.partner_id, then_there.partner_id)
        IN (SELECT partner_id FROM partners_in_scope WHERE joined_on <= $before)
)
