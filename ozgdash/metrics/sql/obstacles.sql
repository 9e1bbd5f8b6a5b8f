-- What is in the way? One row per partner and obstacle: open services, and services that cannot be digitised for it.
-- Parameters: those of in_scope.sql, with a single day; $threshold.
WITH
-- @include in_scope.sql
SELECT
    partner_id,
    obstacle,
    count(*) FILTER (standing = 'counted') AS services,
    count(*) FILTER (standing = 'not_digitisable') AS not_digitisable
FROM standing_on_day
WHERE obstacle IS NOT NULL
  AND (standing = 'not_digitisable' OR standing = 'counted' AND NOT coalesce(maturity >= $threshold, false))
GROUP BY partner_id, position, obstacle
ORDER BY position, services DESC, by_name(obstacle);
