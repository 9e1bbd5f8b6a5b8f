-- Included after `tallied`: the count, one row per partner and group.
-- Parameters: $dimension (topic, department, or anything else for no group), $together (true: all partners in one row).
, grouped AS (
    SELECT
        CASE WHEN $together THEN NULL ELSE partner_id END AS partner_id,
        CASE WHEN $together THEN NULL ELSE position END AS position,
        CASE $dimension WHEN 'topic' THEN topic WHEN 'department' THEN department END AS group_name,
        units, done, total, not_responsible, not_digitisable, unknown
    FROM tallied
)
SELECT
    partner_id,
    group_name,
    CAST(sum(grouped.done) AS BIGINT) AS done,
    CAST(sum(grouped.total) AS BIGINT) AS total,
    sum(grouped.done) / nullif(sum(grouped.total), 0) AS share,
    CAST(sum(grouped.not_responsible) AS BIGINT) AS not_responsible,
    CAST(sum(grouped.not_digitisable) AS BIGINT) AS not_digitisable,
    CAST(sum(grouped.unknown) AS BIGINT) AS unknown
FROM grouped
GROUP BY partner_id, position, group_name
HAVING sum(units) > 0
ORDER BY position, by_name(group_name);
