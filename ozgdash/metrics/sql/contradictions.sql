-- What in the reports contradicts itself or is missing? One row per partner, service and kind.
-- Parameters: those of in_scope.sql, with a single day; $threshold (lowest Reifegrad that counts as done);
-- $visible (lowest Reifegrad of a service that can be said to be online at all).
WITH
-- @include in_scope.sql
, kinds_named AS (
    SELECT
        standing_on_day.*,
        unnest(list_filter([
            CASE WHEN standing = 'counted' AND maturity >= $threshold AND url IS NULL THEN 'online_without_url' END,
            CASE
                WHEN standing = 'counted' AND maturity >= $threshold AND stage IN ('not_started', 'planned')
                THEN 'online_not_begun'
            END,
            CASE WHEN standing = 'counted' AND maturity < $visible AND stage = 'online' THEN 'stage_online_only' END,
            CASE
                WHEN standing = 'counted' AND planned_on < on_date AND NOT coalesce(maturity >= $threshold, false)
                THEN 'plan_past'
            END,
            CASE WHEN standing = 'counted' AND observed_on IS NOT NULL AND maturity IS NULL THEN 'maturity_unknown' END,
            CASE WHEN standing = 'counted' AND observed_on IS NULL THEN 'never_reported' END,
            CASE WHEN standing = 'not_digitisable' AND obstacle IS NULL THEN 'no_reason' END
        ], lambda kind: kind IS NOT NULL)) AS kind
    FROM standing_on_day
)
SELECT
    kinds_named.kind,
    kinds_named.partner_id,
    kinds_named.department,
    kinds_named.service_id,
    service.name,
    service.leika_key,
    service.ozg_id,
    kinds_named.maturity,
    kinds_named.maturity_model,
    kinds_named.standing,
    kinds_named.stage,
    kinds_named.planned_on,
    kinds_named.observed_on
FROM kinds_named
JOIN service USING (service_id)
ORDER BY kinds_named.position, kinds_named.department NULLS LAST, kinds_named.kind, service.name, kinds_named.service_id;
