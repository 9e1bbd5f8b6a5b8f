-- What does a filter leave, and what does it leave out only because nothing is known of what it asks for?
-- One row per partner that had joined. Parameters: those of in_scope.sql, with a single day. A service that several
-- unknown things leave out counts under each.
WITH scope AS (
    SELECT coalesce((SELECT scope FROM deadline ORDER BY key = $deadline DESC, position LIMIT 1), '') = 'sdg' AS sdg_only
),
filtered AS (
    SELECT
        partner.partner_id,
        partner.position,
        state.standing = 'counted' AS counted,
        len($departments) = 0 OR list_contains($departments, state.department) AS of_department,
        len($addressees) = 0 OR list_contains($addressees, service.addressee) OR service.addressee = 'beide' AS of_addressee,
        NOT scope.sdg_only OR service.sdg AS of_scope
    FROM state
    JOIN service USING (service_id)
    JOIN partner USING (partner_id)
    CROSS JOIN scope
    WHERE state.valid_from <= $days[1] AND $days[1] < state.valid_to
      AND partner.joined_on <= $days[1]
      AND (len($partners) = 0 OR list_contains($partners, partner.partner_id))
      AND (len($topics) = 0 OR list_contains($topics, service.topic))
),
judged AS (
    SELECT
        *,
        of_department AND of_addressee AND of_scope AS kept,
        coalesce(of_department, true) AND coalesce(of_addressee, true) AND coalesce(of_scope, true) AS possible
    FROM filtered
)
SELECT
    partner_id,
    count(*) FILTER (kept) AS kept,
    count(*) FILTER (counted AND possible AND of_department IS NULL) AS without_department,
    count(*) FILTER (counted AND possible AND of_addressee IS NULL) AS without_addressee,
    count(*) FILTER (counted AND possible AND of_scope IS NULL) AS without_scope
FROM judged
GROUP BY partner_id, position
ORDER BY position;
