-- The services that a rebuild keeps where the files in data/ do not have them: those of imported lists, and those that
-- somebody reported on. `*`: an older snapshot may have fewer columns.
SELECT *
FROM service
WHERE
    origin <> 'data'
    OR service_id IN (
        SELECT observation.service_id
        FROM observation
        JOIN import USING (import_id)
        WHERE NOT import.example
    )
ORDER BY position, service_id;
