-- Included by the queries that read `share_tally`: what of it is in the filter, up to a day.
-- Parameters: those of tallied_services.sql but $departments: what is asked by department is read from `service_tally`.
tallied AS (
    SELECT *, CAST(NULL AS VARCHAR) AS department
    FROM share_tally
    WHERE changed_on <= $until
      AND (len($partners) = 0 OR list_contains($partners, partner_id))
      AND (len($topics) = 0 OR list_contains($topics, topic))
      AND (len($addressees) = 0 OR list_contains($addressees, addressee) OR addressee = 'beide')
      AND (sdg OR NOT $sdg_only)
)
