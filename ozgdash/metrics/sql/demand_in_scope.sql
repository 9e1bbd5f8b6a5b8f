-- Included after in_scope.sql with a single day: the counted services with their cases per year, fit to be published.
-- A number of cases under $shown_from is replaced by $stand_in before anything is added up: whatever is computed from
-- here tells nothing of it but that it is small.
-- Parameters: $threshold (lowest Reifegrad that counts as done), $shown_from, $stand_in.
, demand_in_scope AS (
    SELECT
        standing_on_day.* EXCLUDE (cases_per_year),
        service.leika_key,
        service.name,
        coalesce(standing_on_day.maturity >= $threshold, false) AS done,
        standing_on_day.cases_per_year < $shown_from AS few,
        CASE WHEN standing_on_day.cases_per_year < $shown_from THEN $stand_in ELSE standing_on_day.cases_per_year END
            AS cases
    FROM standing_on_day
    JOIN service USING (service_id)
    WHERE standing_on_day.standing = 'counted'
)
