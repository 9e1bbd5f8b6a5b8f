-- The observations that a rebuild keeps: those of real sheets. `*`: an older snapshot may have fewer columns.
SELECT observation.*
FROM observation
JOIN import USING (import_id)
WHERE NOT import.example
ORDER BY import_id, partner_id, service_id;
