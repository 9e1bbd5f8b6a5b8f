-- The catalogue, one row per service, in its order.
SELECT
    leika_key, name, ozg_id, ozg_name, topic, life_situation, leika_type, addressee, by_city, by_district,
    by_municipality, sdg
FROM service
ORDER BY position, service_id;
