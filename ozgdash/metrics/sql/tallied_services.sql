-- Included by the queries that read `service_tally`: what of it is in the filter, up to a day.
-- Parameters: $until (date), $partners, $topics, $departments, $addressees (an empty list means all), $sdg_only (true: only
-- the services marked SDG).
tallied AS (
    SELECT *
    FROM service_tally
    WHERE changed_on <= $until
      AND (len($partners) = 0 OR list_contains($partners, partner_id))
      AND (len($topics) = 0 OR list_contains($topics, topic))
      AND (len($departments) = 0 OR list_contains($departments, department))
      AND (len($addressees) = 0 OR list_contains($addressees, addressee) OR addressee = 'beide')
      AND (sdg OR NOT $sdg_only)
)
