-- From which day on is each counted service done if every plan is kept? One row per partner and such day: the Stand for what
-- is done, $never (date) for what has no planned date or one that has passed.
-- Parameters: $on (the Stand), $never, $threshold; $partners, $topics, $departments, $addressees (an empty list means all), $sdg_only.
-- A planned date outside of the days that a sheet may name (model/days.py), which an old snapshot may hold, is none.
WITH counted AS (
    SELECT
        partner.partner_id,
        partner.position,
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
),
kept AS (
    SELECT
        partner_id,
        position,
        CASE WHEN done THEN $on WHEN planned_on > $on THEN planned_on ELSE $never END AS kept_on,
        planned_on
    FROM counted
)
SELECT
    partner_id, position, kept_on, count(*) AS services, coalesce(max(planned_on), DATE '1990-01-01') AS last_planned_on
FROM kept
GROUP BY partner_id, position, kept_on
ORDER BY position, kept_on;
