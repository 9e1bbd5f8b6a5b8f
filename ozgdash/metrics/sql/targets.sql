-- Which targets were decided by $on, and concern one of $partners (an empty list means all)? One row per target, by its day.
SELECT
    target_id, partner_id, group_key, measure, topic, department, sdg, share, due_on, decided_by, decided_on, paper, example
FROM target
WHERE decided_on <= $on
  AND (
    len($partners) = 0
    OR (partner_id IS NULL AND group_key IS NULL)
    OR list_contains($partners, partner_id)
    OR list_contains($groups, group_key)
  )
ORDER BY due_on, position;
