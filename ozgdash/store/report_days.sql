-- Works out `report_day` from observation: the days of each partner's reports. Run for the partners in `derived_partner`.
DELETE FROM report_day WHERE partner_id IN (SELECT partner_id FROM derived_partner);

INSERT INTO report_day
SELECT DISTINCT partner_id, observed_on
FROM observation
WHERE partner_id IN (SELECT partner_id FROM derived_partner)
ORDER BY partner_id, observed_on;
