-- Which components does one partner's newest list on or before a day hold? One row per component, in the list's order.
-- Parameters: $partner (id), $as_of (date).
SELECT area, name, product, version, provider, contract_end, status, domain
FROM component
WHERE partner_id = $partner AND reported_on <= $as_of
QUALIFY rank() OVER (ORDER BY reported_on DESC, import_id DESC) = 1
ORDER BY position;
