-- Included after use_fit.sql: the counted services and their cases, added up by partner, name and what is given. Few rows, which the
-- queries add up further. Parameter: $by ('topic' or 'department': whose names; any other word: no names).
, use_told AS (
    SELECT
        partner_id,
        CASE $by WHEN 'topic' THEN topic WHEN 'department' THEN department END AS name,
        given,
        newest IS NOT NULL AS by_months,
        count(*) AS services,
        sum(digital)::BIGINT AS digital,
        sum(cases)::BIGINT AS cases,
        max(newest) AS newest,
        min(position) AS position
    FROM use_fit
    GROUP BY ALL
)
