-- What do the partners do together? One row per initiative, by state and in the order of the file.
-- Parameter: $partners (empty: all): initiatives of others are left out; one that names nobody concerns everybody.
SELECT initiative_id, title, area, lead, members, state, since, goal, addressee, ask, example,
    resolution, status_on, due_on, cost_planned, cost_actual
FROM initiative
WHERE len($partners) = 0
    OR (lead IS NULL AND members = '')
    OR list_contains($partners, lead)
    OR list_has_any($partners, string_split(members, ', '))
ORDER BY array_position(['idea', 'planned', 'running', 'resting', 'done'], state), position;
