-- When did standing or Reifegrad of one service become another? One row per partner and such day, from joining on.
-- Parameters: $service (service_id), $as_of, $partners (an empty list means all).
SELECT
    greatest(state.valid_from, partner.joined_on) AS on_date,
    state.partner_id,
    state.standing,
    state.maturity,
    state.maturity_model
FROM state
JOIN partner USING (partner_id)
WHERE state.service_id = $service
  AND state.valid_from <= $as_of
  AND partner.joined_on <= $as_of
  AND state.valid_to > partner.joined_on
  AND (len($partners) = 0 OR list_contains($partners, state.partner_id))
QUALIFY row(state.standing, state.maturity, CASE WHEN state.maturity IS NOT NULL THEN state.maturity_model END)
    IS DISTINCT FROM lag(row(state.standing, state.maturity, CASE WHEN state.maturity IS NOT NULL THEN state.maturity_model END))
    OVER (PARTITION BY state.partner_id ORDER BY state.valid_from)
ORDER BY on_date, partner.position;
