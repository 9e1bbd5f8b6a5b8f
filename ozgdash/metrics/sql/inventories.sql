-- Included by the queries about components: the newest list of each partner on or before the day, its whole inventory.
-- Parameter: $as_of (date).
inventories AS (
    SELECT component.*, partner.position AS partner_position
    FROM component
    JOIN partner USING (partner_id)
    WHERE component.reported_on <= $as_of AND partner.joined_on <= $as_of
    QUALIFY rank() OVER (PARTITION BY partner_id ORDER BY reported_on DESC, import_id DESC) = 1
)
