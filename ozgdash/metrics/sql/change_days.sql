-- Included after `tallied`: what changed in the count, one row per partner and day of a change, in their order.
SELECT
    partner_id,
    changed_on,
    CAST(sum(units) AS BIGINT) AS units,
    CAST(sum(done) AS BIGINT) AS done,
    CAST(sum(total) AS BIGINT) AS total,
    CAST(sum(not_responsible) AS BIGINT) AS not_responsible,
    CAST(sum(not_digitisable) AS BIGINT) AS not_digitisable,
    CAST(sum(unknown) AS BIGINT) AS unknown
FROM tallied
GROUP BY partner_id, position, changed_on
ORDER BY position, changed_on;
