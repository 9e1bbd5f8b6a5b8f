-- How many cases come in digitally, of those whose way is known? One row per partner and group, or per group alone.
-- Parameters: those of in_scope.sql, with a single day, of use_in_scope.sql, use_fit.sql and use_told.sql; $together (one row
-- for all partners).
WITH
-- @include in_scope.sql
-- @include use_in_scope.sql
-- @include use_fit.sql
-- @include use_told.sql
SELECT
    CASE WHEN NOT $together THEN partner_id END AS partner_id,
    name,
-- @include use_sums.sql
FROM use_told
GROUP BY ALL
ORDER BY min(position), name NULLS LAST;
