-- Appends rows given as `incoming`, whose columns bear the table's names.
INSERT INTO peer_view BY NAME SELECT * FROM incoming;
