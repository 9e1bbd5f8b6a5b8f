-- How many of a partner's counted services are not done, and what is known of their plans? One row per partner.
-- Parameters: those of in_scope.sql, with a single day (the Stand); $threshold; $until (last day of what is due next).
WITH
-- @include in_scope.sql
, counted AS (
    SELECT *, NOT coalesce(maturity >= $threshold, false) AS open
    FROM standing_on_day
    WHERE standing = 'counted'
)
SELECT
    partner_id,
    count(*) AS counted,
    count(*) FILTER (open) AS open,
    count(*) FILTER (open AND planned_on BETWEEN on_date AND $until) AS due,
    count(*) FILTER (open AND planned_on < on_date) AS late,
    count(*) FILTER (open AND planned_on > $until) AS planned_later,
    count(*) FILTER (open AND planned_on IS NULL) AS unplanned,
    count(*) FILTER (open AND obstacle IS NOT NULL) AS obstructed
FROM counted
GROUP BY partner_id, position
ORDER BY position;
