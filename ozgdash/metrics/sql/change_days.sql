-- Included after `tallied`: what changed in the count, one row per partner (by its position) and day of a change.
SELECT
    position,
    changed_on,
    CAST(sum(units) AS INTEGER) AS units,
    CAST(sum(done) AS INTEGER) AS done,
    CAST(sum(total) AS INTEGER) AS total,
    CAST(sum(not_responsible) AS INTEGER) AS not_responsible,
    CAST(sum(not_digitisable) AS INTEGER) AS not_digitisable,
    CAST(sum(unknown) AS INTEGER) AS unknown
FROM tallied
GROUP BY position, changed_on;
