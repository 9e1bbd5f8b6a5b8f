"""A list of services' way into a snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

import duckdb

from ozgdash.errors import Finding
from ozgdash.ingest.plan import Plan, Request
from ozgdash.ingest.reports import ImportReport
from ozgdash.model.service import Service
from ozgdash.sources.catalogue import Catalogue, read_catalogue, read_official_list
from ozgdash.sources.detect import SourceKind
from ozgdash.store import load, read
from ozgdash.store.records import ImportKind, ImportRecord


def plan_catalogue(request: Request, cursor: duckdb.DuckDBPyConnection, kind: SourceKind) -> Plan:
    """Reads the list against the snapshot behind ``cursor``; the plan adds its services and updates known ones.

    A service from the file in data/ keeps what that file says, and no known service goes.
    """
    known = {service.id: service for service in read.services(cursor)}
    origins = read.service_origins(cursor)
    official = kind is SourceKind.OFFICIAL_LIST
    catalogue = read_official_list(request.path, known=known) if official else read_catalogue(request.path)
    merge = _Merge.of(catalogue, known, origins)
    report = ImportReport(
        kind=kind,
        file_name=request.path.name,
        dry_run=False,
        published=False,
        snapshot_id="",
        rows=len(catalogue.services),
        already_imported=not merge.added and not merge.updated,
        rows_left_out=catalogue.left_out,
        services_added=len(merge.added),
        services_updated=len(merge.updated),
        services_kept=len(merge.kept),
        findings=(*catalogue.findings, *merge.findings()),
    )
    return Plan(report, lambda connection: _add_catalogue(connection, merge, kind, request))


@dataclass(frozen=True)
class _Merge:
    """What an imported catalogue does to the known services. ``kept``: the file in data/ says otherwise and wins."""

    added: tuple[Service, ...]
    updated: tuple[Service, ...]
    kept: tuple[Service, ...]
    sha256: str

    @classmethod
    def of(cls, catalogue: Catalogue, known: dict[str, Service], origins: dict[str, str]) -> Self:
        differing = [item for item in catalogue.services if item.id in known and item != known[item.id]]
        return cls(
            added=tuple(item for item in catalogue.services if item.id not in known),
            updated=tuple(item for item in differing if origins[item.id] != "data"),
            kept=tuple(item for item in differing if origins[item.id] == "data"),
            sha256=catalogue.sha256,
        )

    def findings(self) -> list[Finding]:
        """One notice per service whose row was not taken because data/ has another one."""
        return [
            Finding("notice", "ingest.service_from_data", (("name", item.name), ("id", item.id))) for item in self.kept
        ]


def _add_catalogue(connection: duckdb.DuckDBPyConnection, merge: _Merge, kind: SourceKind, request: Request) -> None:
    record = ImportRecord(
        kind=ImportKind(kind.value),
        file_name=request.path.name,
        sha256=merge.sha256,
        imported_at=datetime.now(UTC).replace(tzinfo=None),
        imported_by=request.imported_by,
        row_count=len(merge.added) + len(merge.updated),
        note=request.note,
    )
    (import_id,) = load.add_imports(connection, [(record, (), ())])
    load.add_services(connection, merge.added, origin=str(import_id))
    load.update_services(connection, merge.updated, origin=str(import_id))
