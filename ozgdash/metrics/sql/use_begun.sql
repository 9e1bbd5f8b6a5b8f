-- Before which day can nobody's digital cases of a year be known? One row; NULL where nobody ever gave any. A month that was
-- imported anew counts as any of its imports has it: that can only make the day earlier.
-- Parameter: $partners (an empty list means all).
SELECT least(
    (
        SELECT min(observed_on) FROM observation
        WHERE cases_digital_per_year IS NOT NULL AND (len($partners) = 0 OR list_contains($partners, partner_id))
    ),
    (
        SELECT last_day(min(month) + INTERVAL 11 MONTH) FROM use_month
        WHERE cases_digital IS NOT NULL AND (len($partners) = 0 OR list_contains($partners, partner_id))
    )
) AS begun;
