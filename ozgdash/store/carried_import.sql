-- The imports that a rebuild keeps: all but the example sheets. `*`: an older snapshot may have fewer columns.
SELECT *
FROM import
WHERE NOT example
ORDER BY import_id;
