-- The tables of a snapshot; grain and meaning of each stand in docs/ARCHITECTURE.md. The long ones have no primary key: its
-- index would be three quarters of the file, and no query uses it; check.sql finds rows that are there twice.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE cooperation (name TEXT NOT NULL, start DATE NOT NULL);

CREATE TABLE partner (
    partner_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    ars TEXT NOT NULL,
    joined_on DATE NOT NULL,
    colour TEXT,
    position INTEGER NOT NULL
);

-- With whom the outside views are compared: nothing else is known of them, and no other table knows them.
CREATE TABLE peer (
    peer_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    ars TEXT NOT NULL,
    position INTEGER NOT NULL
);

CREATE TABLE partner_group (
    key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    partner_ids TEXT[] NOT NULL,
    position INTEGER NOT NULL
);

CREATE TABLE deadline (
    key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    date DATE NOT NULL,
    scope TEXT,
    share DOUBLE NOT NULL,
    position INTEGER NOT NULL
);

CREATE TABLE service (
    service_id TEXT PRIMARY KEY,
    leika_key TEXT,
    name TEXT NOT NULL,
    ozg_id TEXT NOT NULL,
    ozg_name TEXT NOT NULL,
    topic TEXT NOT NULL,
    life_situation TEXT NOT NULL,
    leika_type TEXT NOT NULL,
    addressee TEXT,
    sdg BOOLEAN,
    by_city BOOLEAN,
    by_district BOOLEAN,
    by_municipality BOOLEAN,
    origin TEXT NOT NULL,
    position INTEGER NOT NULL
);

CREATE TABLE maturity_level (model TEXT, level INTEGER, label TEXT NOT NULL, source TEXT NOT NULL, PRIMARY KEY (model, level));

CREATE TABLE benchmark (
    position INTEGER PRIMARY KEY,
    published_on TEXT NOT NULL,
    area TEXT NOT NULL,
    unit TEXT NOT NULL,
    value DOUBLE NOT NULL,
    total DOUBLE,
    label TEXT NOT NULL,
    source TEXT NOT NULL,
    confidence TEXT NOT NULL
);

CREATE TABLE import (
    import_id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    imported_at TIMESTAMP NOT NULL,
    imported_by TEXT NOT NULL,
    partner_id TEXT,
    as_of DATE,
    row_count INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    note TEXT NOT NULL,
    left_out INTEGER NOT NULL DEFAULT 0,
    override_reason TEXT,
    peer_id TEXT
);

CREATE TABLE observation (
    partner_id TEXT NOT NULL,
    service_id TEXT NOT NULL,
    observed_on DATE NOT NULL,
    import_id INTEGER NOT NULL,
    row_number INTEGER,
    responsible BOOLEAN,
    digitisable BOOLEAN,
    obstacle TEXT,
    maturity INTEGER,
    maturity_model TEXT,
    stage TEXT,
    planned_on DATE,
    department TEXT,
    url TEXT,
    efa_stage TEXT,
    remark TEXT,
    cases_per_year INTEGER,
    cases_digital_per_year INTEGER,
    handling_days DOUBLE,
    backlog INTEGER,
    priority TEXT,
    cases_given BOOLEAN,
    cases_digital_given BOOLEAN,
    handling_given BOOLEAN,
    backlog_given BOOLEAN,
    priority_given BOOLEAN
);

