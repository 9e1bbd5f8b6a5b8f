-- Which services can somebody take over? One row per service that at least one taker is known to lack.
-- Parameters: those of takeovers.sql.
WITH
-- @include in_scope.sql
,
-- @include inventories.sql
-- @include takeovers.sql
, by_taker AS (
    SELECT
        service_id,
        taker_id,
        taker_position,
        known,
        bool_or(efa) AS efa,
        bool_or(same_software) AS same_software,
        min(product) AS product
    FROM takeovers
    GROUP BY service_id, taker_id, taker_position, known
),
takers AS (
    SELECT
        service_id,
        string_agg(taker_id, ', ' ORDER BY taker_position) FILTER (known) AS takers,
        count(*) FILTER (known) AS gain,
        count(*) FILTER (NOT known) AS unknown,
        bool_or(efa) AS efa,
        count(*) FILTER (known AND same_software) AS same_software,
        count(*) FILTER (known AND NOT same_software) AS other_software,
        string_agg(DISTINCT product, ', ' ORDER BY product) FILTER (known) AS products
    FROM by_taker
    GROUP BY service_id
    HAVING count(*) FILTER (known) > 0
),
by_giver AS (
    SELECT DISTINCT service_id, giver_id, giver_position, since FROM takeovers
),
given AS (
    SELECT service_id, string_agg(giver_id, ', ' ORDER BY giver_position) AS givers, min(since) AS since
    FROM by_giver
    GROUP BY service_id
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
    takers.efa,
    takers.same_software,
    takers.other_software,
    takers.products
FROM takers
JOIN given USING (service_id)
JOIN service USING (service_id)
ORDER BY
    takers.gain DESC,
    takers.same_software DESC,
    takers.efa DESC,
    coalesce(service.addressee = 'beide', false) DESC,
    given.since,
    by_name(service.name),
    service.service_id;
