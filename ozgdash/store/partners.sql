-- The partners, one row each, in the cooperation's order.
SELECT partner_id AS id, name, short_name, kind, ars, joined_on, colour
FROM partner
ORDER BY position;
