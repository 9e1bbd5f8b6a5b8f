-- The observations that a rebuild keeps: those of real sheets, those of one partner together, so that looking for them reads a
-- piece of the table. `*`: an older snapshot may have fewer columns.
SELECT observation.*
FROM observation
JOIN import USING (import_id)
WHERE NOT import.example
ORDER BY partner_id, import_id, service_id;
