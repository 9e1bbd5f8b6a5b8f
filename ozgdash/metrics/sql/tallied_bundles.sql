-- Included by the queries that read `bundle_tally`: what of it is in the filter, up to a day.
-- Parameters: $until (date), $partners, $topics (an empty list means all), $addressees (those of the filter in order of the
-- alphabet with a blank between them), $sdg_only, $all_services (true: every counted service must reach the threshold,
-- false: one is enough).
tallied AS (
    SELECT
        partner_id, position, changed_on, topic, CAST(NULL AS VARCHAR) AS department, units,
        CASE WHEN $all_services THEN all_done ELSE any_done END AS done,
        total, not_responsible, not_digitisable, unknown
    FROM bundle_tally
    WHERE changed_on <= $until
      AND (len($partners) = 0 OR list_contains($partners, partner_id))
      AND (len($topics) = 0 OR list_contains($topics, topic))
      AND addressees = $addressees
      AND sdg_only = $sdg_only
)
