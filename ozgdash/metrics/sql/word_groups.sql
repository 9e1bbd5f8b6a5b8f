-- Which everyday words stand for which official ones? One row per group, in the order of the file.
SELECT everyday, official FROM word_group ORDER BY position;
