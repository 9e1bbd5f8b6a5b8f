-- The months of use that hold for one partner. One row per service and month. Parameters: $partner (id).
SELECT service_id, month, cases, cases_digital, leika_key, source
FROM month_use
WHERE partner_id = $partner
ORDER BY service_id, month;
