-- What is known of each service at each partner? One row per service and partner.
-- Parameters: those of in_scope.sql, with a single day.
WITH
-- @include in_scope.sql
SELECT
    service.service_id,
    service.leika_key,
    service.name,
    service.ozg_id,
    service.ozg_name,
    service.topic,
    service.life_situation,
    service.addressee,
    standing_on_day.partner_id,
    standing_on_day.standing,
    standing_on_day.maturity,
    standing_on_day.maturity_model,
    standing_on_day.stage,
    standing_on_day.planned_on,
    standing_on_day.department,
    standing_on_day.url,
    standing_on_day.efa_stage,
    standing_on_day.obstacle,
    standing_on_day.remark,
    standing_on_day.observed_on
FROM standing_on_day
JOIN service USING (service_id)
ORDER BY by_name(service.topic), service.ozg_id, by_name(service.name), service.service_id, standing_on_day.position;
