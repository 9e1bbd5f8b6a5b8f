-- Every name that groups, as it is spelled: what `spelling` keeps, and what was imported since; of each kind the names of the
-- newest report first, of one report those of most rows. A Themenfeld of the files in data/ goes before one of an imported
-- list; they are always looked at. Parameter: $first (id of the first import that is not in `spelling`).
WITH written AS (
    SELECT * FROM spelling WHERE kind <> 'topic'
    UNION ALL
    SELECT 'department', department, observed_on, import_id, count(*)
    FROM observation
    WHERE import_id >= $first
    GROUP BY department, observed_on, import_id
    UNION ALL
    SELECT 'component', name, reported_on, import_id, count(*)
    FROM component
    WHERE import_id >= $first
    GROUP BY name, reported_on, import_id
    UNION ALL
    SELECT 'product', product, reported_on, import_id, count(*)
    FROM component
    WHERE import_id >= $first
    GROUP BY product, reported_on, import_id
    UNION ALL
    SELECT 'provider', provider, reported_on, import_id, count(*)
    FROM component
    WHERE import_id >= $first
    GROUP BY provider, reported_on, import_id
    UNION ALL
    SELECT 'topic', topic, CASE origin WHEN 'data' THEN DATE '9999-12-31' END, 0, count(*) FROM service GROUP BY topic, origin
)
SELECT kind, name, said_on, import_id, rows
FROM written
WHERE name IS NOT NULL
QUALIFY row_number() OVER (
    PARTITION BY kind, name ORDER BY said_on DESC NULLS LAST, import_id DESC, rows DESC
) = 1
ORDER BY kind, said_on DESC NULLS LAST, import_id DESC, rows DESC, name;
