-- Appends rows given as `incoming`, whose columns bear the table's names.
INSERT INTO link_check BY NAME SELECT * FROM incoming;
