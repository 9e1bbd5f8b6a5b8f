-- Which sheets of each partner are there? One row per partner, with a number that changes with them.
SELECT partner_id, count(*) AS sheets, bit_xor(hash(import)) AS sheets_hash
FROM import
WHERE kind = 'status_sheet'
GROUP BY partner_id;
