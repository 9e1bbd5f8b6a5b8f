-- What a rebuild keeps: the rows of real imports. `*`: an older snapshot may have fewer columns.
SELECT link_check.*
FROM link_check
JOIN import USING (import_id)
WHERE NOT import.example
ORDER BY import_id, service_id;
