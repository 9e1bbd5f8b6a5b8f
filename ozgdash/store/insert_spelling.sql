-- Appends rows given as `incoming`, whose columns bear the table's names.
INSERT INTO spelling BY NAME SELECT * FROM incoming;
