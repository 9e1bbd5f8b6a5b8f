-- What does a filter leave, and what does it leave out only because nothing is known of what it asks for?
-- One row per partner that had joined. Parameters: those of tallied_services.sql. A service that several unknown things
-- leave out counts under each.
WITH filtered AS (
    SELECT
        partner_id,
        position,
        units,
        total,
        len($departments) = 0 OR list_contains($departments, department) AS of_department,
        len($addressees) = 0 OR list_contains($addressees, addressee) OR addressee = 'beide' AS of_addressee,
        sdg OR NOT $sdg_only AS of_scope
    FROM service_tally
    WHERE changed_on <= $until
      AND (len($partners) = 0 OR list_contains($partners, partner_id))
      AND (len($topics) = 0 OR list_contains($topics, topic))
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
    CAST(sum(CASE WHEN kept THEN units ELSE 0 END) AS BIGINT) AS kept,
    CAST(sum(CASE WHEN possible AND of_department IS NULL THEN total ELSE 0 END) AS BIGINT) AS without_department,
    CAST(sum(CASE WHEN possible AND of_addressee IS NULL THEN total ELSE 0 END) AS BIGINT) AS without_addressee,
    CAST(sum(CASE WHEN possible AND of_scope IS NULL THEN total ELSE 0 END) AS BIGINT) AS without_scope
FROM judged
GROUP BY partner_id, position
HAVING sum(units) > 0
ORDER BY position;
