"""A status sheet's way into a snapshot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import duckdb

from ozgdash.errors import Finding, UserError
from ozgdash.formats import number
from ozgdash.ingest.component_import import changed_components
from ozgdash.ingest.difference import difference
from ozgdash.ingest.plan import Plan, Request
from ozgdash.ingest.plausibility import breaches
from ozgdash.ingest.reports import ImportReport
from ozgdash.model.observation import Observation
from ozgdash.sources.detect import SourceKind
from ozgdash.sources.service_index import ServiceIndex
from ozgdash.sources.status_sheet import StatusSheet, read_status_sheet
from ozgdash.store import load, read
from ozgdash.store.records import ImportKind, ImportRecord
from ozgdash.store.spellings import known_names


def plan_status_sheet(request: Request, cursor: duckdb.DuckDBPyConnection) -> Plan:
    """Reads the sheet against the snapshot behind ``cursor``; the plan appends it as one import.

    The first real sheet removes all example data. Raises UserError for a sheet marked as example data where real data
    is, SourceFormatError for a faulty one.
    """
    cooperation, catalogue = read.cooperation(cursor), read.services(cursor)
    sheet = read_status_sheet(
        request.source,
        cooperation=cooperation,
        services=ServiceIndex(catalogue),
        today=request.today,
        partner=request.partner,
        as_of=request.as_of,
        names=known_names(cursor),
    )
    if sheet.example and read.has_real_reports(cursor):
        raise UserError("ingest.example_refused", file=sheet.file_name)
    former = read.latest_observations(cursor, partner_id=sheet.partner_id, as_of=sheet.as_of)
    newest = read.latest_import_of(cursor, ImportKind.STATUS_SHEET, partner_id=sheet.partner_id, as_of=sheet.as_of)
    examples = 0 if sheet.example else read.counts(cursor)["example_sheets"]
    # Example data that is going to leave is nothing to compare with.
    known = {} if examples else former
    services = {service.id: service for service in catalogue}
    kind = cooperation.partner(sheet.partner_id).kind
    inventory = read.latest_components(cursor, partner_id=sheet.partner_id, as_of=sheet.as_of)
    found = difference(sheet.observations, known, services=services, partner_kind=kind)
    report = ImportReport(
        kind=SourceKind.STATUS_SHEET,
        file_name=sheet.file_name,
        dry_run=False,
        published=False,
        snapshot_id="",
        rows=len(sheet.observations),
        partner_id=sheet.partner_id,
        as_of=sheet.as_of,
        example=sheet.example,
        already_imported=newest == sheet.sha256,
        changed=len(found.changes),
        examples_removed=examples,
        components=len(sheet.components),
        components_changed=changed_components(sheet.components, inventory) if sheet.components else 0,
        findings=(*sheet.findings, *_contradictions(sheet, known)),
        difference=found,
        breaches=breaches(sheet.observations, known, services=services, partner_kind=kind, settings=request.settings),
    )
    return Plan(report, lambda connection: _add_status_sheet(connection, sheet, request))


def _contradictions(sheet: StatusSheet, former: Mapping[str, Observation]) -> Iterator[Finding]:
    """A warning where a sheet brings one of two numbers and it does not go with the other one, which stays."""
    for item in sheet.observations:
        then = former.get(item.service_id)
        if then is None or item.cases_given is item.cases_digital_given:
            continue
        cases = item.cases_per_year if item.cases_given else then.cases_per_year
        digital = item.cases_digital_per_year if item.cases_digital_given else then.cases_digital_per_year
        if cases is not None and digital is not None and digital > cases:
            values = (("cases", number(cases, "de")), ("digital", number(digital, "de")))
            yield Finding("warning", "ingest.digital_above_former", values, None, item.row, None)


def _add_status_sheet(connection: duckdb.DuckDBPyConnection, sheet: StatusSheet, request: Request) -> None:
    if not sheet.example:
        load.remove_examples(connection)
    record = ImportRecord(
        kind=ImportKind.STATUS_SHEET,
        file_name=sheet.file_name,
        sha256=sheet.sha256,
        imported_at=datetime.now(UTC).replace(tzinfo=None),
        imported_by=request.imported_by,
        row_count=len(sheet.observations),
        partner_id=sheet.partner_id,
        as_of=sheet.as_of,
        example=sheet.example,
        note=request.note,
        override_reason=request.reason or None,
    )
    load.add_imports(connection, [(record, sheet.observations, sheet.components)])
