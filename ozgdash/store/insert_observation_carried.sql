-- Appends observations carried over from another snapshot.
INSERT INTO observation BY NAME SELECT * FROM incoming;
