"""Takes over the example data of the data folder, as if it had been handed in one file after the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypedDict

import duckdb

from ozgdash.errors import Finding, UserError
from ozgdash.ingest.fingerprint import example_files
from ozgdash.ingest.outside_import import add_outside_examples
from ozgdash.ingest.partner_files import record_of
from ozgdash.model.cooperation import Cooperation
from ozgdash.settings import Settings
from ozgdash.sources.components import ComponentList, read_component_list
from ozgdash.sources.detect import SourceKind, kind_by_beginning, look_into
from ozgdash.sources.service_index import ServiceIndex
from ozgdash.sources.status_sheet import StatusSheet, read_status_sheet
from ozgdash.sources.use_sheet import UseSheet, read_use
from ozgdash.store import load, read

BUILDER = "build"
"""Who "imported" the example sheets."""


class _Known(TypedDict):
    """What every reader of a partner's file needs."""

    cooperation: Cooperation
    services: ServiceIndex
    today: date


def add_examples(
    connection: duckdb.DuckDBPyConnection, settings: Settings, cooperation: Cooperation, today: date
) -> list[Finding]:
    """Imports the example sheets as if they had been handed in one after the other, then the example outside views.

    The findings of all of them, each with the file it is about. Raises UserError for one that is not marked as example.
    """
    data_dir, services = settings.data_dir, ServiceIndex(read.services(connection))
    outside = [path for path in example_files(data_dir) if kind_by_beginning(path) is SourceKind.PVOG]
    sheets = [
        _example_sheet(path, data_dir=data_dir, cooperation=cooperation, services=services, today=today)
        for path in example_files(data_dir)
        if path not in outside
    ]
    sheets.sort(key=lambda sheet: (sheet.file.as_of, sheet.file.partner_id))
    now = datetime.now(UTC).replace(tzinfo=None)
    reports = [_example_import(sheet, now) for sheet in sheets if not isinstance(sheet, UseSheet)]
    load.add_imports(connection, reports)
    for use in (sheet for sheet in sheets if isinstance(sheet, UseSheet)):
        record = record_of(use.file, SourceKind.USE, len(use.months), imported_by=BUILDER, imported_at=now)
        load.add_use(connection, record, use.months)
    found = [
        replace(finding, sheet=finding.sheet or f"{sheet.file.partner_id}/{sheet.file.file_name}")
        for sheet in sheets
        for finding in sheet.file.findings
    ]
    if read.has_real_outside_view(connection):
        return found
    return found + add_outside_examples(
        connection, outside, settings=settings, cooperation=cooperation, builder=BUILDER, today=today
    )


def _example_sheet(
    path: Path, *, data_dir: Path, cooperation: Cooperation, services: ServiceIndex, today: date
) -> StatusSheet | ComponentList | UseSheet:
    source = look_into(path)
    known: _Known = {"cooperation": cooperation, "services": services, "today": today}
    sheet: StatusSheet | ComponentList | UseSheet
    if source.kind is SourceKind.USE:
        sheet = read_use(source, **known)
    elif source.kind is SourceKind.COMPONENTS:
        sheet = read_component_list(source, **known)
    else:
        sheet = read_status_sheet(source, **known)
    if not sheet.file.example:
        raise UserError("ingest.not_an_example", file=path.relative_to(data_dir).as_posix())
    return sheet


def _example_import(sheet: StatusSheet | ComponentList, imported_at: datetime) -> load.Import:
    told: dict[str, Any] = {"imported_by": BUILDER, "imported_at": imported_at}
    if isinstance(sheet, ComponentList):
        return record_of(sheet.file, SourceKind.COMPONENTS, len(sheet.components), **told), (), sheet.components
    record = record_of(sheet.file, SourceKind.STATUS_SHEET, len(sheet.observations), **told)
    return record, sheet.observations, sheet.components
