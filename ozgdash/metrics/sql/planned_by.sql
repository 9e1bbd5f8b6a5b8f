-- How much is done at the Stand, and how much would be by a later day if every plan is kept? One row.
-- Parameters: $on (the Stand), $until (the later day), $threshold; $bundles (true: OZG-Leistungen are counted, false: services),
-- $all_services (true: a bundle needs all of its services, false: one is enough); $partners, $topics, $departments
-- (an empty list means all), $sdg_only.
WITH counted AS (
    SELECT
        state.partner_id,
        CASE WHEN $bundles THEN service.ozg_id ELSE service.service_id END AS unit,
        coalesce(state.maturity >= $threshold, false) AS done,
        done OR coalesce(state.planned_on > $on AND state.planned_on <= $until, false) AS kept
    FROM state
    JOIN service ON service.service_id = state.service_id
    JOIN partner ON partner.partner_id = state.partner_id
    WHERE state.valid_from <= $on AND $on < state.valid_to AND partner.joined_on <= $on
      AND state.standing = 'counted'
      AND (len($partners) = 0 OR list_contains($partners, state.partner_id))
      AND (len($topics) = 0 OR list_contains($topics, service.topic))
      AND (len($departments) = 0 OR list_contains($departments, state.department))
      AND (service.sdg OR NOT $sdg_only)
),
units AS (
    SELECT
        CASE WHEN $all_services THEN bool_and(done) ELSE bool_or(done) END AS done,
        CASE WHEN $all_services THEN bool_and(kept) ELSE bool_or(kept) END AS kept
    FROM counted
    GROUP BY partner_id, unit
)
SELECT count(*) FILTER (done) AS done, count(*) FILTER (kept) AS kept, count(*) AS total
FROM units;
