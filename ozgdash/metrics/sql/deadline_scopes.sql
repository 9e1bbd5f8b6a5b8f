-- What does each deadline apply to? One row per deadline, the default one first.
SELECT key, scope FROM deadline ORDER BY position;
