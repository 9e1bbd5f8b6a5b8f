-- On which days did the chosen partners report? One row per partner and day. Parameters: $partners; $until (date).
SELECT partner_id, observed_on
FROM report_day
WHERE observed_on <= $until AND (len($partners) = 0 OR list_contains($partners, partner_id))
ORDER BY partner_id, observed_on;
