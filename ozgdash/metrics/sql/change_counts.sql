-- How many services changed in which way? One row per partner and kind that occurred. Parameters: those of compared_days.sql.
WITH
-- @include in_scope.sql
,
-- @include compared_days.sql
-- @include change_kinds.sql
SELECT partner_id, kind, count(*) AS services
FROM found_changes
GROUP BY partner_id, kind;
