-- How often and how far did planned dates of many partners move up to the Stand? One row per department of one name.
-- Parameters: those of plan_slip.sql.
WITH
-- @include in_scope.sql
-- @include planned_dates.sql
, per_service AS (
    SELECT
        department,
        count(*) FILTER (moved_days > 0) AS moves_later,
        count(*) FILTER (moved_days < 0) AS moves_earlier,
        coalesce(sum(moved_days), 0) AS days
    FROM planned_dates
    GROUP BY position, number, department
)
SELECT
    department,
    count(*) AS planned,
    count(*) FILTER (moves_later > 0) AS later,
    count(*) FILTER (moves_earlier > 0) AS earlier,
    sum(moves_later)::BIGINT AS moves_later,
    sum(moves_earlier)::BIGINT AS moves_earlier,
    round(median(days) FILTER (moves_later + moves_earlier > 0))::BIGINT AS median_days,
    (max(days) FILTER (moves_later + moves_earlier > 0))::BIGINT AS most_days
FROM per_service
GROUP BY department
ORDER BY planned DESC, by_name(department) NULLS LAST;
