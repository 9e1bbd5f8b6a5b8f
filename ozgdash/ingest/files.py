"""Takes one file over into a new snapshot, whole or not at all."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb

from ozgdash.errors import SnapshotMissingError, UserError
from ozgdash.ingest.catalogue_import import plan_catalogue
from ozgdash.ingest.component_import import plan_components
from ozgdash.ingest.plan import Plan, Request
from ozgdash.ingest.reports import ImportReport
from ozgdash.ingest.status_import import plan_status_sheet
from ozgdash.settings import Settings
from ozgdash.sources.detect import SourceKind, detect
from ozgdash.store.snapshots import Store


def import_file(
    settings: Settings,
    path: Path,
    *,
    imported_by: str,
    today: date,
    partner: str | None = None,
    as_of: date | None = None,
    dry_run: bool = False,
    note: str = "",
) -> ImportReport:
    """Reads a status sheet, a list of components or a catalogue and publishes it as a new snapshot.

    ``dry_run`` does everything but publish. A sheet or list that is the newest of its kind, partner and day
    already is not published again. Raises UserError for whatever is wrong with the file; nothing is published then.
    """
    request = Request(path, imported_by=imported_by, today=today, partner=partner, as_of=as_of, note=note)
    if not path.is_file():
        raise UserError("ingest.no_file", file=str(path))
    store = Store(settings.snapshots_dir, keep=settings.keep_snapshots)
    current, connection = store.open_current()
    with closing(connection):
        plan = _plan(request, connection)  # before the lock: a faulty file must not disturb a publisher
    report = replace(plan.report, snapshot_id=current.id)
    if dry_run or report.already_imported:
        return replace(report, dry_run=dry_run)
    return _publish(store, request)


def _publish(store: Store, request: Request) -> ImportReport:
    """Plans once more on the draft, because the snapshot may be another one by now, and publishes."""
    with store.draft(note=request.note or request.path.name) as draft:
        if draft.parent is None:
            raise SnapshotMissingError("store.missing", folder=str(store.directory))
        plan = _plan(request, draft.connection)
        if plan.report.already_imported:
            draft.discard()
        else:
            plan.apply(draft.connection)
    if draft.published is None:
        return replace(plan.report, snapshot_id=draft.parent)
    return replace(plan.report, published=True, snapshot_id=draft.published.id)


def _plan(request: Request, cursor: duckdb.DuckDBPyConnection) -> Plan:
    kind = detect(request.path)
    if kind is SourceKind.STATUS_SHEET:
        return plan_status_sheet(request, cursor)
    if kind is SourceKind.COMPONENTS:
        return plan_components(request, cursor)
    if request.partner is not None or request.as_of is not None:
        raise UserError("ingest.catalogue_with_partner", file=request.path.name)
    return plan_catalogue(request, cursor, kind)
