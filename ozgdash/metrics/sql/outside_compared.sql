-- Included by the queries on the outside view, behind in_scope.sql with a single day: what the newest outside view of
-- each partner and source on or before that day shows, beside what the partner reports.
-- Parameters: those of in_scope.sql; $threshold (lowest Reifegrad that a partner reports as online).
, partners_asked AS (
    SELECT partner_id, position, on_date
    FROM partners_in_scope CROSS JOIN asked_days
    WHERE joined_on <= on_date
),
newest_import AS (
    SELECT import.import_id, import.kind, import.partner_id, import.as_of, import.left_out, partners_asked.position
    FROM import
    JOIN partners_asked USING (partner_id)
    WHERE import.kind IN ('pvog', 'xzufi', 'link_check') AND import.as_of <= partners_asked.on_date
    QUALIFY row_number() OVER (
        PARTITION BY import.kind, import.partner_id ORDER BY import.as_of DESC, import.import_id DESC
    ) = 1
),
entry AS (
    SELECT
        newest_import.import_id, newest_import.partner_id, newest_import.kind, outside_view.leika_key,
        outside_view.name, outside_view.url, outside_view.reason, outside_view.row_number,
        -- NULL: the source does not say it in words that are understood
        outside_view.online AND outside_view.active IS DISTINCT FROM false AND outside_view.url IS NOT NULL AS is_shown
    FROM newest_import
    JOIN outside_view USING (import_id)
),
outside_service AS (
    SELECT
        import_id, partner_id, kind, leika_key,
        CASE WHEN bool_or(is_shown) THEN true WHEN bool_or(is_shown IS NULL) THEN NULL ELSE false END AS is_shown,
        bool_or(url IS NOT NULL) AS has_url,
        arg_min(name, row_number) AS name,
        coalesce(arg_min(url, row_number) FILTER (is_shown), arg_min(url, row_number)) AS url,
        arg_min(reason, row_number) AS reason
    FROM entry
    GROUP BY import_id, partner_id, kind, leika_key
),
-- Only services with a LeiKa key can be found in an outside view.
compared AS (
    SELECT
        newest_import.kind AS source,
        newest_import.as_of,
        standing_on_day.*,
        service.leika_key,
        service.name,
        outside_service.leika_key IS NOT NULL AS has_entry,
        -- no entry: not shown; an entry in words that are not understood: not known
        CASE WHEN outside_service.leika_key IS NULL THEN false ELSE outside_service.is_shown END AS is_shown,
        coalesce(outside_service.has_url, false) AS has_url,
        outside_service.url AS outside_url,
        outside_service.reason,
        standing_on_day.standing = 'counted'
        AND coalesce(standing_on_day.stage = 'online' OR standing_on_day.maturity >= $threshold, false)
            AS reported_online
    FROM newest_import
    JOIN standing_on_day USING (partner_id)
    JOIN service USING (service_id)
    LEFT JOIN outside_service
        ON outside_service.import_id = newest_import.import_id AND outside_service.leika_key = service.leika_key
    WHERE newest_import.kind IN ('pvog', 'xzufi') AND service.leika_key IS NOT NULL
),
-- A service that the catalogue does not know has no Themenfeld, department or addressee: a filter leaves it out.
unknown_service AS (
    SELECT
        newest_import.kind AS source, newest_import.as_of, outside_service.partner_id, newest_import.position,
        outside_service.leika_key, outside_service.name, outside_service.url AS outside_url, outside_service.reason
    FROM outside_service
    JOIN newest_import USING (import_id)
    WHERE outside_service.leika_key NOT IN (SELECT leika_key FROM service WHERE leika_key IS NOT NULL)
      AND len($topics) = 0 AND len($departments) = 0 AND len($addressees) = 0
      AND NOT EXISTS (FROM deadline WHERE key = $deadline AND scope IS NOT NULL)
),
-- The address that was asked must still be the one that is reported.
dead_reported AS (
    SELECT
        newest_import.kind AS source, newest_import.as_of, standing_on_day.*, service.leika_key, service.name,
        link_check.outcome, link_check.http_status, 'report' AS address_from
    FROM newest_import
    JOIN link_check USING (import_id)
    JOIN standing_on_day
        ON standing_on_day.partner_id = newest_import.partner_id
        AND standing_on_day.service_id = link_check.service_id
        AND standing_on_day.url = link_check.url
    JOIN service ON service.service_id = link_check.service_id
    WHERE link_check.outcome IN ('gone', 'faulty', 'unreachable')
),
-- Or, asked as one of a portal, the one that a portal gives now; what is reported, too, is the partner's. Each address once.
dead_shown AS (
    SELECT
        newest_import.kind AS source, newest_import.as_of, newest_import.partner_id, newest_import.position,
        standing_on_day.* EXCLUDE (partner_id, position), entry.leika_key, coalesce(service.name, entry.name) AS name,
        entry.url AS outside_url, link_check.outcome, link_check.http_status, entry.kind AS address_from
    FROM newest_import
    JOIN link_check USING (import_id)
    JOIN entry
        ON entry.partner_id = newest_import.partner_id AND entry.url = link_check.url
        AND split_part(link_check.service_id, ':', 1) IN ('pvog', 'xzufi')
    LEFT JOIN service ON service.leika_key = entry.leika_key
    LEFT JOIN standing_on_day
        ON standing_on_day.partner_id = newest_import.partner_id AND standing_on_day.service_id = service.service_id
    WHERE link_check.outcome IN ('gone', 'faulty', 'unreachable')
      AND (
        standing_on_day.service_id IS NOT NULL
        OR service.service_id IS NULL AND len($topics) = 0 AND len($departments) = 0 AND len($addressees) = 0
        AND NOT EXISTS (FROM deadline WHERE key = $deadline AND scope IS NOT NULL)
      )
      AND (newest_import.partner_id, entry.url) NOT IN (
        SELECT (partner_id, url) FROM standing_on_day WHERE url IS NOT NULL
      )
    QUALIFY row_number() OVER (
        PARTITION BY newest_import.partner_id, entry.url ORDER BY entry.kind, entry.row_number
    ) = 1
),
dead_link AS (
    FROM dead_reported UNION ALL BY NAME FROM dead_shown
),
disagreement AS (
    SELECT
        *,
        CASE
            WHEN reported_online AND is_shown IS false AND has_entry AND NOT has_url THEN 'no_url'
            WHEN reported_online AND is_shown IS false THEN 'not_shown'
            WHEN is_shown AND NOT reported_online THEN 'not_reported'
            WHEN has_entry AND NOT has_url THEN 'no_url'
        END AS finding
    FROM compared
)
