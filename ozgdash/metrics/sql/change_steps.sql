-- Which steps did the count of a partner take from one day to the other? One row per partner of whom anything changed.
-- Parameters: those of compared_days.sql.
WITH
-- @include in_scope.sql
,
-- @include compared_days.sql
SELECT
    partner_id,
    count(*) FILTER (counted_before AND reached_after AND NOT reached_before) AS online,
    count(*) FILTER (counted_after AND reached_before AND NOT reached_after) AS fallen_back,
    count(*) FILTER (reached_after AND NOT counted_before) AS in_scope_done,
    count(*) FILTER (reached_before AND NOT counted_after) AS out_of_scope_done,
    count(*) FILTER (counted_after AND NOT counted_before) AS in_scope,
    count(*) FILTER (counted_before AND NOT counted_after) AS out_of_scope,
    count(*) FILTER (counted_before AND counted_after AND NOT reached_after AND planned_after > planned_before) AS slipped
FROM compared
GROUP BY partner_id;
