-- Works out `service_tally` from state, partner and service: on which day how many services more (or, negative, fewer) stand
-- where. What is added up to a day is the count on that day. Run at a publish, after derive.sql, for the
-- partners in `derived_partner`.
DELETE FROM service_tally WHERE partner_id IN (SELECT partner_id FROM derived_partner);

INSERT INTO service_tally
WITH
-- A partner counts from its joining on, so what was before begins on that day.
periods AS (
    SELECT
        partner.partner_id,
        partner.position,
        greatest(state.valid_from, partner.joined_on) AS begins_on,
        state.valid_to AS ends_on,
        service.topic,
        state.department,
        service.addressee,
        service.sdg,
        CASE WHEN state.standing = 'counted' AND state.maturity IS NOT NULL THEN state.maturity_model END AS maturity_model,
        CASE WHEN state.standing = 'counted' THEN state.maturity END AS maturity,
        CASE WHEN state.standing = 'counted' AND state.maturity >= 3 THEN 1 ELSE 0 END AS done,
        CASE WHEN state.standing = 'counted' THEN 1 ELSE 0 END AS total,
        CASE WHEN state.standing = 'not_responsible' THEN 1 ELSE 0 END AS not_responsible,
        CASE WHEN state.standing = 'not_digitisable' THEN 1 ELSE 0 END AS not_digitisable,
        CASE WHEN state.standing = 'counted' AND state.maturity IS NULL THEN 1 ELSE 0 END AS unknown
    FROM state
    JOIN partner ON partner.partner_id = state.partner_id
    JOIN service ON service.service_id = state.service_id
    WHERE state.valid_to > partner.joined_on AND state.partner_id IN (SELECT partner_id FROM derived_partner)
),
edges AS (
    SELECT periods.*, begins_on AS changed_on, 1 AS units FROM periods
    UNION ALL
    SELECT periods.*, ends_on, -1 FROM periods WHERE ends_on < DATE '9999-12-31'
)
SELECT
    partner_id, position, changed_on, topic, department, addressee, sdg, maturity_model, maturity,
    CAST(sum(units) AS INTEGER) AS units,
    CAST(sum(units * done) AS INTEGER) AS done,
    CAST(sum(units * total) AS INTEGER) AS total,
    CAST(sum(units * not_responsible) AS INTEGER) AS not_responsible,
    CAST(sum(units * not_digitisable) AS INTEGER) AS not_digitisable,
    CAST(sum(units * unknown) AS INTEGER) AS unknown
FROM edges
GROUP BY partner_id, position, changed_on, topic, department, addressee, sdg, maturity_model, maturity
-- Of one level all counted services are done, or none is; so two of the others tell the third.
HAVING sum(units) <> 0 OR sum(units * total) <> 0 OR sum(units * not_responsible) <> 0
ORDER BY partner_id, changed_on;
