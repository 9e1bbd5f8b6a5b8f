-- At which stage of work are the counted services of many partners? One row per kind of partner and stage.
-- Parameters: those of in_scope.sql, with a single day.
WITH
-- @include in_scope.sql
, staged AS (
    SELECT partner_id, stage, count(*) AS services
    FROM standing_on_day
    WHERE standing = 'counted'
    GROUP BY partner_id, stage
),
of_kind AS (
    SELECT kind, count(DISTINCT partner_id) AS partners
    FROM staged
    JOIN partner USING (partner_id)
    GROUP BY kind
)
SELECT
    partner.kind,
    staged.stage,
    sum(staged.services)::BIGINT AS services,
    min(of_kind.partners) AS partners
FROM staged
JOIN partner USING (partner_id)
JOIN of_kind ON of_kind.kind = partner.kind
GROUP BY partner.kind, staged.stage
ORDER BY partner.kind, staged.stage NULLS LAST;
