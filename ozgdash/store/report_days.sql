-- Works out `report_day` from observation: the days of each partner's reports. Run at every publish.
DELETE FROM report_day;

INSERT INTO report_day
SELECT DISTINCT partner_id, observed_on
FROM observation
ORDER BY partner_id, observed_on;
