"""Writes model objects into a draft's tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from ozgdash.model.alert import AlertRule
from ozgdash.model.component import Component
from ozgdash.model.cooperation import Cooperation, PartnerKind
from ozgdash.model.event import Happening
from ozgdash.model.initiative import Initiative
from ozgdash.model.observation import Observation
from ozgdash.model.outside import LinkCheck, OutsideEntry
from ozgdash.model.reference import Benchmark, MaturityLevel
from ozgdash.model.service import Service
from ozgdash.model.synonym import WordGroup
from ozgdash.model.target import Target
from ozgdash.model.use import MonthUse
from ozgdash.store.queries import sql
from ozgdash.store.records import ImportRecord
from ozgdash.store.spellings import forget_spellings

Rows = Sequence[Mapping[str, Any]]
Import = tuple[ImportRecord, Sequence[Observation], Sequence[Component]]
"""A file, the observations and the components that it holds."""


def write_cooperation(connection: duckdb.DuckDBPyConnection, cooperation: Cooperation) -> None:
    """Fills the empty tables cooperation, partner, peer, partner_group and deadline."""
    _insert(connection, "insert_cooperation", [{"name": cooperation.name, "start": cooperation.start}])
    partners = [
        _without(asdict(partner), "id") | {"partner_id": partner.id, "kind": partner.kind.value, "position": position}
        for position, partner in enumerate(cooperation.partners)
    ]
    deadlines = [asdict(item) | {"position": position} for position, item in enumerate(cooperation.deadlines)]
    groups = [
        _without(asdict(group), "partners")
        | {"kind": group.kind.value, "partner_ids": list(group.partners), "position": position}
        for position, group in enumerate(cooperation.own_groups)
    ]
    _insert(connection, "insert_partner", partners)
    peers = [
        _without(asdict(peer), "id") | {"peer_id": peer.id, "kind": peer.kind.value, "position": position}
        for position, peer in enumerate(cooperation.peers)
    ]
    _insert(connection, "insert_peer", peers)
    _insert(connection, "insert_partner_group", groups)
    _insert(connection, "insert_deadline", deadlines)


def add_services(connection: duckdb.DuckDBPyConnection, services: Iterable[Service], *, origin: str) -> None:
    """Appends services that are not in the table yet; ``origin`` is ``data`` or the id of the import they came from."""
    first = _number(connection, "SELECT coalesce(max(position) + 1, 0) FROM service")
    rows = [_service_row(item, origin) | {"position": first + index} for index, item in enumerate(services)]
    _insert(connection, "insert_service", rows)


def update_services(connection: duckdb.DuckDBPyConnection, services: Iterable[Service], *, origin: str) -> None:
    """Replaces services that are in the table; each keeps its position."""
    _insert(connection, "update_service", [_service_row(item, origin) for item in services])


def write_reference(
    connection: duckdb.DuckDBPyConnection, *, maturity_levels: Iterable[MaturityLevel], benchmarks: Iterable[Benchmark]
) -> None:
    """Fills the empty tables maturity_level and benchmark."""
    _insert(connection, "insert_maturity_level", [asdict(level) for level in maturity_levels])
    rows = [asdict(item) | {"position": position} for position, item in enumerate(benchmarks)]
    _insert(connection, "insert_benchmark", rows)


def write_initiatives(connection: duckdb.DuckDBPyConnection, initiatives: Iterable[Initiative]) -> None:
    """Fills the empty table initiative."""
    rows = [
        _without(asdict(item), "id")
        | {
            "initiative_id": item.id,
            "area": item.area.value if item.area else None,
            "members": ", ".join(item.members),
            "state": item.state.value,
            "addressee": item.addressee.value if item.addressee else None,
            "position": position,
        }
        for position, item in enumerate(initiatives)
    ]
    _insert(connection, "insert_initiative", rows)


def write_targets(connection: duckdb.DuckDBPyConnection, targets: Iterable[Target]) -> None:
    """Fills the empty table target."""
    rows = [
        _without(asdict(item), "id") | {"target_id": item.id, "measure": item.measure.value, "position": position}
        for position, item in enumerate(targets)
    ]
    _insert(connection, "insert_target", rows)


def write_events(connection: duckdb.DuckDBPyConnection, events: Iterable[Happening]) -> None:
    """Fills the empty table event."""
    rows = [
        _without(asdict(item), "on") | {"happened_on": item.on, "kind": item.kind.value, "position": position}
        for position, item in enumerate(events)
    ]
    _insert(connection, "insert_event", rows)


def write_alert_rules(connection: duckdb.DuckDBPyConnection, rules: Iterable[AlertRule]) -> None:
    """Fills the empty table alert_rule."""
    rows = [
        _without(asdict(rule), "partners")
        | {"kind": rule.kind.value, "partner_ids": list(rule.partners), "position": position}
        for position, rule in enumerate(rules)
    ]
    _insert(connection, "insert_alert_rule", rows)


def write_word_groups(connection: duckdb.DuckDBPyConnection, groups: Iterable[WordGroup]) -> None:
    """Fills the empty table word_group."""
    rows = [
        {"position": position, "everyday": list(group.everyday), "official": list(group.official)}
        for position, group in enumerate(groups)
    ]
    _insert(connection, "insert_word_group", rows)


def add_imports(connection: duckdb.DuckDBPyConnection, imports: Sequence[Import]) -> tuple[int, ...]:
    """Appends files with what they hold, in this order; the ids they got. Of a catalogue only the file is kept here."""
    first = _number(connection, "SELECT coalesce(max(import_id) + 1, 1) FROM import")
    ids = tuple(range(first, first + len(imports)))
    records = [
        asdict(record) | {"import_id": import_id, "kind": record.kind.value}
        for import_id, (record, _, _) in zip(ids, imports, strict=True)
    ]
    observations = [
        _observation_row(item, record, import_id)
        for import_id, (record, items, _) in zip(ids, imports, strict=True)
        for item in items
    ]
    components = [
        component_row(item, record.partner_id, record.as_of, import_id, position)
        for import_id, (record, _, items) in zip(ids, imports, strict=True)
        for position, item in enumerate(items)
    ]
    _insert(connection, "insert_import", records)
    _insert(connection, "insert_observation", observations)
    _insert(connection, "insert_component", components)
    return ids


def add_outside_view(
    connection: duckdb.DuckDBPyConnection, record: ImportRecord, entries: Sequence[OutsideEntry]
) -> int:
    """Appends one outside view of one partner; its import id."""
    (import_id,) = add_imports(connection, [(record, (), ())])
    rows = [
        _without(asdict(entry), "row")
        | {"import_id": import_id, "partner_id": record.partner_id, "row_number": entry.row}
        for entry in entries
    ]
    _insert(connection, "insert_outside_view", rows)
    return import_id


def add_use(connection: duckdb.DuckDBPyConnection, record: ImportRecord, months: Sequence[MonthUse]) -> int:
    """Appends the monthly use that one file tells of one partner; the import id."""
    (import_id,) = add_imports(connection, [(record, (), ())])
    rows = [
        _without(asdict(item), "row")
        | {"import_id": import_id, "partner_id": record.partner_id, "row_number": item.row}
        for item in months
    ]
    _insert(connection, "insert_use_month", rows)
    return import_id


def add_peer_view(connection: duckdb.DuckDBPyConnection, record: ImportRecord, entries: Sequence[OutsideEntry]) -> int:
    """Appends one outside view of one administration that is compared; its import id."""
    (import_id,) = add_imports(connection, [(record, (), ())])
    rows = [
        _without(asdict(entry), "row") | {"import_id": import_id, "peer_id": record.peer_id, "row_number": entry.row}
        for entry in entries
    ]
    _insert(connection, "insert_peer_view", rows)
    return import_id


def forget_peers_gone(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, int]]:
    """Deletes the views of those who are compared no longer; their ids and how many views each had.

    Former snapshots keep them.
    """
    gone = "SELECT import_id FROM import WHERE peer_id IS NOT NULL AND peer_id NOT IN (SELECT peer_id FROM peer)"
    names: list[tuple[str, int]] = connection.execute(
        f"SELECT peer_id, count(*) FROM import WHERE import_id IN ({gone}) GROUP BY peer_id ORDER BY peer_id"  # noqa: S608 - our own words
    ).fetchall()
    connection.execute(f"DELETE FROM peer_view WHERE import_id IN ({gone})")  # noqa: S608 - our own words
    connection.execute(f"DELETE FROM import WHERE import_id IN ({gone})")  # noqa: S608 - our own words
    return names


def add_link_checks(connection: duckdb.DuckDBPyConnection, record: ImportRecord, checks: Sequence[LinkCheck]) -> int:
    """Appends what came of asking one partner's addresses; the import id."""
    (import_id,) = add_imports(connection, [(record, (), ())])
    rows = [
        _without(asdict(item.link), "source")
        | {"import_id": import_id, "outcome": item.outcome.value, "http_status": item.status}
        for item in checks
    ]
    _insert(connection, "insert_link_check", rows)
    return import_id


