-- How many services can each taker take over from each giver? One row per taker and other partner that had joined.
-- Parameters: those of takeovers.sql.
WITH
-- @include in_scope.sql
,
-- @include inventories.sql
-- @include takeovers.sql
, missing AS (
    SELECT
        partner_id AS taker_id,
        position AS taker_position,
        count(*) FILTER (standing = 'counted' AND coalesce(maturity < $threshold, true)) AS missing,
        count(*) FILTER (standing = 'counted' AND maturity IS NULL) AS unknown
    FROM standing_on_day
    GROUP BY partner_id, position
),
pairs AS (
    SELECT taker_id, giver_id, count(*) AS services FROM takeovers WHERE known GROUP BY taker_id, giver_id
)
SELECT
    missing.taker_id,
    partner.partner_id AS giver_id,
    coalesce(pairs.services, 0) AS services,
    missing.missing,
    missing.unknown
FROM missing
CROSS JOIN asked_days
JOIN partner ON partner.joined_on <= asked_days.on_date AND partner.partner_id <> missing.taker_id
LEFT JOIN pairs ON pairs.taker_id = missing.taker_id AND pairs.giver_id = partner.partner_id
ORDER BY missing.taker_position, partner.position;
