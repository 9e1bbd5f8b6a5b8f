-- How often and how far did planned dates move up to the Stand? One row per partner and department.
-- Parameters: those of in_scope.sql, with a single day (the Stand); $threshold.
WITH
-- @include in_scope.sql
-- @include planned_dates.sql
, per_service AS (
    SELECT
        partner_id,
        position,
        department,
        number,
        count(*) FILTER (moved_days > 0) AS moves_later,
        count(*) FILTER (moved_days < 0) AS moves_earlier,
        coalesce(sum(moved_days), 0) AS days
    FROM planned_dates
    GROUP BY partner_id, position, department, number
)
SELECT
    partner_id,
    department,
    count(*) AS planned,
    count(*) FILTER (moves_later > 0) AS later,
    count(*) FILTER (moves_earlier > 0) AS earlier,
    sum(moves_later)::BIGINT AS moves_later,
    sum(moves_earlier)::BIGINT AS moves_earlier,
    round(median(days) FILTER (moves_later + moves_earlier > 0))::BIGINT AS median_days,
    (max(days) FILTER (moves_later + moves_earlier > 0))::BIGINT AS most_days
FROM per_service
GROUP BY partner_id, position, department
ORDER BY position, by_name(department) NULLS LAST;
