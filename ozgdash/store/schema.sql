-- The tables of a snapshot; grain and meaning of each stand in docs/ARCHITECTURE.md.
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
    note TEXT NOT NULL
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
    PRIMARY KEY (partner_id, service_id, observed_on, import_id)
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
    remark TEXT
);
