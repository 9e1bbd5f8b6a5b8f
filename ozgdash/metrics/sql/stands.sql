-- On which days did any partner report? One row per day, newest first.
SELECT DISTINCT observed_on AS stand FROM observation ORDER BY stand DESC;
