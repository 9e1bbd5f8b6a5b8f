-- Which is the first service in the filter? One row; none where the filter leaves no service.
-- Parameters: those of in_scope.sql, with a single day.
WITH
-- @include in_scope.sql
SELECT service.service_id
FROM standing_on_day
JOIN service USING (service_id)
ORDER BY by_name(service.topic), service.ozg_id, by_name(service.name), service.service_id
LIMIT 1;
