-- How much was imported of each partner? One row per partner of whom anything was.
SELECT partner_id, count(*) AS imported
FROM (
    SELECT partner_id FROM observation
    UNION ALL
    SELECT partner_id FROM component
    UNION ALL
    SELECT partner_id FROM outside_view
    UNION ALL
    SELECT partner_id FROM link_check
    UNION ALL
    SELECT partner_id FROM use_month
)
GROUP BY partner_id
ORDER BY partner_id;
