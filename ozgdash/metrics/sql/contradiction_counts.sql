-- How often does what in the reports contradict itself, or is missing? One row per partner and kind that was found.
-- Parameters: those of contradiction_kinds.sql.
WITH
-- @include in_scope.sql
-- @include contradiction_kinds.sql
, by_department AS (
    SELECT
        partner_id,
        position,
        department,
        count(*) FILTER (online_without_url) AS online_without_url,
        count(*) FILTER (online_not_begun) AS online_not_begun,
        count(*) FILTER (stage_online_only) AS stage_online_only,
        count(*) FILTER (plan_past) AS plan_past,
        count(*) FILTER (maturity_unknown) AS maturity_unknown,
        count(*) FILTER (never_reported) AS never_reported,
        count(*) FILTER (no_reason) AS no_reason
    FROM judged
    GROUP BY partner_id, position, department
),
found AS (
    SELECT partner_id, position, department, kind, findings
    FROM by_department
    UNPIVOT (
        findings FOR kind IN (
            online_without_url, online_not_begun, stage_online_only, plan_past, maturity_unknown, never_reported, no_reason
        )
    )
    WHERE findings > 0
),
of_partner AS (
    SELECT partner_id, count(DISTINCT department) AS departments
    FROM found
    GROUP BY partner_id
)
SELECT partner_id, kind, sum(findings)::BIGINT AS findings, min(departments) AS departments
FROM found
JOIN of_partner USING (partner_id)
GROUP BY partner_id, position, kind
ORDER BY position, kind;
