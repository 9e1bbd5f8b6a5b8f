-- Included after `tallied`: how the shares of the partners lie within each group. One row per group, by name.
-- Parameter: $dimension (topic or department). A partner has a voice where a Reifegrad is known of what it counts.
, of_partner AS (
    SELECT
        position,
        CASE $dimension WHEN 'topic' THEN topic WHEN 'department' THEN department END AS group_name,
        sum(units) AS units,
        sum(tallied.done) AS done,
        sum(tallied.total) AS total,
        sum(tallied.not_responsible) AS not_responsible,
        sum(tallied.not_digitisable) AS not_digitisable,
        sum(tallied.unknown) AS unknown
    FROM tallied
    GROUP BY position, group_name
),
voices AS (
    SELECT *, CASE WHEN unknown < total THEN done / total END AS share
    FROM of_partner
    WHERE units > 0
)
SELECT
    group_name,
    count(share) AS partners,
    quantile_cont(share, 0.25) AS lower,
    quantile_cont(share, 0.5) AS median,
    quantile_cont(share, 0.75) AS upper,
    quantile_cont(share, 0.9) AS best,
    CAST(sum(voices.done) AS BIGINT) AS done,
    CAST(sum(voices.total) AS BIGINT) AS total,
    CAST(sum(voices.not_responsible) AS BIGINT) AS not_responsible,
    CAST(sum(voices.not_digitisable) AS BIGINT) AS not_digitisable,
    CAST(sum(voices.unknown) AS BIGINT) AS unknown
FROM voices
GROUP BY group_name
ORDER BY by_name(group_name);
