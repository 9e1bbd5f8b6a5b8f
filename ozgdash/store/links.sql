-- Which addresses of online services are in force on a day? One row per partner and service that has one.
-- Parameters: $partners (an empty list means all), $on (date).
SELECT state.partner_id, state.service_id, state.url
FROM state
JOIN partner USING (partner_id)
WHERE state.valid_from <= $on AND $on < state.valid_to
  AND state.url IS NOT NULL
  AND state.standing = 'counted'
  AND (len($partners) = 0 OR list_contains($partners, state.partner_id))
ORDER BY partner.position, state.service_id;
