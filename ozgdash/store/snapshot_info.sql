-- What must a reader know about this snapshot? One row.
SELECT
    (SELECT value FROM meta WHERE key = 'published_at') AS published_at,
    (SELECT max(observed_on) FROM observation) AS newest_observation,
    (SELECT min(observed_on) FROM observation) AS oldest_observation,
    EXISTS (SELECT 1 FROM import WHERE example)
        OR EXISTS (SELECT 1 FROM initiative WHERE example)
        OR EXISTS (SELECT 1 FROM target WHERE example)
        OR EXISTS (SELECT 1 FROM event WHERE example) AS example_data;
