-- The services whose digital cases are known, each beside the best partner's share, and the sums of all that they are out of,
-- in one pass. One row per service and partner, or one whose service_id is NULL; all_…: the sums, the same in each row.
-- Parameters: those of in_scope.sql for all partners and departments, with a single day, of use_in_scope.sql and
-- use_fit.sql; $by ('department'); $takers and $their_departments (an empty list means all); $below (only services that are online with a
-- share below so many per cent; NULL: all); $raised (only services that the best share would raise); $example_from (cases
-- that an example needs); $compared (day of the former handling time and backlog); $most (how many rows; NULL: all).
WITH
-- @include in_scope.sql
-- @include use_in_scope.sql
-- @include use_fit.sql
-- @include use_told.sql
, together AS (
    SELECT
-- @include use_sums.sql
    FROM use_told
    WHERE (len($takers) = 0 OR list_contains($takers, partner_id))
      AND (len($their_departments) = 0 OR list_contains($their_departments, name))
),
known AS (
    SELECT * FROM use_fit WHERE given = 'known'
),
best AS (
    SELECT service_id, partner_id AS best_partner, digital AS best_digital, cases AS best_cases
    FROM known
    WHERE cases >= $example_from AND NOT few_digital AND NOT few_others
    QUALIFY row_number() OVER (PARTITION BY service_id ORDER BY digital / cases DESC, cases DESC, position) = 1
),
beside AS (
    SELECT
        known.*,
        best_partner, best_digital, best_cases,
        CASE WHEN best_partner <> partner_id THEN greatest(cases * best_digital // best_cases - digital, 0) END AS gain,
        (cases * $below + 99) // 100 - digital AS missing
    FROM known
    LEFT JOIN best USING (service_id)
    WHERE (len($takers) = 0 OR list_contains($takers, partner_id))
      AND (len($their_departments) = 0 OR list_contains($their_departments, department))
),
listed AS (
    SELECT *, count(*) OVER () AS listed, sum(gain) OVER () AS gained
    FROM beside
    WHERE ($below IS NULL OR (online AND digital * 100 < cases * $below)) AND (NOT $raised OR gain > 0)
    ORDER BY CASE WHEN $raised THEN gain ELSE missing END DESC NULLS LAST, cases DESC, position, service_id
    LIMIT $most
)
SELECT
    listed.partner_id, listed.service_id, service.name, service.leika_key, listed.ozg_id, listed.topic, listed.department,
    listed.maturity, listed.maturity_model, few_digital, few_others, listed.digital, listed.cases, listed.newest, missing, gain,
    best_partner, best_digital, best_cases,
    listed.handling_days,
    CASE WHEN former.cases_per_year >= $split_from THEN former.handling_days END AS former_handling_days,
    CASE WHEN listed.backlog < $shown_from THEN $stand_in ELSE listed.backlog END AS backlog,
    CASE WHEN former.backlog < $shown_from THEN $stand_in ELSE former.backlog END AS former_backlog,
    listed, gained::BIGINT AS gained,
    together.services AS all_services, together.known AS all_known, together.few AS all_few,
    together.cases_only AS all_cases_only, together.silent AS all_silent, together.monthly AS all_monthly,
    together.digital AS all_digital, together.cases AS all_cases, together.cases_left AS all_cases_left,
    together.newest AS all_newest
FROM together
LEFT JOIN listed ON true
LEFT JOIN service ON service.service_id = listed.service_id
LEFT JOIN state AS former
    ON former.partner_id = listed.partner_id AND former.service_id = listed.service_id
    AND former.valid_from <= $compared AND $compared < former.valid_to
ORDER BY
    CASE WHEN $raised THEN gain ELSE missing END DESC NULLS LAST, listed.cases DESC, listed.position, by_name(service.name),
    listed.service_id;
