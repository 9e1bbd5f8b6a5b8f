-- Appends rows given as `incoming`, whose columns bear the table's names.
INSERT INTO partner_group BY NAME SELECT * FROM incoming;
