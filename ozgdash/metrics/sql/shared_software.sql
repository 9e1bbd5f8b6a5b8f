-- Included after takeovers.sql: which takers have the same specialist software for a service as one of its givers?
-- `shared`: one row per service and taker where both a giver and the taker name any; `product` of the givers who share it.
-- Parameters: those of takeovers.sql and inventories.sql. A component names OZG-IDs or Themenfelder.
, software_parts AS (
    SELECT partner_id, product, unnest(string_split(domain, ', ')) AS part
    FROM inventories
    WHERE area = 'specialist' AND product IS NOT NULL AND coalesce(status, 'in_use') IN ('in_use', 'introducing')
),
software AS (
    SELECT DISTINCT
        software_parts.partner_id,
        services_in_scope.service_id,
        lower(software_parts.product) AS same_as,
        min(software_parts.product) OVER (PARTITION BY software_parts.partner_id, services_in_scope.service_id) AS product
    FROM software_parts
    JOIN services_in_scope
        ON software_parts.part = services_in_scope.ozg_id OR lower(software_parts.part) = lower(services_in_scope.topic)
),
given_software AS (
    SELECT software.service_id, software.same_as, min(software.product) AS product
    FROM software
    JOIN givers ON givers.giver_id = software.partner_id AND givers.service_id = software.service_id
    GROUP BY software.service_id, software.same_as
),
shared AS (
    SELECT
        missing.service_id,
        missing.taker_id,
        bool_or(given_software.product IS NOT NULL) AS same_software,
        min(given_software.product) AS product
    FROM missing
    JOIN software ON software.partner_id = missing.taker_id AND software.service_id = missing.service_id
    JOIN (SELECT DISTINCT service_id FROM given_software) AS served ON served.service_id = missing.service_id
    LEFT JOIN given_software
        ON given_software.service_id = software.service_id AND given_software.same_as = software.same_as
    GROUP BY missing.service_id, missing.taker_id
)
