-- Which departments were reported? One row per department, by name.
SELECT department FROM state WHERE department IS NOT NULL GROUP BY department ORDER BY by_name(department);
