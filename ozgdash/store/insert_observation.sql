-- Appends rows given as `incoming`, whose columns bear the table's names.
INSERT INTO observation BY NAME SELECT * FROM incoming;
