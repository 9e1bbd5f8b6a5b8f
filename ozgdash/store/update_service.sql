-- Replaces services given as `incoming`; id and position stay.
UPDATE service
SET
    name = incoming.name,
    ozg_id = incoming.ozg_id,
    ozg_name = incoming.ozg_name,
    topic = incoming.topic,
    life_situation = incoming.life_situation,
    leika_type = incoming.leika_type,
    addressee = incoming.addressee,
    sdg = incoming.sdg,
    by_city = incoming.by_city,
    by_district = incoming.by_district,
    by_municipality = incoming.by_municipality,
    origin = incoming.origin
FROM incoming
WHERE service.service_id = incoming.service_id;
