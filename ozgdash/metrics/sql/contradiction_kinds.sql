-- Included after in_scope.sql with a single day: what in the reports of one service contradicts itself or is missing, one row
-- per partner and service of which anything does. Parameters: $threshold (lowest Reifegrad that counts as done); $visible
-- (lowest Reifegrad of a service that can be said to be online at all).
, judged AS (
    SELECT
        *,
        standing = 'counted' AND coalesce(maturity >= $threshold, false) AND url IS NULL AS online_without_url,
        standing = 'counted' AND coalesce(maturity >= $threshold AND stage IN ('not_started', 'planned'), false)
            AS online_not_begun,
        standing = 'counted' AND coalesce(maturity < $visible AND stage = 'online', false) AS stage_online_only,
        standing = 'counted' AND coalesce(planned_on < on_date, false) AND NOT coalesce(maturity >= $threshold, false)
            AS plan_past,
        standing = 'counted' AND observed_on IS NOT NULL AND maturity IS NULL AS maturity_unknown,
        standing = 'counted' AND observed_on IS NULL AS never_reported,
        standing = 'not_digitisable' AND obstacle IS NULL AS no_reason
    FROM standing_on_day
)
