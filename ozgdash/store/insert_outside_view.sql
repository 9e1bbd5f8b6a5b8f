-- Appends rows given as `incoming`, whose columns bear the table's names.
INSERT INTO outside_view BY NAME SELECT * FROM incoming;
