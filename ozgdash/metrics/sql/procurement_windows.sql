-- Which contracts of several partners for the same component end within 12 months of each other, from the day on?
-- One row per component and window: the largest sets of such contracts; a contract may stand in two of them.
-- Parameters: those of inventories.sql; $partners (empty: all): windows in which none of them takes part are left out.
WITH
-- @include inventories.sql
, contracts AS (
    SELECT
        area,
        lower(name) AS name_key,
        first_value(name) OVER (PARTITION BY area, lower(name) ORDER BY partner_position, position) AS name,
        partner_id,
        partner_position,
        product,
        contract_end
    FROM inventories
    WHERE contract_end >= $as_of AND coalesce(status, 'in_use') <> 'replaced'
),
starts AS (
    SELECT DISTINCT area, name_key, contract_end AS first_end FROM contracts
),
windows AS (
    SELECT
        starts.area,
        starts.name_key,
        min(contracts.name) AS name,
        starts.first_end,
        max(contracts.contract_end) AS last_end,
        count(DISTINCT contracts.partner_id) AS partner_count,
        list(contracts.partner_id ORDER BY contracts.partner_position, contracts.contract_end) AS partner_ids,
        string_agg(contracts.partner_id || '=' || contracts.contract_end, ', '
            ORDER BY contracts.partner_position, contracts.contract_end) AS ends,
        count(DISTINCT lower(contracts.product)) AS product_count,
        count(*) = count(contracts.product) AS products_known,
        string_agg(DISTINCT contracts.product, ', ' ORDER BY contracts.product) AS products
    FROM starts
    JOIN contracts
        ON contracts.area = starts.area
        AND contracts.name_key = starts.name_key
        AND contracts.contract_end BETWEEN starts.first_end AND starts.first_end + INTERVAL 12 MONTH
    GROUP BY starts.area, starts.name_key, starts.first_end
),
largest AS (
    -- A window whose last contract also lies within the reach of an earlier start is part of that one.
    SELECT windows.*
    FROM windows
    WHERE NOT EXISTS (
        SELECT 1
        FROM starts
        WHERE starts.area = windows.area
            AND starts.name_key = windows.name_key
            AND starts.first_end < windows.first_end
            AND starts.first_end + INTERVAL 12 MONTH >= windows.last_end
    )
)
SELECT area, name, first_end, last_end, partner_count, ends, product_count, products_known, products
FROM largest
WHERE partner_count > 1 AND (len($partners) = 0 OR list_has_any($partners, partner_ids))
ORDER BY first_end, last_end, array_position(['base_service', 'online_service', 'specialist', 'interface'], area), by_name(name);
