-- Which services are there? One row per service, in the order of the service matrix.
SELECT service_id, name FROM service ORDER BY topic, ozg_id, name, service_id;
