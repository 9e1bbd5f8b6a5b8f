-- What does each partner say of one service at the Stand? One row per partner that had joined.
-- Parameters: $service (service_id), $as_of, $partners (an empty list means all).
SELECT
    service.service_id,
    service.leika_key,
    service.name,
    service.ozg_id,
    service.ozg_name,
    service.topic,
    service.addressee,
    state.partner_id,
    state.standing,
    state.maturity,
    state.maturity_model,
    state.stage,
    CASE WHEN state.planned_on BETWEEN DATE '1990-01-01' AND DATE '2100-12-31' THEN state.planned_on END
        AS planned_on,
    state.department,
    state.url,
    state.efa_stage,
    state.obstacle,
    state.remark,
    state.observed_on
FROM service
JOIN state USING (service_id)
JOIN partner USING (partner_id)
WHERE service.service_id = $service
  AND state.valid_from <= $as_of AND $as_of < state.valid_to
  AND partner.joined_on <= $as_of
  AND (len($partners) = 0 OR list_contains($partners, state.partner_id))
ORDER BY partner.position;
