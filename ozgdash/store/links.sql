-- Which addresses of online services are in force on a day? One row per partner and service that reports one, then one per
-- further address that the newest outside view of a portal gives; an address that the partner reports stands there once.
-- Parameters: $partners (an empty list means all), $on (date).
WITH reported AS (
    SELECT state.partner_id, state.service_id, state.url, 'report' AS source, partner.position
    FROM state
    JOIN partner USING (partner_id)
    WHERE state.valid_from <= $on AND $on < state.valid_to
      AND state.url IS NOT NULL
      AND state.standing = 'counted'
      AND (len($partners) = 0 OR list_contains($partners, state.partner_id))
),
newest_view AS (
    SELECT import.import_id, import.partner_id, import.kind, partner.position
    FROM import
    JOIN partner USING (partner_id)
    WHERE import.kind IN ('pvog', 'xzufi') AND import.as_of <= $on
      AND (len($partners) = 0 OR list_contains($partners, import.partner_id))
    QUALIFY row_number() OVER (
        PARTITION BY import.kind, import.partner_id ORDER BY import.as_of DESC, import.import_id DESC
    ) = 1
),
shown AS (
    SELECT
        newest_view.partner_id,
        newest_view.kind || ':' || outside_view.leika_key || ':' || outside_view.row_number AS service_id,
        outside_view.url, newest_view.kind AS source, newest_view.position
    FROM newest_view
    JOIN outside_view USING (import_id)
    WHERE outside_view.url IS NOT NULL AND outside_view.active IS DISTINCT FROM false
      AND (newest_view.partner_id, outside_view.url) NOT IN (SELECT (partner_id, url) FROM reported)
    QUALIFY row_number() OVER (
        PARTITION BY newest_view.partner_id, outside_view.url ORDER BY newest_view.kind, outside_view.row_number
    ) = 1
)
SELECT partner_id, service_id, url, source
FROM (FROM reported UNION ALL BY NAME FROM shown)
ORDER BY source <> 'report', position, service_id;
