-- What is wrong with what a publish touched? One row per broken rule, as in check.sql: what is derived of the partners in
-- $partners (ids), and what was imported from $first (id of an import) on. All else stands as it was checked before.
WITH
touched AS (SELECT unnest($partners) AS partner_id),
state_touched AS (
    SELECT partner_id, service_id, valid_from, valid_to, standing, maturity
    FROM state
    WHERE partner_id IN (SELECT partner_id FROM touched)
),
state_chained AS (
    SELECT
        *,
        lag(valid_to, 1, DATE '0001-01-01') OVER by_service AS former_end,
        lead(valid_from, 1, DATE '9999-12-31') OVER by_service AS next_start
    FROM state_touched
    WINDOW by_service AS (PARTITION BY partner_id, service_id ORDER BY valid_from)
),
counted_today AS (
    SELECT
        partner_id,
        count(*) AS services,
        count(*) FILTER (standing = 'counted') AS total,
        count(*) FILTER (standing = 'counted' AND maturity >= 3) AS done
    FROM state_touched
    WHERE valid_to = DATE '9999-12-31'
    GROUP BY partner_id
),
services_tallied AS (
    SELECT partner_id, sum(units) AS services, sum(total) AS total, sum(done) AS done
    FROM service_tally
    WHERE partner_id IN (SELECT partner_id FROM touched)
    GROUP BY partner_id
),
shares_tallied AS (
    SELECT partner_id, sum(units) AS services, sum(total) AS total, sum(done) AS done
    FROM share_tally
    WHERE partner_id IN (SELECT partner_id FROM touched)
    GROUP BY partner_id
),
bundles_tallied AS (
    SELECT partner_id, sum(units) AS bundles
    FROM bundle_tally
    WHERE addressees = '' AND NOT sdg_only AND partner_id IN (SELECT partner_id FROM touched)
    GROUP BY partner_id
),
imported AS (
    SELECT import_id, partner_id, peer_id, kind, row_count FROM import WHERE import_id >= $first
),
observed AS (
    SELECT import_id, partner_id, service_id FROM observation WHERE import_id >= $first
),
listed AS (
    SELECT import_id, partner_id FROM component WHERE import_id >= $first
),
seen AS (
    SELECT import_id, partner_id FROM outside_view WHERE import_id >= $first
    UNION ALL
    SELECT import_id, partner_id FROM link_check WHERE import_id >= $first
),
months AS (
    SELECT import_id, partner_id, service_id, month FROM use_month WHERE import_id >= $first
),
months_counted AS (
    SELECT import_id, count(*) AS months FROM months GROUP BY import_id
),
counted AS (
    SELECT import_id, count(*) AS entries
    FROM (SELECT import_id FROM observed UNION ALL SELECT import_id FROM seen)
    GROUP BY import_id
),
components_counted AS (
    SELECT import_id, count(*) AS components FROM listed GROUP BY import_id
),
broken AS (
    SELECT 'state_gap' AS rule, count(*) AS found
    FROM state_chained
    WHERE valid_from <> former_end OR valid_to <> next_start OR valid_from >= valid_to
    UNION ALL
    SELECT 'state_missing', count(*)
    FROM (
        SELECT partner_id, service_id FROM touched JOIN partner USING (partner_id) CROSS JOIN service
        EXCEPT
        SELECT partner_id, service_id FROM state_touched
    )
    UNION ALL
    SELECT 'state_stranger', count(*)
    FROM state_touched
    WHERE partner_id NOT IN (SELECT partner_id FROM partner) OR service_id NOT IN (SELECT service_id FROM service)
    UNION ALL
    SELECT 'tally_off', count(*)
    FROM (
        (SELECT * FROM counted_today EXCEPT SELECT * FROM services_tallied)
        UNION
        (SELECT * FROM counted_today EXCEPT SELECT * FROM shares_tallied)
    )
    UNION ALL
    SELECT 'tally_off_bundles', count(*)
    FROM bundles_tallied
    WHERE bundles <> (SELECT count(DISTINCT ozg_id) FROM service)
    UNION ALL
    SELECT 'unknown_partner', count(*) FROM observed WHERE partner_id NOT IN (SELECT partner_id FROM partner)
    UNION ALL
    SELECT 'unknown_service', count(*) FROM observed WHERE service_id NOT IN (SELECT service_id FROM service)
    UNION ALL
    SELECT 'observation_twice', count(*)
    FROM (SELECT import_id, service_id FROM observed GROUP BY import_id, service_id HAVING count(*) > 1)
    UNION ALL
    SELECT 'import_missing', count(DISTINCT import_id)
    FROM observed
    WHERE import_id NOT IN (SELECT import_id FROM imported)
    UNION ALL
    SELECT 'import_count', count(*)
    FROM imported
    LEFT JOIN counted USING (import_id)
    WHERE kind = 'status_sheet' AND row_count <> coalesce(entries, 0)
    UNION ALL
    SELECT 'outside_stranger', count(*)
    FROM seen
    WHERE partner_id NOT IN (SELECT partner_id FROM partner) OR import_id NOT IN (SELECT import_id FROM imported)
    UNION ALL
    SELECT 'peer_stranger', count(*)
    FROM peer_view
    WHERE import_id >= $first
        AND (peer_id NOT IN (SELECT peer_id FROM peer) OR import_id NOT IN (SELECT import_id FROM imported))
    UNION ALL
    SELECT 'peer_partner', count(*)
    FROM peer
    WHERE peer_id IN (SELECT partner_id FROM partner) OR ars IN (SELECT ars FROM partner)
    UNION ALL
    SELECT 'peer_count', count(*)
    FROM imported
    LEFT JOIN (SELECT import_id, count(*) AS entries FROM peer_view GROUP BY import_id) AS peers_counted USING (import_id)
    WHERE kind = 'pvog_vergleich'
        AND (peer_id IS NULL OR partner_id IS NOT NULL OR row_count <> coalesce(peers_counted.entries, 0))
    UNION ALL
    SELECT 'outside_count', count(*)
    FROM imported
    LEFT JOIN counted USING (import_id)
    WHERE kind IN ('pvog', 'xzufi', 'link_check') AND row_count <> coalesce(entries, 0)
    UNION ALL
    SELECT 'component_stranger', count(*)
    FROM listed
    WHERE partner_id NOT IN (SELECT partner_id FROM partner) OR import_id NOT IN (SELECT import_id FROM imported)
    UNION ALL
    SELECT 'component_count', count(*)
    FROM imported
    LEFT JOIN components_counted USING (import_id)
    WHERE kind = 'components' AND row_count <> coalesce(components, 0)
    UNION ALL
    SELECT 'use_stranger', count(*)
    FROM months
    WHERE partner_id NOT IN (SELECT partner_id FROM partner) OR import_id NOT IN (SELECT import_id FROM imported)
        OR service_id NOT IN (SELECT service_id FROM service)
    UNION ALL
    SELECT 'use_twice', count(*)
    FROM (
        SELECT import_id, partner_id, service_id, month
        FROM months
        GROUP BY import_id, partner_id, service_id, month
        HAVING count(*) > 1
    )
    UNION ALL
    SELECT 'use_count', count(*)
    FROM imported
    LEFT JOIN months_counted USING (import_id)
    WHERE kind = 'use' AND row_count <> coalesce(months, 0)
    UNION ALL
    SELECT 'example_mixed', count(*)
    FROM import
    WHERE kind IN ('status_sheet', 'components', 'use') AND example
        AND EXISTS (SELECT 1 FROM import WHERE kind IN ('status_sheet', 'components', 'use') AND NOT example)
    UNION ALL
    SELECT 'no_cooperation', 1 - least(count(*), 1) FROM cooperation
    UNION ALL
    SELECT 'no_partner', 1 - least(count(*), 1) FROM partner
    UNION ALL
    SELECT 'no_deadline', 1 - least(count(*), 1) FROM deadline
    UNION ALL
    SELECT 'no_service', 1 - least(count(*), 1) FROM service
)
SELECT rule, found
FROM broken
WHERE found > 0
ORDER BY rule;
