-- The monthly use that a rebuild keeps: that of real files. `*`: an older snapshot may have fewer columns.
SELECT use_month.*
FROM use_month
JOIN import USING (import_id)
WHERE NOT import.example
ORDER BY partner_id, import_id, service_id, month;
