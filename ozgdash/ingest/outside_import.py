"""An outside view's way into a snapshot: what a portal shows of one partner's services."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from ozgdash.errors import Finding, SourceFormatError, UserError
from ozgdash.ingest.plan import Plan, Request
from ozgdash.ingest.reports import ImportReport
from ozgdash.model.cooperation import Cooperation, Partner
from ozgdash.settings import Settings
from ozgdash.sources.detect import SEARCHED_BYTES, Source, SourceKind
from ozgdash.sources.feed import description
from ozgdash.sources.pvog import OutsideView, pvog_delimiter, read_pvog_sheet
from ozgdash.sources.pvog_pages import is_part, read_pvog_json
from ozgdash.sources.tables import Sheet
from ozgdash.sources.tabular import read_sheet
from ozgdash.sources.xzufi import read_xzufi
from ozgdash.store import load, read
from ozgdash.store.records import ImportKind, ImportRecord


@dataclass(frozen=True)
class Delivery:
    """An outside view that was read, and what it came as."""

    kind: SourceKind
    file_name: str
    sha256: str
    view: OutsideView


def read_delivery(source: Source, *others: Path, cooperation: Cooperation, partner: str | None) -> Delivery:
    """Reads an Open-PVOG or an XZuFi file, or an export that came as this and ``others``.

    Raises UserError where it does not say whose it is and nobody else does.
    """
    path, kind = source.path, source.kind
    named = partner_named(partner, cooperation) if partner is not None else None
    name = ", ".join(item.name for item in (path, *others))
    if kind is SourceKind.PVOG:
        if _is_json(path):
            view, sha256 = read_pvog_json((path, *others), cooperation=cooperation, partner=named)
            return Delivery(kind, name, sha256, view)
        sheet = source.sheets[0] if source.sheets else _text_table(path)
        view = read_pvog_sheet(sheet, cooperation=cooperation, partner=named)
        return Delivery(kind, path.name, sheet.sha256, view)
    if named is None:
        allowed = cooperation.known_ids()
        raise UserError("feeds.partner_needed", file=path.name, allowed=allowed)
    view, sha256 = read_xzufi(path, *others, partner=named)
    return Delivery(kind, name, sha256, view)


def is_part_of_export(source: Source) -> bool:
    """Whether a file is read together with the others of its kind: every XZuFi message, a page of Open-PVOG."""
    if source.kind is not SourceKind.PVOG:
        return source.kind is SourceKind.XZUFI
    return _is_json(source.path) and is_part(source.path)


def _is_json(path: Path) -> bool:
    return _beginning(path).lstrip().startswith(("{", "["))


def _beginning(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(SEARCHED_BYTES).decode("utf-8-sig", errors="replace")


def _text_table(path: Path) -> Sheet:
    return read_sheet(path, delimiter=pvog_delimiter(_beginning(path)) or ",")


def partner_named(name: str, cooperation: Cooperation) -> Partner:
    """The partner with this id, name or short name; raises UserError for none."""
    found = cooperation.named(name)
    if found is None:
        allowed = cooperation.known_ids()
        raise UserError("ingest.unknown_partner", received=name, allowed=allowed)
    return found


def plan_delivery(delivery: Delivery, request: Request, cursor: duckdb.DuckDBPyConnection) -> Plan:
    """What taking over a delivery would do: one more import. It never touches what the partner reports.

    The first real outside view removes the example ones. Raises UserError for an example where real data is, and for a
    day in the future.
    """
    view, kind = delivery.view, ImportKind(delivery.kind.value)
    if view.example and (read.has_real_reports(cursor) or read.has_real_outside_view(cursor)):
        raise UserError("ingest.example_refused", file=delivery.file_name)
    as_of, assumed = day_of(delivery, request)
    newest = read.latest_import_of(cursor, kind, partner_id=view.partner_id, as_of=as_of)
    before = read.rows_before(cursor, partner_id=view.partner_id, as_of=as_of, kind=kind)
    findings = (*view.findings, *assumed, *shrunk(delivery, before))
    report = report_of(delivery, as_of, findings, already_imported=newest == delivery.sha256)
    return Plan(report, lambda connection: _add(connection, delivery, as_of, request))


def report_of(delivery: Delivery, as_of: date, findings: Sequence[Finding], *, already_imported: bool) -> ImportReport:
    """What a delivery holds, before anything of it is taken over."""
    return ImportReport(
        kind=delivery.kind,
        file_name=delivery.file_name,
        dry_run=False,
        published=False,
        snapshot_id="",
        rows=len(delivery.view.entries),
        partner_id=delivery.view.partner_id,
        as_of=as_of,
        example=delivery.view.example,
        already_imported=already_imported,
        rows_left_out=delivery.view.left_out,
        findings=tuple(findings),
    )


def day_of(delivery: Delivery, request: Request) -> tuple[date, list[Finding]]:
    """Of which day a delivery is, and what is to be said where it does not say so itself.

    Raises SourceFormatError for a day in the future.
    """
    as_of = request.as_of or delivery.view.as_of
    if as_of is None:
        return request.today, [Finding("notice", "feeds.day_assumed", (("day", request.today.isoformat()),))]
    if as_of > request.today:
        values = (("received", as_of.isoformat()), ("allowed", request.today.isoformat()))
        raise SourceFormatError(delivery.file_name, (Finding("error", "feeds.day_in_future", values),))
    return as_of, []


def shrunk(delivery: Delivery, before: int | None) -> list[Finding]:
    """A warning where far fewer entries came than ``before``; empty where there is nothing to say."""
    count, allowed = len(delivery.view.entries), description(delivery.kind.value).max_shrink_share
    if before is None or count >= before * (1 - allowed):
        return []
    return [Finding("warning", "feeds.shrunk", (("count", count), ("before", before)))]


def _add(connection: duckdb.DuckDBPyConnection, delivery: Delivery, as_of: date, request: Request) -> None:
    if not delivery.view.example:
        load.remove_outside_examples(connection)
    load.add_outside_view(connection, record_of(delivery, as_of, request), delivery.view.entries)


def record_of(delivery: Delivery, as_of: date, request: Request) -> ImportRecord:
    """What the history of imports keeps of a delivery."""
    return ImportRecord(
        kind=ImportKind(delivery.kind.value),
        file_name=delivery.file_name,
        sha256=delivery.sha256,
        imported_at=datetime.now(UTC).replace(tzinfo=None),
        imported_by=request.imported_by,
        row_count=len(delivery.view.entries),
        partner_id=delivery.view.partner_id,
        as_of=as_of,
        example=delivery.view.example,
        note=request.note,
        left_out=delivery.view.left_out,
    )


def add_outside_examples(
    connection: duckdb.DuckDBPyConnection,
    paths: Sequence[Path],
    *,
    settings: Settings,
    cooperation: Cooperation,
    builder: str,
    today: date,
) -> list[Finding]:
    """Imports the example outside views of the data folder; raises UserError for one that is not marked as example."""
    findings: list[Finding] = []
    for path in paths:
        source = Source(path, SourceKind.PVOG)
        delivery = read_delivery(source, cooperation=cooperation, partner=None)
        if not delivery.view.example:
            raise UserError("ingest.not_an_example", file=path.relative_to(settings.data_dir).as_posix())
        request = Request(source, imported_by=builder, today=today, settings=settings)
        plan = plan_delivery(delivery, request, connection)
        plan.apply(connection)
        findings += plan.report.findings
    return findings
