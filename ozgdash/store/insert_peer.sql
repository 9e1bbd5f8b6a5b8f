-- Appends rows given as `incoming`, whose columns bear the table's names.
INSERT INTO peer BY NAME SELECT * FROM incoming;
