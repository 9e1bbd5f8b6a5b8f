-- When did the first of the chosen partners join? One row; NULL where no partner is chosen. Parameter: $partners.
SELECT min(joined_on) AS joined_on
FROM partner
WHERE len($partners) = 0 OR list_contains($partners, partner_id);
