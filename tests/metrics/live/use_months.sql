-- Included after in_scope.sql: the months of the partners in scope.
-- A service of which one month had fewer than $shown_from cases counts by none of its months: the number of the year, which
-- its status sheet may tell, less the other months would be that month. Parameters: $shown_from.
, month_in_scope AS (
    SELECT
        month_use.partner_id, month_use.service_id, month_use.month, month_use.cases, month_use.cases_digital AS digital,
        coalesce(min(month_use.cases) OVER (PARTITION BY month_use.partner_id, month_use.service_id) < $shown_from, false)
            AS has_small
    FROM month_use
    JOIN partners_in_scope USING (partner_id)
)
