-- Included after a CTE use_given (cases, digital, online and whatever else): the same rows, fit to be published.
-- What is small is replaced before anything is added up, docs/adr/0040. Of fewer than $split_from cases nothing is told
-- apart; fewer than $shown_from digital ones count as $stand_in, and as none where the service is not online; fewer than
-- $shown_from on other ways count as $stand_in.
-- Parameters: $shown_from, $split_from, $stand_in.
, use_fit AS (
    SELECT
        * EXCLUDE (cases, digital),
        CASE
            WHEN cases IS NULL THEN 'silent'
            WHEN digital IS NULL THEN 'cases_only'
            WHEN cases < $split_from THEN 'few'
            WHEN digital > cases THEN 'cases_only'
            ELSE 'known'
        END AS given,
        CASE WHEN cases < $shown_from THEN $stand_in ELSE cases END AS cases,
        CASE
            WHEN digital < $shown_from THEN CASE WHEN online THEN $stand_in ELSE 0 END
            WHEN cases - digital < $shown_from THEN cases - $stand_in
            ELSE digital
        END AS digital,
        coalesce(digital < $shown_from, false) AS few_digital,
        coalesce(cases - digital < $shown_from, false) AS few_others
    FROM use_given
)
