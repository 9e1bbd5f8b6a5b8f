"""The way of every file of a partner into a snapshot: status sheet, list of components, cases by month."""

from __future__ import annotations

from datetime import UTC, datetime

import duckdb

from ozgdash.errors import UserError
from ozgdash.ingest.plan import Request
from ozgdash.ingest.reports import ImportReport
from ozgdash.sources.partner_file import PartnerFile
from ozgdash.sources.source_kind import SourceKind
from ozgdash.store import load, read
from ozgdash.store.records import ImportKind, ImportRecord


def report_of(given: PartnerFile, kind: SourceKind, rows: int, cursor: duckdb.DuckDBPyConnection) -> ImportReport:
    """The report of taking the file over, without what it changes.

    Raises UserError for a file marked as example data where real data is.
    """
    if given.example and read.has_real_reports(cursor):
        raise UserError("ingest.example_refused", file=given.file_name)
    newest = read.latest_import_of(cursor, ImportKind(kind.value), partner_id=given.partner_id, as_of=given.as_of)
    return ImportReport(
        kind=kind,
        file_name=given.file_name,
        rows=rows,
        partner_id=given.partner_id,
        as_of=given.as_of,
        example=given.example,
        already_imported=newest == given.sha256,
        examples_removed=0 if given.example else read.counts(cursor)["example_sheets"],
        findings=given.findings,
    )


def record_of(
    given: PartnerFile,
    kind: SourceKind,
    rows: int,
    *,
    imported_by: str,
    imported_at: datetime | None = None,
    note: str = "",
    reason: str = "",
) -> ImportRecord:
    """What the store keeps about the file; ``imported_at``: a moment in UTC without a zone, None for now."""
    return ImportRecord(
        kind=ImportKind(kind.value),
        file_name=given.file_name,
        sha256=given.sha256,
        imported_at=imported_at or datetime.now(UTC).replace(tzinfo=None),
        imported_by=imported_by,
        row_count=rows,
        partner_id=given.partner_id,
        as_of=given.as_of,
        example=given.example,
        note=note,
        override_reason=reason or None,
    )


def begin(
    connection: duckdb.DuckDBPyConnection, given: PartnerFile, kind: SourceKind, rows: int, request: Request
) -> ImportRecord:
    """What the store keeps of the file, for which all example data leaves where it is a real one."""
    if not given.example:
        load.remove_examples(connection)
    return record_of(given, kind, rows, imported_by=request.imported_by, note=request.note, reason=request.reason)
