-- Every name that groups, as it is spelled: kind and name; of each kind those of the newest report first, of one report
-- those of most rows. A Themenfeld of the files in data/ goes before one of an imported list.
WITH written AS (
    SELECT 'department' AS kind, department AS name, observed_on AS said_on, import_id, count(*) AS rows
    FROM observation
    GROUP BY ALL
    UNION ALL
    SELECT 'component', name, reported_on, import_id, count(*) FROM component GROUP BY ALL
    UNION ALL
    SELECT 'product', product, reported_on, import_id, count(*) FROM component GROUP BY ALL
    UNION ALL
    SELECT 'provider', provider, reported_on, import_id, count(*) FROM component GROUP BY ALL
    UNION ALL
    SELECT 'topic', topic, CASE origin WHEN 'data' THEN DATE '9999-12-31' END, 0, count(*) FROM service GROUP BY ALL
)
SELECT kind, name
FROM written
WHERE name IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY kind, name ORDER BY said_on DESC NULLS LAST, import_id DESC) = 1
ORDER BY kind, said_on DESC NULLS LAST, import_id DESC, rows DESC, name;
