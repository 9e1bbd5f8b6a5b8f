"""A list of services' way into a snapshot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Self

import duckdb

from ozgdash.errors import Finding
from ozgdash.ingest.plan import Plan, Request
from ozgdash.ingest.reports import ImportReport
from ozgdash.model.service import Service
from ozgdash.sources.catalogue import Catalogue, read_catalogue_sheet, read_official_list
from ozgdash.sources.detect import SourceKind
from ozgdash.sources.fim import read_fim
from ozgdash.store import load, read
from ozgdash.store.records import ImportKind, ImportRecord


def plan_catalogue(kind: SourceKind, request: Request, cursor: duckdb.DuckDBPyConnection) -> Plan:
    """Reads the list against the snapshot behind ``cursor``; the plan is that of ``plan_list``."""
    return plan_list(_read(kind, request, read.services(cursor)), kind, request, cursor)


def _read(kind: SourceKind, request: Request, services: Iterable[Service]) -> Catalogue:
    known = {service.id: service for service in services}
    if kind is SourceKind.FIM:
        return read_fim(request.source.path, known=known)
    (sheet,) = request.source.sheets
    official = kind is SourceKind.OFFICIAL_LIST
    catalogue = read_official_list(sheet, known=known) if official else read_catalogue_sheet(sheet)
    return replace(catalogue, findings=(*catalogue.findings, *request.source.findings))


def plan_list(catalogue: Catalogue, kind: SourceKind, request: Request, cursor: duckdb.DuckDBPyConnection) -> Plan:
    """What taking over a list of services would do: add its services and update those that earlier lists brought.

    A service from the file in data/ keeps what that file says, and no known service goes.
    """
    known = {service.id: service for service in read.services(cursor)}
    merge = _Merge.of(catalogue, kind, known, read.service_origins(cursor))
    report = ImportReport(
        kind=kind,
        file_name=catalogue.file_name,
        rows=len(catalogue.services),
        already_imported=not merge.added and not merge.updated,
        rows_left_out=catalogue.left_out,
        services_added=len(merge.added),
        services_updated=len(merge.updated),
        services_kept=len(merge.kept),
        findings=(*catalogue.findings, *merge.findings()),
    )
    return Plan(report, lambda connection: _add_catalogue(connection, merge, request))


@dataclass(frozen=True)
class _Merge:
    """What an imported catalogue does to the known services. ``kept``: the file in data/ says otherwise and wins."""

    added: tuple[Service, ...]
    updated: tuple[Service, ...]
    kept: tuple[Service, ...]
    catalogue: Catalogue
    kind: SourceKind

    @classmethod
    def of(cls, catalogue: Catalogue, kind: SourceKind, known: dict[str, Service], origins: dict[str, str]) -> Self:
        differing = [item for item in catalogue.services if item.id in known and item != known[item.id]]
        return cls(
            added=tuple(item for item in catalogue.services if item.id not in known),
            updated=tuple(item for item in differing if origins[item.id] != "data"),
            kept=tuple(item for item in differing if origins[item.id] == "data"),
            catalogue=catalogue,
            kind=kind,
        )

    def findings(self) -> list[Finding]:
        """One notice per service whose row was not taken because data/ has another one.

        A feed differs in nearly every one of them, so there is one notice in all.
        """
        if self.kept and self.kind is SourceKind.FIM:
            return [Finding("notice", "ingest.services_from_data", (("count", len(self.kept)),))]
        return [
            Finding("notice", "ingest.service_from_data", (("name", item.name), ("id", item.id))) for item in self.kept
        ]


def _add_catalogue(connection: duckdb.DuckDBPyConnection, merge: _Merge, request: Request) -> None:
    record = ImportRecord(
        kind=ImportKind(merge.kind.value),
        file_name=merge.catalogue.file_name,
        sha256=merge.catalogue.sha256,
        imported_at=datetime.now(UTC).replace(tzinfo=None),
        imported_by=request.imported_by,
        row_count=len(merge.added) + len(merge.updated),
        note=request.note,
        left_out=merge.catalogue.left_out,
    )
    (import_id,) = load.add_imports(connection, [(record, (), ())])
    load.add_services(connection, merge.added, origin=str(import_id))
    load.update_services(connection, merge.updated, origin=str(import_id))
