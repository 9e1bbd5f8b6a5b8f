"""What partners report beside Reifegrad and plan, given to made-up cooperations: obstacles, use, portals, targets."""

from __future__ import annotations

import duckdb

REPORTS = """
UPDATE observation SET
    stage = CASE
        WHEN maturity >= 3 THEN 'online'
        ELSE ['not_started', 'planned', 'in_progress', 'testing', 'deferred', NULL]
            [1 + (hash(service_id, partner_id) % 6)::INT]
    END,
    obstacle = CASE WHEN maturity < 3 AND hash(service_id, partner_id) % 7 = 0 THEN
        ['legal', 'technical', 'written_form', 'staff', 'awaits_efa'][1 + (hash(partner_id, service_id) % 5)::INT]
    END,
    digitisable = hash(service_id, partner_id) % 41 <> 0,
    url = CASE WHEN maturity >= 3 AND hash(service_id) % 9 > 0 THEN 'https://example.org/' || service_id END,
    efa_stage = CASE WHEN hash(service_id, partner_id) % 30 = 0 THEN 'Rollout' END,
    remark = CASE WHEN hash(service_id, partner_id) % 50 = 0 THEN 'Abstimmung mit dem Land' END,
    cases_per_year = CASE WHEN partner_id = 'p00000' OR hash(partner_id) % 3 = 0 THEN
        (hash(service_id, partner_id) % 2000)::INT
    END,
    priority = CASE WHEN partner_id = 'p00000' OR hash(partner_id) % 3 = 0 THEN
        ['high', 'medium', 'low'][1 + (hash(service_id) % 3)::INT]
    END,
    cases_given = true,
    priority_given = true
"""
"""One partner in three gives cases and priorities, the first one at any size; every value is the same in every run."""
DIGITAL = """
UPDATE observation SET
    cases_digital_per_year = if(maturity >= 3, (cases_per_year * (hash(service_id) % 60) / 100)::INT, 0),
    handling_days = 1 + hash(service_id) % 60,
    backlog = (cases_per_year / 20)::INT,
    cases_digital_given = true, handling_given = true, backlog_given = true
WHERE cases_per_year IS NOT NULL
"""
USED = """
INSERT INTO use_month BY NAME
SELECT
    partner_id, service_id, leika_key, DATE '2025-11-01' + INTERVAL 1 MONTH * ago::INT AS month,
    (hash(service_id, partner_id) % 170)::INT AS cases, (hash(service_id, partner_id) % 170 / 7)::INT AS cases_digital,
    'bench' AS source, import_id
FROM import, service, range(12) AS months(ago)
WHERE kind = 'use' AND leika_key IS NOT NULL AND hash(service_id, partner_id) % 3 = 0
"""
AIMED = """
INSERT INTO target BY NAME
SELECT
    't' || number AS target_id, CASE WHEN number > 2 THEN 'p00000' END AS partner_id, NULL AS group_key,
    ['leistung_rg3', 'buendel_rg2', 'nutzung', 'leistung_rg3'][number::INT] AS measure, NULL AS topic,
    NULL AS department, false AS sdg, 0.6 AS share, DATE '2028-12-31' AS due_on, 'Rat' AS decided_by,
    DATE '2025-01-01' AS decided_on, '25-1' AS paper, false AS example, number AS position
FROM range(1, 5) AS numbers(number)
"""
CONTRACTS = """
UPDATE component SET
    provider = 'Anbieter ' || product,
    contract_end = DATE '2026-12-31' + INTERVAL 1 MONTH * (hash(partner_id, name) % 60)::INT
"""
SHOWN = """
INSERT INTO outside_view BY NAME
SELECT
    import_id, row_number() OVER (PARTITION BY import_id ORDER BY service_id) AS row_number, partner_id, leika_key,
    name,
    'https://example.org/' || service_id AS url, true AS online, true AS active
FROM import, service
WHERE kind = 'pvog' AND leika_key IS NOT NULL AND hash(service_id, partner_id) % 3 = 0
"""
TOGETHER = """
INSERT INTO initiative BY NAME
SELECT
    'i' || number AS initiative_id, 'Gemeinsame Initiative ' || number AS title, 'specialist' AS area, 'p00000' AS lead,
    (SELECT string_agg(partner_id, ', ' ORDER BY position) FROM partner WHERE position % number = 0) AS members,
    'running' AS state, DATE '2024-01-01' AS since, 'Ein Dienst für alle' AS goal, 'state' AS addressee,
    'Das Land stellt den Dienst bereit.' AS ask, false AS example, number AS position
FROM range(1, 7) AS numbers(number)
"""
IMPORTED = """
INSERT INTO import BY NAME
SELECT
    (SELECT max(import_id) FROM import) + row_number() OVER (ORDER BY position) AS import_id, $kind AS kind,
    $kind || '.csv' AS file_name, repeat('2', 64) AS sha256, TIMESTAMP '2026-11-01' AS imported_at,
    'bench' AS imported_by, partner_id, DATE '2026-10-31' AS as_of, 0 AS row_count, false AS example, '' AS note
FROM partner
WHERE CASE $kind WHEN 'use' THEN if(partner_id = 'p00000', 0, hash(partner_id)) ELSE position END % 3 = 0
"""
"""A file of one partner in three; of use from those who give cases."""
COUNTED = """
UPDATE import SET row_count = counted.count
FROM (
    SELECT import_id, count(*) AS count
    FROM (SELECT import_id FROM outside_view UNION ALL SELECT import_id FROM use_month)
    GROUP BY ALL
) AS counted
WHERE counted.import_id = import.import_id
"""


def enrich(connection: duckdb.DuckDBPyConnection) -> None:
    """Give the rows of a draft what the other pages show; it depends on the ids alone."""
    for statement in (REPORTS, DIGITAL, CONTRACTS):
        connection.execute(statement)
    for kind, rows in (("pvog", SHOWN), ("use", USED)):
        connection.execute(IMPORTED, {"kind": kind})
        connection.execute(rows)
    for statement in (COUNTED, AIMED, TOGETHER):
        connection.execute(statement)
