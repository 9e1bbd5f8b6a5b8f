-- The deadlines, one row each, the default one first.
SELECT key, name, date, scope, share
FROM deadline
ORDER BY position;
