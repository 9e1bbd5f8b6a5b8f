-- Which figures did others publish? One row per figure, in the order of the file.
SELECT published_on, area, unit, value, total, label, source, confidence FROM benchmark ORDER BY position;
