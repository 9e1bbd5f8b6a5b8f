-- What do the partners' services run on? One row per component and partner, by area, name and the cooperation's order.
-- Parameters: those of inventories.sql; $partners (empty: all): components that none of them has are left out.
WITH
-- @include inventories.sql
, concerned AS (
    SELECT DISTINCT area, lower(name) AS name_key
    FROM inventories
    WHERE len($partners) = 0 OR list_contains($partners, partner_id)
)
SELECT
    inventories.partner_id,
    inventories.area,
    first_value(inventories.name) OVER (
        PARTITION BY inventories.area, lower(inventories.name) ORDER BY inventories.partner_position, inventories.position
    ) AS name,
    inventories.product,
    inventories.version,
    inventories.provider,
    inventories.contract_end,
    inventories.status,
    inventories.domain,
    inventories.reported_on
FROM inventories
JOIN concerned ON concerned.area = inventories.area AND concerned.name_key = lower(inventories.name)
ORDER BY
    array_position(['base_service', 'online_service', 'specialist', 'interface'], inventories.area),
    lower(inventories.name),
    inventories.partner_position,
    inventories.position;
