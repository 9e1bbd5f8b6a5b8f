"""Reads a snapshot's tables into model objects."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from ozgdash import formats
from ozgdash.model.alert import AlertKind, AlertRule
from ozgdash.model.component import Component, ComponentArea, ComponentStatus
from ozgdash.model.cooperation import Cooperation, Deadline, Partner, PartnerKind, Peer
from ozgdash.model.filters import SnapshotInfo
from ozgdash.model.groups import Group, GroupKind
from ozgdash.model.observation import Observation, Obstacle, Priority, Stage
from ozgdash.model.outside import Link
from ozgdash.model.service import Addressee, Service
from ozgdash.model.use import MonthUse
from ozgdash.store.queries import sql
from ozgdash.store.records import ImportKind

Cursor = duckdb.DuckDBPyConnection


def meta(cursor: Cursor) -> dict[str, str]:
    """The facts about the snapshot by key, for instance ``data_hash``; see docs/ARCHITECTURE.md."""
    return dict(cursor.execute("SELECT key, value FROM meta").fetchall())


def snapshot_info(cursor: Cursor, path: Path) -> SnapshotInfo:
    """What a reader must know about the snapshot at ``path``."""
    row = _rows(cursor, "snapshot_info")[0]
    return SnapshotInfo(
        id=path.stem,
        published_at=datetime.fromisoformat(row["published_at"]),
        newest_observation=row["newest_observation"],
        oldest_observation=row["oldest_observation"],
        example_data=row["example_data"],
    )


def cooperation(cursor: Cursor) -> Cooperation:
    """The cooperation with its partners, deadlines and own groups in the order of the file."""
    row = cursor.execute("SELECT name, start FROM cooperation").fetchall()[0]
    partners = tuple(Partner(**item | {"kind": PartnerKind(item["kind"])}) for item in _rows(cursor, "partners"))
    deadlines = tuple(Deadline(**item) for item in _rows(cursor, "deadlines"))
    groups = tuple(_group(item) for item in _rows(cursor, "partner_groups"))
    peers = tuple(Peer(**item | {"kind": PartnerKind(item["kind"])}) for item in _rows(cursor, "peers"))
    return Cooperation(row[0], row[1], partners, deadlines, own_groups=groups, peers=peers)


def services(cursor: Cursor) -> tuple[Service, ...]:
    """The catalogue in its order."""
    return tuple(_service(row) for row in _rows(cursor, "services"))


def topics(cursor: Cursor) -> tuple[str, ...]:
    """The Themenfelder of the catalogue by name."""
    rows = cursor.execute("SELECT DISTINCT topic FROM service").fetchall()
    return tuple(sorted((topic for (topic,) in rows), key=formats.by_name))


def service_origins(cursor: Cursor) -> dict[str, str]:
    """Service id -> ``data`` or the id of the import that brought the service."""
    return dict(cursor.execute("SELECT service_id, origin FROM service").fetchall())


def alert_rules(cursor: Cursor) -> tuple[AlertRule, ...]:
    """The rules for alerts in the order of the file."""
    query = "SELECT kind, bound, months, partner_ids FROM alert_rule ORDER BY position"
    rows = cursor.execute(query).fetchall()
    return tuple(AlertRule(AlertKind(kind), bound, months, tuple(partners)) for kind, bound, months, partners in rows)


def latest_observations(cursor: Cursor, *, partner_id: str, as_of: date) -> dict[str, Observation]:
    """Service id -> what holds at the partner on ``as_of`` by its reports; services never reported are missing."""
    rows = _rows(cursor, "latest_observations", partner=partner_id, as_of=as_of)
    return {row["service_id"]: _observation(row) for row in rows}


def latest_components(cursor: Cursor, *, partner_id: str, as_of: date) -> tuple[Component, ...]:
    """The partner's newest list of components on or before ``as_of``; empty where there is none."""
    return tuple(_component(row) for row in _rows(cursor, "latest_components", partner=partner_id, as_of=as_of))


