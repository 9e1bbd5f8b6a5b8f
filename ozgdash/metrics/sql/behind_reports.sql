-- Included after in_scope.sql with a single day: what stands on that day, with the newest file that reported it as it
-- stands; import_id is NULL for what was never reported, which stands as the catalogue says.
, behind_reports AS (
    SELECT
        standing_on_day.*,
        reported.import_id
    FROM standing_on_day
    LEFT JOIN (
        SELECT partner_id, service_id, observed_on, max(import_id) AS import_id
        FROM observation
        WHERE len($partners) = 0 OR list_contains($partners, partner_id)
        GROUP BY partner_id, service_id, observed_on
    ) AS reported
        ON reported.partner_id = standing_on_day.partner_id
        AND reported.service_id = standing_on_day.service_id
        AND reported.observed_on = standing_on_day.observed_on
)
