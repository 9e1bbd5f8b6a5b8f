-- Included after in_scope.sql with a single day: the counted services that have not reached the threshold; an unknown
-- Reifegrad has not. Parameter: $threshold (lowest Reifegrad of a single service that counts as done).
, open_services AS (
    SELECT
        standing_on_day.*,
        service.leika_key,
        service.name
    FROM standing_on_day
    JOIN service USING (service_id)
    WHERE standing_on_day.standing = 'counted' AND NOT coalesce(standing_on_day.maturity >= $threshold, false)
)
