-- Which services can somebody take over? One row per service that at least one taker is known to lack.
-- Parameters: those of takeovers.sql and inventories.sql.
WITH
-- @include in_scope.sql
,
-- @include inventories.sql
-- @include takeovers.sql
-- @include shared_software.sql
, running_since AS (
    -- The end of the last period in which it was not at the target.
    SELECT state.partner_id AS giver_id, state.service_id, max(state.valid_to) AS since
    FROM state
    JOIN asked_days ON state.valid_from <= asked_days.on_date
    WHERE NOT coalesce(state.standing = 'counted' AND state.maturity >= $threshold, false)
    GROUP BY state.partner_id, state.service_id
),
given AS (
    SELECT
        givers.service_id,
        string_agg(givers.giver_id, ', ' ORDER BY givers.giver_position) AS givers,
        min(running_since.since) AS since,
        bool_or(givers.efa_stage IS NOT NULL) AS efa
    FROM givers
    JOIN running_since USING (giver_id, service_id)
    GROUP BY givers.service_id
),
takers AS (
    SELECT
        missing.service_id,
        string_agg(missing.taker_id, ', ' ORDER BY missing.taker_position) FILTER (known) AS takers,
        count(*) FILTER (known) AS gain,
        count(*) FILTER (NOT known) AS unknown,
        bool_or(missing.efa_stage IS NOT NULL) AS efa,
        count(*) FILTER (known AND same_software) AS same_software,
        count(*) FILTER (known AND NOT same_software) AS other_software,
        string_agg(DISTINCT product, ', ' ORDER BY product) FILTER (known) AS products
    FROM missing
    LEFT JOIN shared USING (service_id, taker_id)
    GROUP BY missing.service_id
    HAVING count(*) FILTER (known) > 0
)
SELECT
    service.service_id,
    service.leika_key,
    service.name,
    service.ozg_id,
    service.topic,
    service.addressee,
    given.givers,
    given.since,
    takers.takers,
    takers.gain,
    takers.unknown,
    given.efa OR takers.efa AS efa,
    takers.same_software,
    takers.other_software,
    takers.products
FROM takers
JOIN given USING (service_id)
JOIN service USING (service_id)
ORDER BY
    takers.gain DESC,
    takers.same_software DESC,
    given.efa OR takers.efa DESC,
    coalesce(service.addressee = 'beide', false) DESC,
    given.since,
    by_name(service.name),
    service.service_id;
