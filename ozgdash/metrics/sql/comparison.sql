-- What do the public portals show of the partners, and of those with whom they compare themselves? One row per
-- administration: the partners in scope in their order, then the others in theirs.
-- Parameters: those of in_scope.sql with a single day; $within (days).
-- The compared day is that of the newest export of one who is compared. Of each the export nearest to it counts, where one
-- is at most $within days away; the services are those with a LeiKa key that the catalogue gives to its kind.
WITH
-- @include in_scope.sql
, administration AS (
    SELECT partner.partner_id AS id, partner.kind, false AS is_peer, partner.position, on_date
    FROM partners_in_scope
    JOIN partner USING (partner_id)
    CROSS JOIN asked_days
    WHERE partner.joined_on <= on_date
    UNION ALL
    SELECT peer_id, kind, true, position, on_date
    FROM peer
    CROSS JOIN asked_days
),
export AS (
    SELECT administration.id, administration.is_peer, import.import_id, import.as_of
    FROM administration
    JOIN import
        ON import.as_of <= administration.on_date
        AND CASE
            WHEN administration.is_peer THEN import.kind = 'pvog_vergleich' AND import.peer_id = administration.id
            ELSE import.kind = 'pvog' AND import.partner_id = administration.id
        END
),
compared_day AS (
    SELECT max(as_of) AS day FROM export WHERE is_peer
),
counting_export AS (
    SELECT export.*
    FROM export
    CROSS JOIN compared_day
    WHERE abs(date_diff('day', export.as_of, compared_day.day)) <= $within
    QUALIFY row_number() OVER (
        PARTITION BY export.id, export.is_peer
        ORDER BY abs(date_diff('day', export.as_of, compared_day.day)), export.as_of DESC, export.import_id DESC
    ) = 1
),
entry AS (
    SELECT import_id, leika_key, online, active, url FROM outside_view
    UNION ALL
    SELECT import_id, leika_key, online, active, url FROM peer_view
),
shown_service AS (
    -- As in outside_compared.sql: one entry that is shown is enough; NULL where its words are not understood.
    SELECT
        counting_export.id, counting_export.is_peer, entry.leika_key,
        CASE
            WHEN bool_or(entry.online AND entry.active IS DISTINCT FROM false AND entry.url IS NOT NULL) THEN true
            WHEN bool_or((entry.online AND entry.active IS DISTINCT FROM false AND entry.url IS NOT NULL) IS NULL) THEN NULL
            ELSE false
        END AS is_shown
    FROM counting_export
    JOIN entry USING (import_id)
    GROUP BY counting_export.id, counting_export.is_peer, entry.leika_key
),
given AS (
    SELECT administration.id, administration.is_peer, service.leika_key
    FROM administration
    CROSS JOIN services_in_scope
    JOIN service USING (service_id)
    WHERE service.leika_key IS NOT NULL
      AND CASE administration.kind
          WHEN 'kreisfreie_stadt' THEN service.by_city
          WHEN 'landkreis' THEN service.by_district
          ELSE service.by_municipality
      END
),
counted AS (
    SELECT
        given.id, given.is_peer,
        count(*) AS total,
        count(*) FILTER (shown_service.is_shown) AS shown,
        count(*) FILTER (shown_service.leika_key IS NOT NULL AND shown_service.is_shown IS NULL) AS unclear
    FROM given
    LEFT JOIN shown_service
        ON shown_service.id = given.id AND shown_service.is_peer = given.is_peer
        AND shown_service.leika_key = given.leika_key
    GROUP BY given.id, given.is_peer
)
SELECT
    administration.id,
    administration.is_peer,
    administration.kind,
    counting_export.as_of,
    CASE WHEN counting_export.as_of IS NOT NULL THEN coalesce(counted.shown, 0) END AS shown,
    CASE WHEN counting_export.as_of IS NOT NULL THEN coalesce(counted.unclear, 0) END AS unclear,
    coalesce(counted.total, 0) AS total
FROM administration
LEFT JOIN counting_export ON counting_export.id = administration.id AND counting_export.is_peer = administration.is_peer
LEFT JOIN counted ON counted.id = administration.id AND counted.is_peer = administration.is_peer
ORDER BY administration.is_peer, administration.position, administration.id;
