"""The way of a file of cases by month into a snapshot."""

from __future__ import annotations

from dataclasses import replace

import duckdb

from ozgdash.errors import Finding
from ozgdash.ingest.partner_files import begin, report_of
from ozgdash.ingest.plan import Plan, Request
from ozgdash.ingest.plausibility import MIN_SERVICES
from ozgdash.ingest.use_difference import UseDifference, use_difference
from ozgdash.settings import Settings
from ozgdash.sources.detect import SourceKind
from ozgdash.sources.service_index import ServiceIndex
from ozgdash.sources.use_sheet import UseSheet, read_use
from ozgdash.store import load, read


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
    report = report_of(given.file, SourceKind.USE, len(given.months), cursor)
    # Example data that is going to leave is nothing to compare with.
    former = {} if report.examples_removed else read.latest_months(cursor, partner_id=given.file.partner_id)
    found = use_difference(given.months, former, services.by_id)
    changed, unlikely = found.new + len(found.changes), _breaches(found, request.settings)
    report = replace(report, changed=changed, use=found, breaches=unlikely)
    return Plan(report, lambda connection: _add(connection, given, request))


def _breaches(found: UseDifference, settings: Settings) -> tuple[Finding, ...]:
    """An error where the file tells most of what was known of its months anew, and wants a reason."""
    known = found.same + len(found.changes)
    if known < MIN_SERVICES or len(found.changes) < settings.max_jump * known:
        return ()
    return (Finding("error", "ingest.use_rewritten", (("part", len(found.changes)), ("whole", known))),)


def _add(connection: duckdb.DuckDBPyConnection, given: UseSheet, request: Request) -> None:
    record = begin(connection, given.file, SourceKind.USE, len(given.months), request)
    load.add_use(connection, record, given.months)
