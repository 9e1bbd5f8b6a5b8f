-- From which day on is each counted service done if every plan is kept? One row per partner and such day: the Stand for what
-- is done, $never (date) for what has no planned date or one that has passed.
-- Parameters: those of planned_services.sql; $never.
WITH
-- @include planned_services.sql
, kept AS (
    SELECT
        partner_id,
        position,
        CASE WHEN done THEN $on WHEN planned_on > $on THEN planned_on ELSE $never END AS kept_on,
        planned_on
    FROM planned_services
)
SELECT
    partner_id, position, kept_on, count(*) AS services, coalesce(max(planned_on), DATE '1990-01-01') AS last_planned_on
FROM kept
GROUP BY partner_id, position, kept_on
ORDER BY position, kept_on;