-- What holds after each report: the last import of a day supersedes the earlier ones, and where a sheet had no column for
-- an optional value the former one stays. More digital cases than cases contradict each other: of the two the cases hold.
-- Grain: partner, service, observed_on.
CREATE VIEW report AS
WITH runs AS (
    SELECT
        *,
        count(*) FILTER (WHERE cases_given) OVER by_service AS cases_run,
        count(*) FILTER (WHERE cases_digital_given) OVER by_service AS digital_run,
        count(*) FILTER (WHERE handling_given) OVER by_service AS handling_run,
        count(*) FILTER (WHERE backlog_given) OVER by_service AS backlog_run,
        count(*) FILTER (WHERE priority_given) OVER by_service AS priority_run
    FROM observation
    WINDOW by_service AS (PARTITION BY partner_id, service_id ORDER BY observed_on, import_id)
),
standing AS (
    SELECT
        partner_id, service_id, observed_on, import_id, responsible, digitisable, obstacle, maturity, maturity_model, stage,
        planned_on, department, url, efa_stage, remark,
        first_value(cases_per_year)
            OVER (PARTITION BY partner_id, service_id, cases_run ORDER BY observed_on, import_id) AS cases_per_year,
        first_value(cases_digital_per_year)
            OVER (PARTITION BY partner_id, service_id, digital_run ORDER BY observed_on, import_id)
            AS cases_digital_per_year,
        first_value(handling_days)
            OVER (PARTITION BY partner_id, service_id, handling_run ORDER BY observed_on, import_id) AS handling_days,
        first_value(backlog)
            OVER (PARTITION BY partner_id, service_id, backlog_run ORDER BY observed_on, import_id) AS backlog,
        first_value(priority)
            OVER (PARTITION BY partner_id, service_id, priority_run ORDER BY observed_on, import_id) AS priority,
        CASE
            WHEN digital_run > 0
                THEN first_value(observed_on)
                    OVER (PARTITION BY partner_id, service_id, digital_run ORDER BY observed_on, import_id)
        END AS digital_told_on
    FROM runs
    QUALIFY row_number() OVER (PARTITION BY partner_id, service_id, observed_on ORDER BY import_id DESC) = 1
)
SELECT
    partner_id, service_id, observed_on, import_id, responsible, digitisable, obstacle, maturity, maturity_model, stage,
    planned_on, department, url, efa_stage, remark, cases_per_year,
    CASE WHEN cases_digital_per_year > cases_per_year THEN NULL ELSE cases_digital_per_year END AS cases_digital_per_year,
    handling_days, backlog, priority, digital_told_on
FROM standing;

-- Cases of one month as they came in: a later import of a month supersedes the earlier ones, both stay.
CREATE TABLE use_month (
    partner_id TEXT NOT NULL,
    service_id TEXT NOT NULL,
    leika_key TEXT,
    month DATE NOT NULL,
    cases INTEGER,
    cases_digital INTEGER,
    source TEXT,
    import_id INTEGER NOT NULL,
    row_number INTEGER
);

-- What holds of each month: the newest import of it. Grain: partner, service, month (its first day).
CREATE VIEW month_use AS
SELECT partner_id, service_id, leika_key, month, cases, cases_digital, source, import_id
FROM use_month
QUALIFY row_number() OVER (PARTITION BY partner_id, service_id, month ORDER BY import_id DESC) = 1;

CREATE TABLE outside_view (
    import_id INTEGER NOT NULL,
    row_number INTEGER NOT NULL,
    partner_id TEXT NOT NULL,
    leika_key TEXT NOT NULL,
    name TEXT,
    ozg_id TEXT,
    url TEXT,
    online BOOLEAN,
    active BOOLEAN,
    coverage TEXT,
    reason TEXT,
    PRIMARY KEY (import_id, row_number)
);

CREATE TABLE peer_view (
    import_id INTEGER NOT NULL,
    row_number INTEGER NOT NULL,
    peer_id TEXT NOT NULL,
    leika_key TEXT NOT NULL,
    name TEXT,
    ozg_id TEXT,
    url TEXT,
    online BOOLEAN,
    active BOOLEAN,
    coverage TEXT,
    reason TEXT,
    PRIMARY KEY (import_id, row_number)
);

CREATE TABLE link_check (
    import_id INTEGER NOT NULL,
    partner_id TEXT NOT NULL,
    service_id TEXT NOT NULL,
    url TEXT NOT NULL,
    outcome TEXT NOT NULL,
    http_status INTEGER,
    PRIMARY KEY (import_id, service_id)
);

CREATE TABLE state (
    partner_id TEXT NOT NULL,
    service_id TEXT NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE NOT NULL,
    observed_on DATE,
    standing TEXT NOT NULL,
    obstacle TEXT,
    maturity INTEGER,
    maturity_model TEXT,
    stage TEXT,
    planned_on DATE,
    department TEXT,
    url TEXT,
    efa_stage TEXT,
    remark TEXT,
    cases_per_year INTEGER,
    cases_digital_per_year INTEGER,
    handling_days DOUBLE,
    backlog INTEGER,
    priority TEXT
);

