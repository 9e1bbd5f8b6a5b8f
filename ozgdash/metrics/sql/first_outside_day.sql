-- From which day on is there an outside view of any of the partners? One row, NULL where there is none at all.
-- Parameters: $partners (an empty list means all).
SELECT min(as_of) AS first_day
FROM import
WHERE kind IN ('pvog', 'xzufi') AND (len($partners) = 0 OR list_contains($partners, partner_id));
