-- How much of what a partner reports as online does the public portal show? One row per partner and source.
-- Parameters: those of outside_compared.sql.
WITH
-- @include in_scope.sql
-- @include outside_compared.sql
, per_source AS (
    SELECT
        partner_id, source,
        count(*) FILTER (reported_online) AS reported_online,
        count(*) FILTER (reported_online AND is_shown) AS shown,
        count(*) FILTER (reported_online AND is_shown IS NULL) AS unclear,
        count(*) FILTER (finding = 'not_shown') AS not_shown,
        count(*) FILTER (finding = 'no_url') AS no_url,
        count(*) FILTER (finding = 'not_reported') AS not_reported
    FROM disagreement
    GROUP BY partner_id, source
),
unknown_counted AS (
    SELECT partner_id, source, count(*) AS unknown_service
    FROM unknown_service
    GROUP BY partner_id, source
),
dead_counted AS (
    SELECT partner_id, count(*) AS dead_link
    FROM dead_link
    GROUP BY partner_id
)
SELECT
    newest_import.partner_id,
    newest_import.kind AS source,
    newest_import.as_of,
    newest_import.left_out,
    coalesce(per_source.reported_online, 0) AS reported_online,
    coalesce(per_source.shown, 0) AS shown,
    coalesce(per_source.unclear, 0) AS unclear,
    coalesce(per_source.not_shown, 0) AS not_shown,
    coalesce(per_source.no_url, 0) AS no_url,
    CASE newest_import.kind WHEN 'link_check' THEN coalesce(dead_counted.dead_link, 0) ELSE 0 END AS dead_link,
    coalesce(per_source.not_reported, 0) AS not_reported,
    coalesce(unknown_counted.unknown_service, 0) AS unknown_service
FROM newest_import
LEFT JOIN per_source ON per_source.partner_id = newest_import.partner_id AND per_source.source = newest_import.kind
LEFT JOIN unknown_counted
    ON unknown_counted.partner_id = newest_import.partner_id AND unknown_counted.source = newest_import.kind
LEFT JOIN dead_counted ON dead_counted.partner_id = newest_import.partner_id
ORDER BY newest_import.position, list_position(['pvog', 'xzufi', 'link_check'], newest_import.kind);
