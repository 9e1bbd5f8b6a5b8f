-- Included by the queries about plans that are kept: the services counted at the Stand, whether they are done, and their
-- planned date. Parameters: $on (the Stand), $threshold; $partners, $topics, $departments, $addressees (an empty list means
-- all), $sdg_only.
-- A planned date outside of the days that a sheet may name (model/days.py), which an old snapshot may hold, is none.
planned_services AS (
    SELECT
        partner.partner_id,
        partner.position,
        service.service_id,
        service.ozg_id,
        coalesce(state.maturity >= $threshold, false) AS done,
        CASE WHEN state.planned_on BETWEEN DATE '1990-01-01' AND DATE '2100-12-31' THEN state.planned_on END AS planned_on
    FROM state
    JOIN service ON service.service_id = state.service_id
    JOIN partner ON partner.partner_id = state.partner_id
    WHERE state.valid_from <= $on AND $on < state.valid_to AND partner.joined_on <= $on
      AND state.standing = 'counted'
      AND (len($partners) = 0 OR list_contains($partners, state.partner_id))
      AND (len($topics) = 0 OR list_contains($topics, service.topic))
      AND (len($departments) = 0 OR list_contains($departments, state.department))
      AND (len($addressees) = 0 OR list_contains($addressees, service.addressee) OR service.addressee = 'beide')
      AND (service.sdg OR NOT $sdg_only)
)
