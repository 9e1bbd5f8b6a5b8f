-- Who could give most, who could take over most, and how much of it from whom? One row per taker and giver of these.
-- Parameters: those of takeovers.sql; $ends (how many takers and givers).
WITH
-- @include in_scope.sql
-- @include takeovers.sql
, needed AS (
    SELECT service_id, count(*) AS takers
    FROM missing
    WHERE known
    GROUP BY service_id
),
given AS (
    SELECT DISTINCT service_id FROM givers
),
first_givers AS (
    SELECT giver_id, giver_position, sum(takers)::BIGINT AS gives
    FROM givers
    JOIN needed USING (service_id)
    GROUP BY giver_id, giver_position
    ORDER BY gives DESC, giver_position
    LIMIT $ends
),
first_takers AS (
    SELECT
        taker_id,
        taker_position,
        count(given.service_id) FILTER (known) AS gain,
        count(*) AS missing,
        count(*) FILTER (NOT known) AS unknown
    FROM missing
    LEFT JOIN given USING (service_id)
    GROUP BY taker_id, taker_position
    ORDER BY gain DESC, taker_position
    LIMIT $ends
),
pairs AS (
    SELECT missing.taker_id, givers.giver_id, count(*) AS services
    FROM missing
    JOIN first_takers USING (taker_id)
    JOIN givers USING (service_id)
    JOIN first_givers USING (giver_id)
    WHERE missing.known
    GROUP BY missing.taker_id, givers.giver_id
)
SELECT
    first_takers.taker_id,
    first_givers.giver_id,
    coalesce(pairs.services, 0) AS services,
    first_takers.missing,
    first_takers.unknown,
    first_takers.gain,
    first_givers.gives
FROM first_takers
CROSS JOIN first_givers
LEFT JOIN pairs USING (taker_id, giver_id)
WHERE first_takers.taker_id <> first_givers.giver_id
ORDER BY first_takers.gain DESC, taker_position, first_givers.gives DESC, giver_position;
