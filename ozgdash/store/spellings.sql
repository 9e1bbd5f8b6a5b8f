-- Every name that groups, as it is spelled: kind, name and in how many rows; of each kind the most frequent first.
-- A Themenfeld of the files in data/ goes before one of an imported list.
SELECT kind, name
FROM (
    SELECT 'department' AS kind, department AS name, count(*) AS rows, min(import_id) AS first_import
    FROM observation
    GROUP BY department
    UNION ALL
    SELECT 'component', name, count(*), min(import_id) FROM component GROUP BY name
    UNION ALL
    SELECT 'product', product, count(*), min(import_id) FROM component GROUP BY product
    UNION ALL
    SELECT 'provider', provider, count(*), min(import_id) FROM component GROUP BY provider
    UNION ALL
    SELECT 'topic', topic, count(*) FILTER (origin = 'data'), min(position) FROM service GROUP BY topic
)
WHERE name IS NOT NULL
ORDER BY kind, rows DESC, first_import, name;
