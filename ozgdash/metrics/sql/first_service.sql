-- Which is the first service in the filter? One row; none where the filter leaves no service.
-- Parameters: those of in_scope.sql, with a single day. Services are sorted, not what each partner says of them: names cost.
WITH
-- @include in_scope.sql
SELECT service_id
FROM service
WHERE service_id IN (SELECT service_id FROM standing_on_day)
ORDER BY by_name(topic), ozg_id, by_name(name), service_id
LIMIT 1;
