-- What changed between two days? One row per partner, service and kind of change.
-- Parameters: those of compared_days.sql; $most (how many rows at most; NULL: all); $kinds (all kinds: only where not all
-- rows are asked for they stand in this order).
WITH
-- @include in_scope.sql
,
-- @include compared_days.sql
-- @include change_kinds.sql
SELECT
    partner_id, found_changes.service_id, kind, found_changes.department, service.name, service.leika_key, service.ozg_id,
    service.topic, standing_before, standing_after, maturity_before, maturity_after, model_before, model_after,
    planned_before, planned_after
FROM found_changes
JOIN service ON service.service_id = found_changes.service_id
ORDER BY
    CASE WHEN $most IS NULL THEN 0 ELSE list_position($kinds, kind) END,
    found_changes.position, by_name(found_changes.department) NULLS LAST, by_name(service.name), found_changes.service_id, kind
LIMIT $most;
