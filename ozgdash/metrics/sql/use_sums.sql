    -- Included in the SELECT of the queries over use_told: the columns that metrics.use.digital_share describes.
    coalesce(sum(services), 0)::BIGINT AS services,
    coalesce(sum(services) FILTER (given = 'known'), 0)::BIGINT AS known,
    coalesce(sum(services) FILTER (given = 'few'), 0)::BIGINT AS few,
    coalesce(sum(services) FILTER (given = 'cases_only'), 0)::BIGINT AS cases_only,
    coalesce(sum(services) FILTER (given = 'silent'), 0)::BIGINT AS silent,
    coalesce(sum(services) FILTER (given = 'known' AND by_months), 0)::BIGINT AS monthly,
    (sum(digital) FILTER (given = 'known'))::BIGINT AS digital,
    (sum(cases) FILTER (given = 'known'))::BIGINT AS cases,
    (sum(cases) FILTER (given = 'cases_only'))::BIGINT AS cases_left,
    max(newest) FILTER (given = 'known') AS newest
