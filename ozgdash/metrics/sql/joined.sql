-- Who had joined by a day? In the cooperation's order. Parameter: $by.
SELECT partner_id FROM partner WHERE joined_on <= $by ORDER BY position;
