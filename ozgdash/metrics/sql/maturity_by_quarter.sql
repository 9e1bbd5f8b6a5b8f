-- At which Reifegrad do the counted services of all partners stand? One row per quarter of the partners, model and level.
-- Parameters: those of tallied_services.sql; $threshold (lowest Reifegrad that counts as done). Quarters go by the partners'
-- shares, 1 holds the largest ones; equal shares by position. NULL: partners without any known Reifegrad.
WITH
-- @include tallied_services.sql
, levels AS (
    SELECT position, maturity_model, maturity, sum(total) AS services
    FROM tallied
    GROUP BY position, maturity_model, maturity
    HAVING sum(total) > 0
),
shares AS (
    SELECT
        position,
        count(maturity) > 0 AS known,
        sum(CASE WHEN maturity >= $threshold THEN services ELSE 0 END) / sum(services) AS share
    FROM levels
    GROUP BY position
),
quarters AS (
    SELECT
        position,
        CASE WHEN known THEN ntile(4) OVER (PARTITION BY known ORDER BY share DESC, position) END AS quarter
    FROM shares
),
sizes AS (
    SELECT quarter, count(*) AS partners FROM quarters GROUP BY quarter
)
SELECT
    levels_of_quarter.quarter,
    sizes.partners,
    levels_of_quarter.maturity_model,
    levels_of_quarter.maturity,
    levels_of_quarter.services
FROM (
    SELECT quarters.quarter, levels.maturity_model, levels.maturity, CAST(sum(levels.services) AS BIGINT) AS services
    FROM levels JOIN quarters USING (position)
    GROUP BY quarters.quarter, levels.maturity_model, levels.maturity
) AS levels_of_quarter
JOIN sizes ON sizes.quarter IS NOT DISTINCT FROM levels_of_quarter.quarter
ORDER BY levels_of_quarter.quarter NULLS LAST, levels_of_quarter.maturity_model NULLS FIRST, levels_of_quarter.maturity;
