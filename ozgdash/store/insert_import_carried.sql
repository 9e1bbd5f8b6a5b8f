-- Appends imports carried over from another snapshot, with their ids.
INSERT INTO import BY NAME SELECT * FROM incoming;
