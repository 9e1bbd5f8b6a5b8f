"""The way of a file of cases by month into a snapshot."""

from __future__ import annotations

from datetime import UTC, datetime

import duckdb

from ozgdash.errors import Finding, UserError
from ozgdash.ingest.plan import Plan, Request
from ozgdash.ingest.plausibility import MIN_SERVICES
from ozgdash.ingest.reports import ImportReport
from ozgdash.ingest.use_difference import UseDifference, use_difference
from ozgdash.settings import Settings
from ozgdash.sources.detect import SourceKind
from ozgdash.sources.service_index import ServiceIndex
from ozgdash.sources.use_sheet import UseSheet, read_use
from ozgdash.store import load, read
from ozgdash.store.records import ImportKind, ImportRecord


def plan_use(request: Request, cursor: duckdb.DuckDBPyConnection) -> Plan:
    """Reads the file against the snapshot behind ``cursor``; the plan appends it, and its months count from then on.

    The first real file removes all example data, like the first real status sheet. Raises UserError for a file marked
    as example data where real data is, SourceFormatError for a faulty one.
    """
    services = ServiceIndex(read.services(cursor))
    given = read_use(
        request.source,
        cooperation=read.cooperation(cursor),
        services=services,
        today=request.today,
        partner=request.partner,
        as_of=request.as_of,
    )
    if given.example and read.has_real_reports(cursor):
        raise UserError("ingest.example_refused", file=given.file_name)
    newest = read.latest_import_of(cursor, ImportKind.USE, partner_id=given.partner_id, as_of=given.as_of)
    examples = 0 if given.example else read.counts(cursor)["example_sheets"]
    # Example data that is going to leave is nothing to compare with.
    former = {} if examples else read.latest_months(cursor, partner_id=given.partner_id)
    found = use_difference(given.months, former, services.by_id)
    report = ImportReport(
        kind=SourceKind.USE,
        file_name=given.file_name,
        dry_run=False,
        published=False,
        snapshot_id="",
        rows=len(given.months),
        partner_id=given.partner_id,
        as_of=given.as_of,
        example=given.example,
        already_imported=newest == given.sha256,
        changed=found.new + len(found.changes),
        examples_removed=examples,
        findings=given.findings,
        use=found,
        breaches=_breaches(found, request.settings),
    )
    return Plan(report, lambda connection: _add(connection, given, request))


def _breaches(found: UseDifference, settings: Settings) -> tuple[Finding, ...]:
    """An error where the file tells most of what was known of its months anew, and wants a reason."""
    known = found.same + len(found.changes)
    if known < MIN_SERVICES or len(found.changes) < settings.max_jump * known:
        return ()
    return (Finding("error", "ingest.use_rewritten", (("part", len(found.changes)), ("whole", known))),)


def _add(connection: duckdb.DuckDBPyConnection, given: UseSheet, request: Request) -> None:
    if not given.example:
        load.remove_examples(connection)
    now = datetime.now(UTC).replace(tzinfo=None)
    record = use_record(
        given, imported_at=now, imported_by=request.imported_by, note=request.note, reason=request.reason
    )
    load.add_use(connection, record, given.months)


def use_record(
    given: UseSheet, *, imported_at: datetime, imported_by: str, note: str = "", reason: str = ""
) -> ImportRecord:
    """What the store keeps about the file."""
    return ImportRecord(
        kind=ImportKind.USE,
        file_name=given.file_name,
        sha256=given.sha256,
        imported_at=imported_at,
        imported_by=imported_by,
        row_count=len(given.months),
        partner_id=given.partner_id,
        as_of=given.as_of,
        example=given.example,
        note=note,
        override_reason=reason or None,
    )
