-- The groups that cooperation.toml makes, one row each, in their order.
SELECT key, name, kind, partner_ids AS partners
FROM partner_group
ORDER BY position;
