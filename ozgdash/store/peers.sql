-- The administrations that the outside views are compared with, one row each, in the order of the file.
SELECT peer_id AS id, name, short_name, kind, ars
FROM peer
ORDER BY position;
