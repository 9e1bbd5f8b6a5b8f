-- What is wrong with the content of a snapshot? One row per broken rule: its key and how many rows break it.
WITH
state_chained AS (
    SELECT
        *,
        lag(valid_to, 1, DATE '0001-01-01') OVER by_service AS former_end,
        lead(valid_from, 1, DATE '9999-12-31') OVER by_service AS next_start
    FROM state
    WINDOW by_service AS (PARTITION BY partner_id, service_id ORDER BY valid_from)
),
counted_today AS (
    SELECT
        partner_id,
        count(*) AS services,
        count(*) FILTER (standing = 'counted') AS total,
        count(*) FILTER (standing = 'counted' AND maturity >= 3) AS done
    FROM state
    WHERE valid_to = DATE '9999-12-31'
    GROUP BY partner_id
),
services_tallied AS (
    SELECT partner_id, sum(units) AS services, sum(total) AS total, sum(done) AS done
    FROM service_tally
    GROUP BY partner_id
),
shares_tallied AS (
    SELECT partner_id, sum(units) AS services, sum(total) AS total, sum(done) AS done
    FROM share_tally
    GROUP BY partner_id
),
bundles_tallied AS (
    SELECT partner_id, sum(units) AS bundles
    FROM bundle_tally
    WHERE addressees = '' AND NOT sdg_only
    GROUP BY partner_id
),
observations_counted AS (
    SELECT import_id, count(*) AS observations
    FROM observation
    GROUP BY import_id
),
components_counted AS (
    SELECT import_id, count(*) AS components
    FROM component
    GROUP BY import_id
),
outside_counted AS (
    SELECT import_id, count(*) AS entries
    FROM (SELECT import_id FROM outside_view UNION ALL SELECT import_id FROM link_check)
    GROUP BY import_id
),
months_counted AS (
    SELECT import_id, count(*) AS months
    FROM use_month
    GROUP BY import_id
),
broken AS (
    -- Exactly one row per partner and service on any day: no gap, no overlap, from the first day to the last.
    SELECT 'state_gap' AS rule, count(*) AS found
    FROM state_chained
    WHERE valid_from <> former_end OR valid_to <> next_start OR valid_from >= valid_to
    UNION ALL
    SELECT 'state_missing', count(*)
    FROM (
        SELECT partner_id, service_id FROM partner CROSS JOIN service
        EXCEPT
        SELECT partner_id, service_id FROM state
    )
    UNION ALL
    SELECT 'state_stranger', count(*)
    FROM (
        SELECT partner_id, service_id FROM state
        EXCEPT
        SELECT partner_id, service_id FROM partner CROSS JOIN service
    )
    UNION ALL
    -- What is prepared comes to what stands there today.
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
    SELECT 'unknown_partner', count(*)
    FROM observation
    WHERE partner_id NOT IN (SELECT partner_id FROM partner)
    UNION ALL
    SELECT 'outside_stranger', count(*)
    FROM (
        SELECT import_id, partner_id FROM outside_view
        UNION ALL
        SELECT import_id, partner_id FROM link_check
    )
    WHERE partner_id NOT IN (SELECT partner_id FROM partner) OR import_id NOT IN (SELECT import_id FROM import)
    UNION ALL
    SELECT 'observation_twice', count(*)
    FROM (SELECT import_id, service_id FROM observation GROUP BY import_id, service_id HAVING count(*) > 1)
    UNION ALL
    SELECT 'unknown_service', count(*)
    FROM observation
    WHERE service_id NOT IN (SELECT service_id FROM service)
    UNION ALL
    SELECT 'import_missing', count(*)
    FROM observations_counted
    WHERE import_id NOT IN (SELECT import_id FROM import)
    UNION ALL
    SELECT 'import_count', count(*)
    FROM import
    LEFT JOIN observations_counted USING (import_id)
    WHERE import.kind = 'status_sheet' AND import.row_count <> coalesce(observations_counted.observations, 0)
    UNION ALL
    SELECT 'component_stranger', count(*)
    FROM component
    WHERE partner_id NOT IN (SELECT partner_id FROM partner) OR import_id NOT IN (SELECT import_id FROM import)
    UNION ALL
    SELECT 'component_count', count(*)
    FROM import
    LEFT JOIN components_counted USING (import_id)
    WHERE import.kind = 'components' AND import.row_count <> coalesce(components_counted.components, 0)
    UNION ALL
    SELECT 'peer_stranger', count(*)
    FROM peer_view
    WHERE peer_id NOT IN (SELECT peer_id FROM peer) OR import_id NOT IN (SELECT import_id FROM import)
    UNION ALL
    -- One who is compared is no partner, under no name.
    SELECT 'peer_partner', count(*)
    FROM peer
    WHERE peer_id IN (SELECT partner_id FROM partner) OR ars IN (SELECT ars FROM partner)
    UNION ALL
    SELECT 'peer_count', count(*)
    FROM import
    LEFT JOIN (SELECT import_id, count(*) AS entries FROM peer_view GROUP BY import_id) AS counted USING (import_id)
    WHERE import.kind = 'pvog_vergleich'
        AND (import.peer_id IS NULL OR import.partner_id IS NOT NULL OR import.row_count <> coalesce(counted.entries, 0))
    UNION ALL
    SELECT 'outside_count', count(*)
    FROM import
    LEFT JOIN outside_counted USING (import_id)
    WHERE import.kind IN ('pvog', 'xzufi', 'link_check')
      AND import.row_count <> coalesce(outside_counted.entries, 0)
    UNION ALL
    SELECT 'use_stranger', count(*)
    FROM use_month
    WHERE partner_id NOT IN (SELECT partner_id FROM partner) OR import_id NOT IN (SELECT import_id FROM import)
        OR service_id NOT IN (SELECT service_id FROM service)
    UNION ALL
    SELECT 'use_twice', count(*)
    FROM (
        SELECT import_id, partner_id, service_id, month
        FROM use_month
        GROUP BY import_id, partner_id, service_id, month
        HAVING count(*) > 1
    )
    UNION ALL
    SELECT 'use_count', count(*)
    FROM import
    LEFT JOIN months_counted USING (import_id)
    WHERE import.kind = 'use' AND import.row_count <> coalesce(months_counted.months, 0)
    UNION ALL
    SELECT 'example_mixed', count(*)
    FROM import
    WHERE kind IN ('status_sheet', 'components', 'use') AND example
        AND EXISTS (SELECT 1 FROM import WHERE kind IN ('status_sheet', 'components', 'use') AND NOT example)
    UNION ALL
    SELECT 'group_stranger', count(*)
    FROM (SELECT unnest(partner_ids) AS partner_id FROM partner_group)
    WHERE partner_id NOT IN (SELECT partner_id FROM partner)
    UNION ALL
    SELECT 'target_stranger', count(*)
    FROM target
    WHERE partner_id NOT IN (SELECT partner_id FROM partner)
        OR (partner_id IS NOT NULL AND group_key IS NOT NULL)
        OR due_on <= decided_on
        OR NOT (share > 0 AND share <= 1)
    UNION ALL
    SELECT 'event_stranger', count(*)
    FROM event
    WHERE partner_id NOT IN (SELECT partner_id FROM partner)
    UNION ALL
    SELECT 'alert_stranger', count(*)
    FROM (SELECT unnest(partner_ids) AS partner_id FROM alert_rule)
    WHERE partner_id NOT IN (SELECT partner_id FROM partner)
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
