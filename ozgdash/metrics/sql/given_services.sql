-- Which services does a partner have at the threshold at the Stand? Parameters: $giver (partner_id), $as_of, $threshold.
SELECT service_id
FROM state
WHERE partner_id = $giver AND valid_from <= $as_of AND $as_of < valid_to AND standing = 'counted' AND maturity >= $threshold;
