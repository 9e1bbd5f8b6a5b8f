-- What do the services of many partners run on? One row per component, within its area the most common one first.
-- Parameters: those of components.sql; $most (how many rows at most; NULL: all).
WITH
-- @include inventories.sql
, concerned AS (
    SELECT DISTINCT area, lower(name) AS name_key
    FROM inventories
    WHERE len($partners) = 0 OR list_contains($partners, partner_id)
),
by_product AS (
    SELECT
        inventories.area,
        lower(inventories.name) AS name_key,
        lower(inventories.product) AS product_key,
        min(inventories.product) AS product,
        count(DISTINCT inventories.partner_id) AS partners
    FROM inventories
    GROUP BY inventories.area, lower(inventories.name), lower(inventories.product)
),
ranked AS (
    SELECT
        area,
        name_key,
        list(product ORDER BY partners DESC, by_name(product)) AS products,
        list(partners ORDER BY partners DESC, by_name(product)) AS used
    FROM by_product
    WHERE product IS NOT NULL
    GROUP BY area, name_key
),
summed AS (
    SELECT
        inventories.area,
        lower(inventories.name) AS name_key,
        first(inventories.name ORDER BY inventories.partner_position, inventories.position) AS name,
        count(DISTINCT inventories.partner_id) AS partners,
        count(DISTINCT lower(inventories.provider)) AS providers,
        min(inventories.contract_end) FILTER (inventories.contract_end >= $as_of) AS next_end
    FROM inventories
    GROUP BY inventories.area, lower(inventories.name)
)
SELECT
    summed.area,
    summed.name,
    summed.partners,
    len(ranked.products) AS products,
    ranked.products[:3] AS most_used,
    ranked.used[:3] AS used_by,
    summed.providers,
    summed.next_end,
    count(*) OVER () AS components,
    (SELECT count(DISTINCT partner_id) FROM inventories) AS listed
FROM summed
JOIN concerned USING (area, name_key)
LEFT JOIN ranked USING (area, name_key)
ORDER BY
    array_position(['base_service', 'online_service', 'specialist', 'interface'], summed.area),
    summed.partners DESC,
    by_name(summed.name)
LIMIT $most;
