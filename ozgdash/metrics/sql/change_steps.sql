-- By which steps did the count of a partner come from one day's to the other's? One row per partner.
-- Parameters: those of compared_days.sql.
WITH
-- @include in_scope.sql
,
-- @include compared_days.sql
SELECT
    partner_id,
    count(*) FILTER (reached_before) AS done_before,
    count(*) FILTER (counted_before) AS total_before,
    count(*) FILTER (counted_before AND maturity_before IS NULL) AS unknown_before,
    count(*) FILTER (counted_before AND reached_after AND NOT reached_before) AS online,
    count(*) FILTER (counted_after AND reached_before AND NOT reached_after) AS fallen_back,
    count(*) FILTER (reached_after AND NOT counted_before) AS in_scope_done,
    count(*) FILTER (reached_before AND NOT counted_after) AS out_of_scope_done,
    count(*) FILTER (counted_after AND NOT counted_before) AS in_scope,
    count(*) FILTER (counted_before AND NOT counted_after) AS out_of_scope,
    count(*) FILTER (reached_after) AS done,
    count(*) FILTER (counted_after) AS total,
    count(*) FILTER (counted_after AND maturity_after IS NULL) AS unknown
FROM compared
GROUP BY partner_id, position
ORDER BY position;
