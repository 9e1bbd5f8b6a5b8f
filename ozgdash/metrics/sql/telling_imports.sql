-- Included as a CTE: telling_imports, the files in which a number stands that is hidden everywhere else, docs/adr/0010. Whoever
-- writes such a file once more with each number below the limit finds by its checksum which one it was.
-- Parameters: $shown_from, $split_from.
telling_imports AS (
    SELECT import_id
    FROM observation
    WHERE coalesce(cases_per_year, cases_digital_per_year, handling_days, backlog) IS NOT NULL
      AND (
        coalesce(cases_per_year < $split_from, true)
        OR coalesce(cases_digital_per_year < $shown_from, false)
        OR coalesce(cases_per_year - cases_digital_per_year < $shown_from, false)
        OR coalesce(backlog < $shown_from, false)
      )
    UNION
    SELECT import_id
    FROM use_month
    WHERE coalesce(cases < $split_from, true)
       OR coalesce(cases_digital < $shown_from, false)
       OR coalesce(cases - cases_digital < $shown_from, false)
)
