-- Appends rows given as `incoming`, whose columns bear the table's names.
INSERT INTO event BY NAME SELECT * FROM incoming;
