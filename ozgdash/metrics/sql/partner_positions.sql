-- Where does each partner stand in the cooperation's order?
SELECT partner_id, position FROM partner ORDER BY position;
