-- What a rebuild keeps: the rows of real imports. `*`: an older snapshot may have fewer columns.
SELECT peer_view.*
FROM peer_view
JOIN import USING (import_id)
WHERE NOT import.example
ORDER BY import_id, row_number;