-- Derived: what changed in the count on a day. Added up from the first day to any other it is the count on that day.
CREATE TABLE service_tally (
    partner_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    changed_on DATE NOT NULL,
    topic TEXT NOT NULL,
    department TEXT,
    addressee TEXT,
    sdg BOOLEAN,
    maturity_model TEXT,
    maturity INTEGER,
    units INTEGER NOT NULL,
    done INTEGER NOT NULL,
    total INTEGER NOT NULL,
    not_responsible INTEGER NOT NULL,
    not_digitisable INTEGER NOT NULL,
    unknown INTEGER NOT NULL
);

CREATE TABLE share_tally (
    partner_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    changed_on DATE NOT NULL,
    topic TEXT NOT NULL,
    addressee TEXT,
    sdg BOOLEAN,
    units INTEGER NOT NULL,
    done INTEGER NOT NULL,
    total INTEGER NOT NULL,
    not_responsible INTEGER NOT NULL,
    not_digitisable INTEGER NOT NULL,
    unknown INTEGER NOT NULL
);

CREATE TABLE bundle_tally (
    partner_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    changed_on DATE NOT NULL,
    topic TEXT NOT NULL,
    addressees TEXT NOT NULL,
    sdg_only BOOLEAN NOT NULL,
    units INTEGER NOT NULL,
    any_done INTEGER NOT NULL,
    all_done INTEGER NOT NULL,
    total INTEGER NOT NULL,
    not_responsible INTEGER NOT NULL,
    not_digitisable INTEGER NOT NULL,
    unknown INTEGER NOT NULL
);

-- Derived: what of the cases of a month may be told, and of the twelve that end with it; numbers that are fit to be published.
CREATE TABLE told_month (
    partner_id TEXT NOT NULL,
    service_id TEXT NOT NULL,
    month DATE NOT NULL,
    next_month DATE NOT NULL,
    department TEXT,
    given TEXT,
    cases INTEGER,
    cases_digital INTEGER,
    year_cases BIGINT,
    year_digital BIGINT
);

CREATE TABLE report_day (partner_id TEXT NOT NULL, observed_on DATE NOT NULL);

-- How names that group are spelled, and the newest report that spells them so.
CREATE TABLE spelling (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    said_on DATE,
    import_id INTEGER NOT NULL,
    rows INTEGER NOT NULL
);

CREATE TABLE component (
    partner_id TEXT NOT NULL,
    reported_on DATE NOT NULL,
    import_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    row_number INTEGER,
    area TEXT NOT NULL,
    name TEXT NOT NULL,
    product TEXT,
    version TEXT,
    provider TEXT,
    contract_end DATE,
    status TEXT,
    domain TEXT,
    PRIMARY KEY (import_id, position)
);

CREATE TABLE initiative (
    initiative_id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    area TEXT,
    lead TEXT,
    members TEXT NOT NULL,
    state TEXT NOT NULL,
    since DATE,
    goal TEXT,
    addressee TEXT,
    ask TEXT,
    resolution TEXT,
    status_on DATE,
    due_on DATE,
    cost_planned DOUBLE,
    cost_actual DOUBLE,
    example BOOLEAN NOT NULL,
    position INTEGER NOT NULL
);

CREATE TABLE target (
    target_id TEXT PRIMARY KEY,
    partner_id TEXT,
    group_key TEXT,
    measure TEXT NOT NULL,
    topic TEXT,
    department TEXT,
    sdg BOOLEAN NOT NULL,
    share DOUBLE NOT NULL,
    due_on DATE NOT NULL,
    decided_by TEXT NOT NULL,
    decided_on DATE NOT NULL,
    paper TEXT,
    example BOOLEAN NOT NULL,
    position INTEGER NOT NULL
);

CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    happened_on DATE NOT NULL,
    kind TEXT NOT NULL,
    partner_id TEXT,
    text_de TEXT NOT NULL,
    text_en TEXT NOT NULL,
    source TEXT,
    example BOOLEAN NOT NULL
);

CREATE TABLE alert_rule (
    position INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    bound DOUBLE NOT NULL,
    months INTEGER NOT NULL,
    partner_ids TEXT[] NOT NULL
);

CREATE TABLE word_group (
    position INTEGER PRIMARY KEY,
    everyday TEXT[] NOT NULL,
    official TEXT[] NOT NULL
);
