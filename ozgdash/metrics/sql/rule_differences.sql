-- How do the two bundle rules sort the bundles, and where do the services lie that are done? One row per partner.
-- Parameters: those of in_scope.sql, with a single day; $lower (Reifegrad that one service of a bundle must have), $upper
-- (Reifegrad that all of them must have).
WITH
-- @include in_scope.sql
, bundles_gathered AS (
    SELECT
        partner_id,
        position,
        ozg_id,
        count(*) AS services,
        count(*) FILTER (maturity >= $upper) AS at_upper,
        count(maturity) AS known,
        coalesce(bool_or(maturity >= $lower), false) AS any_at_lower
    FROM standing_on_day
    WHERE standing = 'counted'
    GROUP BY partner_id, position, ozg_id
)
SELECT
    partner_id,
    count(*) AS bundles,
    count(*) FILTER (at_upper = services) AS by_both,
    count(*) FILTER (any_at_lower AND at_upper > 0 AND at_upper < services) AS some_at_upper,
    count(*) FILTER (any_at_lower AND at_upper = 0) AS none_at_upper,
    count(*) FILTER (NOT any_at_lower) AS by_neither,
    count(*) FILTER (known = 0) AS unknown,
    CAST(sum(at_upper) AS BIGINT) AS services_done,
    CAST(coalesce(sum(at_upper) FILTER (at_upper < services), 0) AS BIGINT) AS services_done_in_open_bundles
FROM bundles_gathered
GROUP BY partner_id, position
ORDER BY position;
