-- Works out `bundle_tally` from state, partner and service: on which day how many OZG-Leistungen more (or, negative, fewer)
-- stand where, for each filter by addressees and SDG scope, since a bundle consists of the services in the filter. Empty
-- where an OZG-Leistung has parts in several Themenfelder: it could not be added up over these. Run after derive.sql for
-- the partners in `derived_partner`.
DELETE FROM bundle_tally WHERE partner_id IN (SELECT partner_id FROM derived_partner);

INSERT INTO bundle_tally
WITH
topics_of_bundles AS (
    SELECT ozg_id, count(DISTINCT topic) AS topics FROM service GROUP BY ozg_id
),
asked AS (
    SELECT asked_for.addressees, asked_for.citizens, asked_for.businesses, scopes.sdg_only
    FROM (
        VALUES
            ('', true, true), ('buerger', true, false), ('unternehmen', false, true), ('buerger unternehmen', true, true)
    ) AS asked_for (addressees, citizens, businesses)
    CROSS JOIN (VALUES (false), (true)) AS scopes (sdg_only)
),
periods AS (
    SELECT
        partner.partner_id,
        partner.position,
        greatest(state.valid_from, partner.joined_on) AS begins_on,
        state.valid_to AS ends_on,
        service.ozg_id,
        service.topic,
        service.addressee,
        service.sdg,
        CASE WHEN state.standing = 'counted' THEN 1 ELSE 0 END AS counted,
        CASE WHEN state.standing = 'not_digitisable' THEN 1 ELSE 0 END AS not_digitisable,
        CASE WHEN state.standing = 'counted' AND state.maturity IS NOT NULL THEN 1 ELSE 0 END AS known,
        CASE WHEN state.standing = 'counted' AND state.maturity >= 2 THEN 1 ELSE 0 END AS at_2,
        CASE WHEN state.standing = 'counted' AND state.maturity >= 3 THEN 1 ELSE 0 END AS at_3
    FROM state
    JOIN partner ON partner.partner_id = state.partner_id
    JOIN service ON service.service_id = state.service_id
    WHERE state.valid_to > partner.joined_on AND state.partner_id IN (SELECT partner_id FROM derived_partner)
      AND (SELECT max(topics) FROM topics_of_bundles) = 1
),
edges AS (
    SELECT periods.*, begins_on AS changed_on, 1 AS units FROM periods
    UNION ALL
    SELECT periods.*, ends_on, -1 FROM periods WHERE ends_on < DATE '9999-12-31'
),
changed AS (
    SELECT
        partner_id, position, ozg_id, topic, addressee, sdg, changed_on,
        sum(units * counted) AS counted,
        sum(units * not_digitisable) AS not_digitisable,
        sum(units * known) AS known,
        sum(units * at_2) AS at_2,
        sum(units * at_3) AS at_3
    FROM edges
    GROUP BY partner_id, position, ozg_id, topic, addressee, sdg, changed_on
    HAVING sum(units) <> 0 OR sum(units * counted) <> 0 OR sum(units * not_digitisable) <> 0
        OR sum(units * known) <> 0 OR sum(units * at_2) <> 0 OR sum(units * at_3) <> 0
),
changed_in_filter AS (
    SELECT
        asked.addressees, asked.sdg_only, partner_id, position, ozg_id, topic, changed_on,
        sum(counted) AS counted,
        sum(not_digitisable) AS not_digitisable,
        sum(known) AS known,
        sum(at_2) AS at_2,
        sum(at_3) AS at_3
    FROM changed
    JOIN asked
        ON (asked.addressees = '' OR changed.addressee = 'beide' OR (asked.citizens AND changed.addressee = 'buerger')
            OR (asked.businesses AND changed.addressee = 'unternehmen'))
        AND (changed.sdg OR NOT asked.sdg_only)
    GROUP BY asked.addressees, asked.sdg_only, partner_id, position, ozg_id, topic, changed_on
),
gathered AS (
    SELECT
        addressees, sdg_only, partner_id, position, ozg_id, topic, changed_on,
        sum(counted) OVER of_bundle AS counted,
        sum(not_digitisable) OVER of_bundle AS not_digitisable,
        sum(known) OVER of_bundle AS known,
        sum(at_2) OVER of_bundle AS at_2,
        sum(at_3) OVER of_bundle AS at_3
    FROM changed_in_filter
    WINDOW of_bundle AS (PARTITION BY addressees, sdg_only, partner_id, ozg_id ORDER BY changed_on)
),
judged AS (
    SELECT
        addressees, sdg_only, partner_id, position, ozg_id, topic, changed_on,
        1 AS units,
        CASE WHEN at_2 > 0 THEN 1 ELSE 0 END AS any_done,
        CASE WHEN counted > 0 AND at_3 = counted THEN 1 ELSE 0 END AS all_done,
        CASE WHEN counted > 0 THEN 1 ELSE 0 END AS total,
        CASE WHEN counted = 0 AND not_digitisable = 0 THEN 1 ELSE 0 END AS not_responsible,
        CASE WHEN counted = 0 AND not_digitisable > 0 THEN 1 ELSE 0 END AS not_digitisable,
        CASE WHEN counted > 0 AND known = 0 THEN 1 ELSE 0 END AS unknown
    FROM gathered
),
steps AS (
    SELECT
        addressees, sdg_only, partner_id, position, topic, changed_on,
        units - lag(units, 1, 0) OVER of_bundle AS units,
        any_done - lag(any_done, 1, 0) OVER of_bundle AS any_done,
        all_done - lag(all_done, 1, 0) OVER of_bundle AS all_done,
        total - lag(total, 1, 0) OVER of_bundle AS total,
        not_responsible - lag(not_responsible, 1, 0) OVER of_bundle AS not_responsible,
        not_digitisable - lag(not_digitisable, 1, 0) OVER of_bundle AS not_digitisable,
        unknown - lag(unknown, 1, 0) OVER of_bundle AS unknown
    FROM judged
    WINDOW of_bundle AS (PARTITION BY addressees, sdg_only, partner_id, ozg_id ORDER BY changed_on)
)
SELECT
    partner_id, position, changed_on, topic, addressees, sdg_only,
    CAST(sum(units) AS INTEGER) AS units,
    CAST(sum(any_done) AS INTEGER) AS any_done,
    CAST(sum(all_done) AS INTEGER) AS all_done,
    CAST(sum(total) AS INTEGER) AS total,
    CAST(sum(not_responsible) AS INTEGER) AS not_responsible,
    CAST(sum(not_digitisable) AS INTEGER) AS not_digitisable,
    CAST(sum(unknown) AS INTEGER) AS unknown
FROM steps
GROUP BY partner_id, position, changed_on, topic, addressees, sdg_only
HAVING sum(units) <> 0 OR sum(any_done) <> 0 OR sum(all_done) <> 0 OR sum(total) <> 0 OR sum(not_responsible) <> 0
    OR sum(not_digitisable) <> 0 OR sum(unknown) <> 0
ORDER BY partner_id, changed_on;
