"""The way of a list of components into a snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import duckdb

from ozgdash.errors import UserError
from ozgdash.ingest.plan import Plan, Request
from ozgdash.ingest.reports import ImportReport
from ozgdash.model.component import Component
from ozgdash.model.names import folded
from ozgdash.sources.components import ComponentList, read_component_list
from ozgdash.sources.detect import SourceKind
from ozgdash.sources.service_index import ServiceIndex
from ozgdash.store import load, read
from ozgdash.store.records import ImportKind, ImportRecord
from ozgdash.store.spellings import known_names


def plan_components(request: Request, cursor: duckdb.DuckDBPyConnection) -> Plan:
    """Reads the list against the snapshot behind ``cursor``; the plan appends it as the partner's inventory of its day.

    The first real list removes all example data, like the first real status sheet. Raises UserError for a list marked
    as example data where real data is, SourceFormatError for a faulty one.
    """
    given = read_component_list(
        request.source,
        cooperation=read.cooperation(cursor),
        services=ServiceIndex(read.services(cursor)),
        today=request.today,
        partner=request.partner,
        as_of=request.as_of,
        names=known_names(cursor),
    )
    if given.example and read.has_real_reports(cursor):
        raise UserError("ingest.example_refused", file=given.file_name)
    former = read.latest_components(cursor, partner_id=given.partner_id, as_of=given.as_of)
    newest = read.latest_import_of(cursor, ImportKind.COMPONENTS, partner_id=given.partner_id, as_of=given.as_of)
    examples = 0 if given.example else read.counts(cursor)["example_sheets"]
    report = ImportReport(
        kind=SourceKind.COMPONENTS,
        file_name=given.file_name,
        dry_run=False,
        published=False,
        snapshot_id="",
        rows=len(given.components),
        partner_id=given.partner_id,
        as_of=given.as_of,
        example=given.example,
        already_imported=newest == given.sha256,
        changed=len(given.components) if examples else changed_components(given.components, former),
        components=len(given.components),
        components_changed=changed_components(given.components, former),
        examples_removed=examples,
        findings=given.findings,
    )
    return Plan(report, lambda connection: _add(connection, given, request))


def changed_components(given: Sequence[Component], former: Sequence[Component]) -> int:
    """How many rows differ from the former list, other than by spelling; a component that is gone counts, too."""
    now, then = set(map(_compared, given)), set(map(_compared, former))
    return len(now - then) + len({(item.area, item.name) for item in then} - {(item.area, item.name) for item in now})


def _compared(item: Component) -> Component:
    product, provider = (folded(name) if name else None for name in (item.product, item.provider))
    return replace(item, row=None, name=folded(item.name), product=product, provider=provider)


def _add(connection: duckdb.DuckDBPyConnection, given: ComponentList, request: Request) -> None:
    if not given.example:
        load.remove_examples(connection)
    now = datetime.now(UTC).replace(tzinfo=None)
    record = component_record(given, imported_at=now, imported_by=request.imported_by, note=request.note)
    load.add_imports(connection, [(record, (), given.components)])


def component_record(given: ComponentList, *, imported_at: datetime, imported_by: str, note: str = "") -> ImportRecord:
    """What the store keeps about the file."""
    return ImportRecord(
        kind=ImportKind.COMPONENTS,
        file_name=given.file_name,
        sha256=given.sha256,
        imported_at=imported_at,
        imported_by=imported_by,
        row_count=len(given.components),
        partner_id=given.partner_id,
        as_of=given.as_of,
        example=given.example,
        note=note,
    )
