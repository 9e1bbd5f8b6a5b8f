-- Appends rows given as `incoming`, whose columns bear the table's names.
INSERT INTO component BY NAME SELECT * FROM incoming;
