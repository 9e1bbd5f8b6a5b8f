-- How many services can each taker take over from each giver? One row per taker and other partner that had joined.
-- Parameters: those of takeovers.sql.
WITH
-- @include in_scope.sql
-- @include takeovers.sql
, lacking AS (
    SELECT
        partner_id AS taker_id,
        position AS taker_position,
        count(*) FILTER (standing = 'counted' AND coalesce(maturity < $threshold, true)) AS missing,
        count(*) FILTER (standing = 'counted' AND maturity IS NULL) AS unknown
    FROM standing_on_day
    GROUP BY partner_id, position
),
pairs AS (
    SELECT missing.taker_position, givers.giver_position, count(*) AS services
    FROM missing
    JOIN givers USING (service_id)
    WHERE missing.known
    GROUP BY missing.taker_position, givers.giver_position
)
SELECT
    lacking.taker_id,
    partner.partner_id AS giver_id,
    coalesce(pairs.services, 0) AS services,
    lacking.missing,
    lacking.unknown
FROM lacking
CROSS JOIN asked_days
JOIN partner ON partner.joined_on <= asked_days.on_date AND partner.partner_id <> lacking.taker_id
LEFT JOIN pairs ON pairs.taker_position = lacking.taker_position AND pairs.giver_position = partner.position
ORDER BY lacking.taker_position, partner.position;