def latest_months(cursor: Cursor, *, partner_id: str) -> dict[tuple[str, date], MonthUse]:
    """What holds of each month of one partner's services, by service id and month."""
    rows = _rows(cursor, "latest_months", partner=partner_id)
    return {(row["service_id"], row["month"]): MonthUse(**row) for row in rows}


def has_real_reports(cursor: Cursor) -> bool:
    """Whether a status sheet, a list of components or monthly use was published that is no example."""
    query = "SELECT count(*) > 0 FROM import WHERE kind IN ('status_sheet', 'components', 'use') AND NOT example"
    return bool(cursor.execute(query).fetchall()[0][0])


def counts(cursor: Cursor) -> dict[str, int]:
    """How much is in the snapshot: ``partners``, ``services``, ``real_sheets``, ``example_sheets``."""
    return _rows(cursor, "counts")[0]


def latest_import_of(cursor: Cursor, kind: ImportKind, *, partner_id: str, as_of: date) -> str | None:
    """The SHA-256 of the newest file of this kind, partner and day; None where there is none."""
    rows = _rows(cursor, "latest_import_of", kind=kind.value, partner=partner_id, as_of=as_of)
    return str(rows[0]["sha256"]) if rows else None


def rows_before(cursor: Cursor, *, partner_id: str, as_of: date, kind: ImportKind) -> int | None:
    """How many rows the newest real file of this kind and partner had on or before ``as_of``; None: there is none."""
    rows = _rows(cursor, "previous_import_of", kind=kind.value, partner=partner_id, as_of=as_of)
    return int(rows[0]["row_count"]) if rows else None


def newest_peer_import(cursor: Cursor, *, peer_id: str, as_of: date) -> dict[str, Any] | None:
    """``as_of``, ``sha256``, ``row_count`` of a compared one's newest export on or before a day; None without one."""
    rows = _rows(cursor, "latest_peer_import", peer=peer_id, as_of=as_of)
    return rows[0] if rows else None


def has_real_outside_view(cursor: Cursor) -> bool:
    """Whether an outside view was published that is no example."""
    query = "SELECT count(*) > 0 FROM import WHERE kind IN ('pvog', 'xzufi') AND NOT example"
    return bool(cursor.execute(query).fetchall()[0][0])


def links(cursor: Cursor, *, partners: Sequence[str], on: date) -> tuple[Link, ...]:
    """The addresses that the partners (none: all) report for services in responsibility, and further ones of portals.

    All in force on a day; of each partner an address stands there once.
    """
    return tuple(Link(**row) for row in _rows(cursor, "links", partners=list(partners), on=on))


def reports_by_partner(cursor: Cursor) -> dict[str, int]:
    """Partner id -> number of observations, components, months of use, entries of outside views, checked addresses."""
    return dict(cursor.execute(sql("rows_by_partner")).fetchall())


def _rows(cursor: Cursor, name: str, **parameters: Any) -> list[dict[str, Any]]:
    result = cursor.execute(sql(name), parameters or None)
    columns = [column[0] for column in result.description or []]
    return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]


def _group(row: dict[str, Any]) -> Group:
    return Group(**row | {"kind": GroupKind(row["kind"]), "partners": tuple(row["partners"])})


def _service(row: dict[str, Any]) -> Service:
    judged = (
        (PartnerKind.CITY, row.pop("by_city")),
        (PartnerKind.DISTRICT, row.pop("by_district")),
        (PartnerKind.MUNICIPALITY, row.pop("by_municipality")),
    )
    executed_by = tuple((kind, executes) for kind, executes in judged if executes is not None)
    addressee = Addressee(row["addressee"]) if row["addressee"] else None
    return Service(**row | {"addressee": addressee, "executed_by": executed_by})


def _observation(row: dict[str, Any]) -> Observation:
    obstacle = Obstacle(row["obstacle"]) if row["obstacle"] else None
    stage = Stage(row["stage"]) if row["stage"] else None
    priority = Priority(row["priority"]) if row["priority"] else None
    return Observation(**row | {"obstacle": obstacle, "stage": stage, "priority": priority})


def _component(row: dict[str, Any]) -> Component:
    status = ComponentStatus(row["status"]) if row["status"] else None
    return Component(**row | {"area": ComponentArea(row["area"]), "status": status})
