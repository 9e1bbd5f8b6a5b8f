-- Which services are there? One row per service, in the order of the service matrix.
SELECT service_id, name FROM service ORDER BY by_name(topic), ozg_id, by_name(name), service_id;
