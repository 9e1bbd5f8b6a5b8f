-- What in the reports contradicts itself or is missing? One row per partner, service and kind.
-- Parameters: those of contradiction_kinds.sql; $most (how many rows at most; NULL: all); $kinds (all
-- kinds, the worst first: only where not all rows are asked for they stand in this order).
WITH
-- @include in_scope.sql
-- @include contradiction_kinds.sql
, kinds_named AS (
    SELECT
        *,
        unnest([
            CASE WHEN online_without_url THEN 'online_without_url' END,
            CASE WHEN online_not_begun THEN 'online_not_begun' END,
            CASE WHEN stage_online_only THEN 'stage_online_only' END,
            CASE WHEN plan_past THEN 'plan_past' END,
            CASE WHEN maturity_unknown THEN 'maturity_unknown' END,
            CASE WHEN never_reported THEN 'never_reported' END,
            CASE WHEN no_reason THEN 'no_reason' END
        ]) AS kind
    FROM judged
    WHERE online_without_url OR online_not_begun OR stage_online_only OR plan_past OR maturity_unknown OR never_reported
        OR no_reason
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
WHERE kinds_named.kind IS NOT NULL
ORDER BY
    CASE WHEN $most IS NULL THEN 0 ELSE list_position($kinds, kinds_named.kind) END,
    kinds_named.position,
    by_name(kinds_named.department) NULLS LAST,
    kinds_named.kind,
    by_name(service.name),
    kinds_named.service_id
LIMIT $most;
