-- How many cases come in digitally, of those whose way is known? One row per partner and group, or per group alone.
-- Parameters: those of in_scope.sql, with a single day, of use_in_scope.sql and use_fit.sql; $by ('partner', 'topic' or
-- 'department': the group), $together (one row for all partners).
WITH
-- @include in_scope.sql
-- @include use_months.sql
-- @include use_in_scope.sql
-- @include use_fit.sql
SELECT
    CASE WHEN NOT $together THEN partner_id END AS partner_id,
    CASE $by WHEN 'topic' THEN topic WHEN 'department' THEN department END AS name,
    count(*) AS services,
    count(*) FILTER (given = 'known') AS known,
    count(*) FILTER (given = 'few') AS few,
    count(*) FILTER (given = 'cases_only') AS cases_only,
    count(*) FILTER (given = 'silent') AS silent,
    count(*) FILTER (given = 'known' AND newest IS NOT NULL) AS monthly,
    (sum(digital) FILTER (given = 'known'))::BIGINT AS digital,
    (sum(cases) FILTER (given = 'known'))::BIGINT AS cases,
    (sum(cases) FILTER (given = 'cases_only'))::BIGINT AS cases_left,
    max(newest) FILTER (given = 'known') AS newest
FROM use_fit
GROUP BY ALL
ORDER BY min(position), name NULLS LAST;
