-- Which services can somebody take over, of many partners? One row per service that at least one taker is known to lack:
-- that of opportunities.sql with how many partners there are and the first of them in place of all.
-- Parameters: those of takeovers.sql and inventories.sql; $named (how many partners are named).
WITH
-- @include in_scope.sql
,
-- @include inventories.sql
-- @include takeovers.sql
, software_parts AS (
    SELECT partner_position, product, lower(unnest(string_split(domain, ', '))) AS part
    FROM inventories
    WHERE area = 'specialist' AND product IS NOT NULL AND coalesce(status, 'in_use') IN ('in_use', 'introducing')
),
numbered_products AS (
    SELECT lower(product) AS same_as, min(product) AS product, row_number() OVER (ORDER BY min(product)) AS number
    FROM software_parts
    GROUP BY lower(product)
),
parts AS (
    SELECT DISTINCT software_parts.partner_position, software_parts.part, numbered_products.number
    FROM software_parts
    JOIN numbered_products ON numbered_products.same_as = lower(software_parts.product)
),
service_parts AS (
    SELECT service_id, ozg_id AS part FROM services_in_scope
    UNION
    SELECT service_id, lower(topic) FROM services_in_scope
),
given_software AS (
    SELECT DISTINCT givers.service_id, parts.number
    FROM givers
    JOIN service_parts USING (service_id)
    JOIN parts ON parts.partner_position = givers.giver_position AND parts.part = service_parts.part
),
shared AS (
    -- As in shared_software.sql, by numbers: which takers have the same specialist software as one of the givers?
    SELECT
        missing.service_id,
        missing.taker_position,
        bool_or(given_software.number IS NOT NULL) AS same_software,
        min(given_software.number) AS number
    FROM missing
    JOIN (SELECT DISTINCT service_id FROM given_software) AS served USING (service_id)
    JOIN service_parts USING (service_id)
    JOIN parts ON parts.partner_position = missing.taker_position AND parts.part = service_parts.part
    LEFT JOIN given_software ON given_software.service_id = missing.service_id AND given_software.number = parts.number
    GROUP BY missing.service_id, missing.taker_position
)
, running_since AS (
    -- The end of the last period in which it was not at the target.
    SELECT givers.giver_position, state.service_id, max(state.valid_to) AS since
    FROM state
    JOIN asked_days ON state.valid_from <= asked_days.on_date
    JOIN givers ON givers.giver_id = state.partner_id AND givers.service_id = state.service_id
    WHERE NOT coalesce(state.standing = 'counted' AND state.maturity >= $threshold, false)
    GROUP BY givers.giver_position, state.service_id
),
given AS (
    SELECT
        givers.service_id,
        count(*) AS givers,
        min(givers.giver_position, $named) AS first_givers,
        min(running_since.since) AS since,
        bool_or(givers.efa_stage IS NOT NULL) AS efa
    FROM givers
    JOIN running_since USING (giver_position, service_id)
    GROUP BY givers.service_id
),
takers AS (
    SELECT
        missing.service_id,
        min(missing.taker_position, $named) FILTER (known) AS first_takers,
        count(*) FILTER (known) AS gain,
        count(*) FILTER (NOT known) AS unknown,
        bool_or(missing.efa_stage IS NOT NULL) AS efa,
        count(*) FILTER (known AND same_software) AS same_software,
        count(*) FILTER (known AND NOT same_software) AS other_software,
        string_agg(DISTINCT numbered_products.product, ', ' ORDER BY numbered_products.product) FILTER (known)
            AS products
    FROM missing
    LEFT JOIN shared USING (service_id, taker_position)
    LEFT JOIN numbered_products ON numbered_products.number = shared.number
    GROUP BY missing.service_id
    HAVING count(*) FILTER (known) > 0
),
named AS (
    SELECT side, service_id, list(partner_id ORDER BY position) AS ids
    FROM (
        SELECT 'giver' AS side, service_id, unnest(first_givers) AS position FROM given
        UNION ALL
        SELECT 'taker', service_id, unnest(first_takers) FROM takers
    )
    JOIN partner USING (position)
    GROUP BY side, service_id
)
SELECT
    service.service_id,
    service.leika_key,
    service.name,
    service.ozg_id,
    service.topic,
    service.addressee,
    given.givers,
    (SELECT ids FROM named WHERE side = 'giver' AND named.service_id = service.service_id) AS first_givers,
    given.since,
    (SELECT ids FROM named WHERE side = 'taker' AND named.service_id = service.service_id) AS first_takers,
    takers.gain,
    takers.unknown,
    given.efa OR takers.efa AS efa,
    takers.same_software,
    takers.other_software,
    takers.products
FROM takers
JOIN given USING (service_id)
JOIN service USING (service_id)
ORDER BY
    takers.gain DESC,
    takers.same_software DESC,
    given.efa OR takers.efa DESC,
    coalesce(service.addressee = 'beide', false) DESC,
    given.since,
    by_name(service.name),
    service.service_id;
