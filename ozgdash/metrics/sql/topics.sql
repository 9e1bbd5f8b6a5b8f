-- Which Themenfelder does the catalogue hold? One row per topic, by name.
SELECT DISTINCT topic FROM service ORDER BY topic;
