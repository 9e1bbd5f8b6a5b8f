-- Fills the table from `incoming`.
INSERT INTO maturity_level (model, level, label, source)
SELECT model, level, label, source FROM incoming;
