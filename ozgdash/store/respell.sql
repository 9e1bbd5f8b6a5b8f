-- Spells names as `respelled` says (kind, written, name).
UPDATE observation SET department = respelled.name
FROM respelled WHERE respelled.kind = 'department' AND observation.department = respelled.written;

UPDATE component SET name = respelled.name
FROM respelled WHERE respelled.kind = 'component' AND component.name = respelled.written;

UPDATE component SET product = respelled.name
FROM respelled WHERE respelled.kind = 'product' AND component.product = respelled.written;

UPDATE component SET provider = respelled.name
FROM respelled WHERE respelled.kind = 'provider' AND component.provider = respelled.written;

UPDATE service SET topic = respelled.name
FROM respelled WHERE respelled.kind = 'topic' AND service.topic = respelled.written;
