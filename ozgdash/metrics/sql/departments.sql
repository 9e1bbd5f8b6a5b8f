-- Which departments were reported? One row per department, by name.
SELECT DISTINCT department FROM state WHERE department IS NOT NULL ORDER BY department;
