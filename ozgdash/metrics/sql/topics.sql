-- Which Themenfelder does the catalogue hold? One row per topic, by name.
SELECT topic FROM service GROUP BY topic ORDER BY by_name(topic);
