-- The components that a rebuild keeps: those of real lists. `*`: an older snapshot may have fewer columns.
SELECT component.*
FROM component
JOIN import USING (import_id)
WHERE NOT import.example
ORDER BY import_id, position;