def remove_examples(connection: duckdb.DuckDBPyConnection) -> int:
    """Deletes all example data, also initiatives, targets and events; the number of example files that were there."""
    sheets = _number(connection, "SELECT count(*) FROM import WHERE example")
    remove_outside_examples(connection)
    connection.execute("DELETE FROM observation WHERE import_id IN (SELECT import_id FROM import WHERE example)")
    connection.execute("DELETE FROM component WHERE import_id IN (SELECT import_id FROM import WHERE example)")
    connection.execute("DELETE FROM use_month WHERE import_id IN (SELECT import_id FROM import WHERE example)")
    connection.execute("DELETE FROM import WHERE example")
    for table in ("initiative", "target", "event"):
        connection.execute(f"DELETE FROM {table} WHERE example")  # noqa: S608 - our own names
    return sheets


def remove_outside_examples(connection: duckdb.DuckDBPyConnection) -> None:
    """Deletes the example outside views; example status sheets stay."""
    connection.execute("DELETE FROM outside_view WHERE import_id IN (SELECT import_id FROM import WHERE example)")
    connection.execute("DELETE FROM import WHERE example AND kind IN ('pvog', 'xzufi')")
    forget_spellings(connection)  # what is imported next may get the id of one that went


def _number(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    # fetchall: a result that is not read to its end blocks the connection
    return int(connection.execute(query).fetchall()[0][0])


def _insert(connection: duckdb.DuckDBPyConnection, statement: str, rows: Rows) -> None:
    if rows:
        _insert_table(connection, statement, pa.Table.from_pylist([dict(row) for row in rows]))


def _insert_table(connection: duckdb.DuckDBPyConnection, statement: str, rows: pa.Table) -> None:
    connection.register("incoming", rows)
    try:
        connection.execute(sql(statement))
    finally:
        connection.unregister("incoming")


def _service_row(service: Service, origin: str) -> dict[str, Any]:
    executed = dict(service.executed_by)
    return _without(asdict(service), "executed_by") | {
        "service_id": service.id,
        "addressee": service.addressee.value if service.addressee else None,
        "by_city": executed.get(PartnerKind.CITY),
        "by_district": executed.get(PartnerKind.DISTRICT),
        "by_municipality": executed.get(PartnerKind.MUNICIPALITY),
        "origin": origin,
    }


def _observation_row(observation: Observation, record: ImportRecord, import_id: int) -> dict[str, Any]:
    return {
        "partner_id": record.partner_id,
        "service_id": observation.service_id,
        "observed_on": record.as_of,
        "import_id": import_id,
        "row_number": observation.row,
        "responsible": observation.responsible,
        "digitisable": observation.digitisable,
        "obstacle": observation.obstacle.value if observation.obstacle else None,
        "maturity": observation.maturity,
        "maturity_model": observation.maturity_model,
        "stage": observation.stage.value if observation.stage else None,
        "planned_on": observation.planned_on,
        "department": observation.department,
        "url": observation.url,
        "efa_stage": observation.efa_stage,
        "remark": observation.remark,
        "cases_per_year": observation.cases_per_year,
        "cases_digital_per_year": observation.cases_digital_per_year,
        "handling_days": observation.handling_days,
        "backlog": observation.backlog,
        "priority": observation.priority.value if observation.priority else None,
        "cases_given": observation.cases_given,
        "cases_digital_given": observation.cases_digital_given,
        "handling_given": observation.handling_given,
        "backlog_given": observation.backlog_given,
        "priority_given": observation.priority_given,
    }


def component_row(
    component: Component, partner_id: str | None, reported_on: date | None, import_id: int, position: int
) -> dict[str, Any]:
    """The row of table ``component`` for one of an import's list."""
    return _without(asdict(component), "row") | {
        "partner_id": partner_id,
        "reported_on": reported_on,
        "import_id": import_id,
        "position": position,
        "row_number": component.row,
        "area": component.area.value,
        "status": component.status.value if component.status else None,
    }


def _without(row: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != key}
