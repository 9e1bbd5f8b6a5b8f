-- What are the levels of each Reifegrad model called? One row per model and level.
SELECT model, level, label, source FROM maturity_level ORDER BY model, level;
