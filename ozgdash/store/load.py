"""Writes imports and services into a draft's tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import duckdb

from ozgdash.model.component import Component
from ozgdash.model.cooperation import PartnerKind
from ozgdash.model.observation import Observation
from ozgdash.model.outside import LinkCheck, OutsideEntry
from ozgdash.model.service import Service
from ozgdash.model.use import MonthUse
from ozgdash.store.inserting import insert, without
from ozgdash.store.records import ImportRecord
from ozgdash.store.spellings import forget_spellings

Import = tuple[ImportRecord, Sequence[Observation], Sequence[Component]]
"""A file, the observations and the components that it holds."""


def add_services(connection: duckdb.DuckDBPyConnection, services: Iterable[Service], *, origin: str) -> None:
    """Appends services that are not in the table yet; ``origin`` is ``data`` or the id of the import they came from."""
    first = _number(connection, "SELECT coalesce(max(position) + 1, 0) FROM service")
    rows = [_service_row(item, origin) | {"position": first + index} for index, item in enumerate(services)]
    insert(connection, "insert_service", rows)


def update_services(connection: duckdb.DuckDBPyConnection, services: Iterable[Service], *, origin: str) -> None:
    """Replaces services that are in the table; each keeps its position."""
    insert(connection, "update_service", [_service_row(item, origin) for item in services])


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
    insert(connection, "insert_import", records)
    insert(connection, "insert_observation", observations)
    insert(connection, "insert_component", components)
    return ids


def add_outside_view(
    connection: duckdb.DuckDBPyConnection, record: ImportRecord, entries: Sequence[OutsideEntry]
) -> int:
    """Appends one outside view of one partner; its import id."""
    return _add_rows(connection, "insert_outside_view", record, entries, partner_id=record.partner_id)


def add_peer_view(connection: duckdb.DuckDBPyConnection, record: ImportRecord, entries: Sequence[OutsideEntry]) -> int:
    """Appends one outside view of one administration that is compared; its import id."""
    return _add_rows(connection, "insert_peer_view", record, entries, peer_id=record.peer_id)


def add_use(connection: duckdb.DuckDBPyConnection, record: ImportRecord, months: Sequence[MonthUse]) -> int:
    """Appends the monthly use that one file tells of one partner; the import id."""
    return _add_rows(connection, "insert_use_month", record, months, partner_id=record.partner_id)


def _add_rows(
    connection: duckdb.DuckDBPyConnection,
    statement: str,
    record: ImportRecord,
    items: Sequence[OutsideEntry] | Sequence[MonthUse],
    **whose: str | None,
) -> int:
    (import_id,) = add_imports(connection, [(record, (), ())])
    of_import = {"import_id": import_id, **whose}
    insert(
        connection, statement, [without(asdict(item), "row") | of_import | {"row_number": item.row} for item in items]
    )
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
        without(asdict(item.link), "source")
        | {"import_id": import_id, "outcome": item.outcome.value, "http_status": item.status}
        for item in checks
    ]
    insert(connection, "insert_link_check", rows)
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


def _service_row(service: Service, origin: str) -> dict[str, Any]:
    executed = dict(service.executed_by)
    return without(asdict(service), "executed_by") | {
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
    return without(asdict(component), "row") | {
        "partner_id": partner_id,
        "reported_on": reported_on,
        "import_id": import_id,
        "position": position,
        "row_number": component.row,
        "area": component.area.value,
        "status": component.status.value if component.status else None,
    }
