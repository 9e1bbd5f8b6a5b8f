-- Works out `share_tally` from `service_tally`: the same changes without department and level, a sixth of the rows. Run at a
-- publish, after tally_services.sql, for the partners in `derived_partner`.
DELETE FROM share_tally WHERE partner_id IN (SELECT partner_id FROM derived_partner);

INSERT INTO share_tally
SELECT
    partner_id, position, changed_on, topic, addressee, sdg,
    CAST(sum(units) AS INTEGER) AS units,
    CAST(sum(done) AS INTEGER) AS done,
    CAST(sum(total) AS INTEGER) AS total,
    CAST(sum(not_responsible) AS INTEGER) AS not_responsible,
    CAST(sum(not_digitisable) AS INTEGER) AS not_digitisable,
    CAST(sum(unknown) AS INTEGER) AS unknown
FROM service_tally
WHERE partner_id IN (SELECT partner_id FROM derived_partner)
GROUP BY partner_id, position, changed_on, topic, addressee, sdg
-- What comes and goes on one day within a row of this table is no change of it.
HAVING sum(units) <> 0 OR sum(done) <> 0 OR sum(total) <> 0 OR sum(not_responsible) <> 0 OR sum(unknown) <> 0
ORDER BY partner_id, changed_on;
