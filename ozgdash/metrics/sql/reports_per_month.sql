-- On which of the asked days had a partner reported in that calendar month? One row per partner and such day.
-- Parameter: $days.
SELECT DISTINCT observation.partner_id, asked.on_date
FROM (SELECT unnest($days::DATE[]) AS on_date) AS asked
JOIN report_day AS observation
    ON observation.observed_on BETWEEN date_trunc('month', asked.on_date) AND asked.on_date
ORDER BY observation.partner_id, asked.on_date;
