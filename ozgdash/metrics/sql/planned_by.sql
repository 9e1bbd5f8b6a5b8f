-- How much is done at the Stand, and how much would be by a later day if every plan is kept? One row.
-- Parameters: those of planned_services.sql; $until (the later day); $bundles (true: OZG-Leistungen are counted, false:
-- services), $all_services (true: a bundle needs all of its services, false: one is enough).
WITH
-- @include planned_services.sql
, kept_services AS (
    SELECT
        partner_id,
        CASE WHEN $bundles THEN ozg_id ELSE service_id END AS unit,
        done,
        done OR coalesce(planned_on > $on AND planned_on <= $until, false) AS kept
    FROM planned_services
),
units AS (
    SELECT
        CASE WHEN $all_services THEN bool_and(done) ELSE bool_or(done) END AS done,
        CASE WHEN $all_services THEN bool_and(kept) ELSE bool_or(kept) END AS kept
    FROM kept_services
    GROUP BY partner_id, unit
)
SELECT count(*) FILTER (done) AS done, count(*) FILTER (kept) AS kept, count(*) AS total
FROM units;
