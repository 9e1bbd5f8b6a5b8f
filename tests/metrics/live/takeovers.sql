-- Included by the queries about reuse: which service runs at one partner (giver) and is missing at another (taker).
-- The filter of partners and departments chooses the takers; every partner may be a giver.
-- Parameters: those of in_scope.sql, with a single day; $threshold; those of inventories.sql.
, givers AS (
    SELECT
        state.partner_id AS giver_id,
        partner.position AS giver_position,
        state.service_id,
        state.efa_stage
    FROM state
    JOIN asked_days ON state.valid_from <= asked_days.on_date AND asked_days.on_date < state.valid_to
    JOIN services_in_scope USING (service_id)
    JOIN partner USING (partner_id)
    WHERE partner.joined_on <= asked_days.on_date AND state.standing = 'counted' AND state.maturity >= $threshold
),
running_since AS (
    -- The end of the last period in which it was not at the target.
    SELECT state.partner_id AS giver_id, state.service_id, max(state.valid_to) AS since
    FROM state
    JOIN asked_days ON state.valid_from <= asked_days.on_date
    WHERE NOT coalesce(state.standing = 'counted' AND state.maturity >= $threshold, false)
    GROUP BY state.partner_id, state.service_id
),
-- Which specialist software serves which OZG-Leistung? A component names OZG-IDs or Themenfelder.
software_parts AS (
    SELECT partner_id, product, unnest(string_split(domain, ', ')) AS part
    FROM inventories
    WHERE area = 'specialist' AND product IS NOT NULL AND coalesce(status, 'in_use') IN ('in_use', 'introducing')
),
software AS (
    SELECT
        software_parts.partner_id,
        services_in_scope.service_id,
        list(DISTINCT lower(software_parts.product)) AS products,
        min(software_parts.product) AS product
    FROM software_parts
    JOIN services_in_scope
        ON software_parts.part = services_in_scope.ozg_id OR lower(software_parts.part) = lower(services_in_scope.topic)
    GROUP BY software_parts.partner_id, services_in_scope.service_id
),
takeovers AS (
    SELECT
        standing_on_day.service_id,
        standing_on_day.partner_id AS taker_id,
        standing_on_day.position AS taker_position,
        standing_on_day.maturity IS NOT NULL AS known,
        givers.giver_id,
        givers.giver_position,
        running_since.since,
        givers.efa_stage IS NOT NULL OR standing_on_day.efa_stage IS NOT NULL AS efa,
        list_has_any(giver_software.products, taker_software.products) AS same_software,
        CASE WHEN same_software THEN giver_software.product END AS product
    FROM standing_on_day
    JOIN givers USING (service_id)
    JOIN running_since USING (giver_id, service_id)
    LEFT JOIN software AS giver_software
        ON giver_software.partner_id = givers.giver_id AND giver_software.service_id = standing_on_day.service_id
    LEFT JOIN software AS taker_software
        ON taker_software.partner_id = standing_on_day.partner_id
        AND taker_software.service_id = standing_on_day.service_id
    WHERE standing_on_day.standing = 'counted' AND coalesce(standing_on_day.maturity < $threshold, true)
)
