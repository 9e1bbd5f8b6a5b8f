-- What is the last day that a counted service is planned for? One row; NULL where nothing is planned.
-- Parameters: those of in_scope.sql, with a single day.
WITH
-- @include in_scope.sql
SELECT max(planned_on) AS last_planned_on
FROM standing_on_day
WHERE standing = 'counted';
