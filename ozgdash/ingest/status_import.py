"""A status sheet's way into a snapshot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import duckdb

from ozgdash.errors import Finding
from ozgdash.formats import number
from ozgdash.ingest.component_import import changed_components
from ozgdash.ingest.difference import difference
from ozgdash.ingest.partner_files import begin, report_of
from ozgdash.ingest.plan import Plan, Request
from ozgdash.ingest.plausibility import breaches
from ozgdash.model.observation import Observation
from ozgdash.sources.detect import SourceKind
from ozgdash.sources.service_index import ServiceIndex
from ozgdash.sources.status_sheet import StatusSheet, read_status_sheet
from ozgdash.store import load, read
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
    report = report_of(sheet.file, SourceKind.STATUS_SHEET, len(sheet.observations), cursor)
    former = read.latest_observations(cursor, partner_id=sheet.file.partner_id, as_of=sheet.file.as_of)
    # Example data that is going to leave is nothing to compare with.
    known = {} if report.examples_removed else former
    services = {service.id: service for service in catalogue}
    kind = cooperation.partner(sheet.file.partner_id).kind
    inventory = read.latest_components(cursor, partner_id=sheet.file.partner_id, as_of=sheet.file.as_of)
    found = difference(sheet.observations, known, services=services, partner_kind=kind)
    report = replace(
        report,
        changed=len(found.changes),
        components=len(sheet.components),
        components_changed=changed_components(sheet.components, inventory) if sheet.components else 0,
        findings=(*sheet.file.findings, *_contradictions(sheet, known)),
        difference=found,
        breaches=breaches(sheet.observations, known, services=services, partner_kind=kind, settings=request.settings),
    )
    return Plan(report, lambda connection: _add(connection, sheet, request))


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


def _add(connection: duckdb.DuckDBPyConnection, sheet: StatusSheet, request: Request) -> None:
    record = begin(connection, sheet.file, SourceKind.STATUS_SHEET, len(sheet.observations), request)
    load.add_imports(connection, [(record, sheet.observations, sheet.components)])
