-- What happened from $first to $last to everybody, or to one of $partners? In the order of the days.
SELECT happened_on, kind, partner_id, text_de, text_en, example
FROM event
WHERE happened_on BETWEEN $first AND $last
  AND (partner_id IS NULL OR list_contains($partners, partner_id))
ORDER BY happened_on, position;
