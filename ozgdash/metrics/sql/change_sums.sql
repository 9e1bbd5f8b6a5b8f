-- How many services changed in which way at all partners together, and at how many? One row per kind that occurred.
-- Parameters: those of compared_days.sql.
WITH
-- @include in_scope.sql
,
-- @include compared_days.sql
-- @include change_kinds.sql
SELECT
    kind,
    count(*) AS services,
    count(DISTINCT partner_id) AS partners,
    (SELECT count(DISTINCT (partner_id, service_id)) FROM found_changes) AS changed
FROM found_changes
GROUP BY kind;
