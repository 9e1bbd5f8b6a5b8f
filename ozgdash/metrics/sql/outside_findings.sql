-- Where do the partner and the public portal disagree? One row per partner, source and service with a disagreement; of
-- portals' addresses that lead nowhere one per address.
-- Parameters: those of outside_compared.sql; $most (how many rows at most; NULL: all).
WITH
-- @include in_scope.sql
-- @include outside_compared.sql
, finding AS (
    SELECT
        partner_id, position, source, as_of, finding, service_id, leika_key, name, topic, standing, maturity,
        maturity_model, stage, department, url, outside_url, reason, reported_online, NULL AS address_from
    FROM disagreement
    WHERE finding IS NOT NULL
    UNION ALL
    SELECT
        partner_id, position, source, as_of, 'unknown_service', NULL, leika_key, name, NULL, NULL, NULL,
        NULL, NULL, NULL, NULL, outside_url, reason, false, NULL
    FROM unknown_service
    UNION ALL
    SELECT
        partner_id, position, source, as_of, 'dead_link', service_id, leika_key, name, topic, standing, maturity,
        maturity_model, stage, department, url, outside_url, coalesce(outcome || ' ' || http_status, outcome), NULL,
        address_from
    FROM dead_link
)
SELECT
    partner_id, source, as_of, finding, service_id, leika_key, name, topic, standing, maturity, maturity_model, stage,
    department, url, outside_url, reason, reported_online, address_from
FROM finding
ORDER BY
    position,
    list_position(['pvog', 'xzufi', 'link_check'], source),
    list_position(['not_shown', 'no_url', 'dead_link', 'not_reported', 'unknown_service'], finding),
    by_name(topic) NULLS LAST, by_name(name), leika_key, service_id, outside_url NULLS FIRST
LIMIT $most;
