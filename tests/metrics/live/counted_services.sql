-- How many single services are done, per day, partner and group?
-- Parameters: those of in_scope.sql; $threshold (lowest Reifegrad that counts as done);
-- $dimension (topic, department, or anything else for no group); $together (true: all partners in one row).
WITH
-- @include in_scope.sql
, grouped AS (
    SELECT
        on_date,
        CASE WHEN $together THEN NULL ELSE partner_id END AS partner_id,
        CASE WHEN $together THEN NULL ELSE position END AS position,
        CASE $dimension WHEN 'topic' THEN topic WHEN 'department' THEN department END AS group_name,
        standing,
        maturity
    FROM standing_on_day
)
SELECT
    on_date,
    partner_id,
    group_name,
    count(*) FILTER (standing = 'counted' AND maturity >= $threshold) AS done,
    count(*) FILTER (standing = 'counted') AS total,
    done / nullif(total, 0) AS share,
    count(*) FILTER (standing = 'not_responsible') AS not_responsible,
    count(*) FILTER (standing = 'not_digitisable') AS not_digitisable,
    count(*) FILTER (standing = 'counted' AND maturity IS NULL) AS unknown
FROM grouped
GROUP BY on_date, partner_id, position, group_name
ORDER BY on_date, position, group_name;
