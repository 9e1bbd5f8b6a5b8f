-- Appends carried services that the catalogue does not have, behind its own, in their former order.
INSERT INTO service BY NAME
SELECT
    incoming.* EXCLUDE (position),
    (SELECT coalesce(max(position) + 1, 0) FROM service)
    + row_number() OVER (ORDER BY incoming.position, incoming.service_id) - 1 AS position
FROM incoming
WHERE incoming.service_id NOT IN (SELECT service_id FROM service);
