-- Appends rows given as `incoming`, whose columns bear the table's names.
INSERT INTO alert_rule BY NAME SELECT * FROM incoming;
