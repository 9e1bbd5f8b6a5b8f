-- Included by the queries about reuse: which service runs at one partner (giver) and is missing at another (taker).
-- The filter of partners and departments chooses the takers; every partner may be a giver. Of one service each giver goes
-- with each taker; who does not ask for the pairs joins what the givers of a service have together.
-- Parameters: those of in_scope.sql, with a single day; $threshold.
, givers AS (
    SELECT
        state.partner_id AS giver_id,
        partner.position AS giver_position,
        state.service_id,
        state.efa_stage
    FROM state
    JOIN asked_days ON state.valid_from <= asked_days.on_date AND asked_days.on_date < state.valid_to
    JOIN services_in_scope USING (service_id)
    JOIN partner USING (partner_id)
    WHERE partner.joined_on <= asked_days.on_date AND state.standing = 'counted' AND state.maturity >= $threshold
),
missing AS (
    SELECT
        service_id,
        partner_id AS taker_id,
        position AS taker_position,
        maturity IS NOT NULL AS known,
        efa_stage
    FROM standing_on_day
    WHERE standing = 'counted' AND coalesce(maturity < $threshold, true)
)
