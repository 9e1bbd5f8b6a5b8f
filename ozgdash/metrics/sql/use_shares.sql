-- The same for all partners together by group (partner_id is NULL) and by partner, in one pass. One row per group and one per
-- partner. Parameters: those of use_counts.sql but $together.
WITH
-- @include in_scope.sql
-- @include use_in_scope.sql
-- @include use_fit.sql
-- @include use_told.sql
SELECT
    partner_id,
    name,
-- @include use_sums.sql
FROM use_told
GROUP BY GROUPING SETS ((partner_id), (name))
ORDER BY min(position), name NULLS LAST;
