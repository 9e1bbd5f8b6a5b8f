-- Fills the table from `incoming`.
INSERT INTO benchmark (position, published_on, area, unit, value, total, label, source, confidence)
SELECT position, published_on, area, unit, value, total, label, source, confidence FROM incoming;
