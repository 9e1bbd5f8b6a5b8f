-- Who belongs to the groups? One row per group and partner. Parameter: $groups (keys; model/groups.py says how they are made).
SELECT key, partner_id
FROM (
    SELECT
        unnest(['land-' || ars[1:2], 'bezirk-' || ars[1:3], 'kreis-' || ars[1:5]]) AS key,
        partner_id
    FROM partner
    UNION ALL
    SELECT key, unnest(partner_ids) FROM partner_group
)
WHERE list_contains($groups, key);
