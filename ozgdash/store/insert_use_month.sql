-- Appends rows given as `incoming`, whose columns bear the table's names.
INSERT INTO use_month BY NAME SELECT * FROM incoming;
