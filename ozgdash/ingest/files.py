"""Takes files over into a new snapshot, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb

from ozgdash.errors import PlausibilityError, SnapshotMissingError, UserError
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
    reason: str = "",
) -> ImportReport:
    """Like ``import_files`` for a single file."""
    reports = import_files(
        settings,
        [path],
        imported_by=imported_by,
        today=today,
        partner=partner,
        as_of=as_of,
        dry_run=dry_run,
        note=note,
        reason=reason,
    )
    return reports[0]


def import_files(
    settings: Settings,
    paths: Sequence[Path],
    *,
    imported_by: str,
    today: date,
    partner: str | None = None,
    as_of: date | None = None,
    dry_run: bool = False,
    note: str = "",
    reason: str = "",
) -> tuple[ImportReport, ...]:
    """Reads status sheets, lists of components and catalogues and publishes them as one new snapshot, all or none.

    ``partner`` and ``as_of`` go before the head block of each sheet. ``dry_run`` does everything but publish, each file
    against the current snapshot. A sheet or list that is the newest of its kind, partner and day already is not
    published again. Raises UserError for whatever is wrong with a file and PlausibilityError for a sheet that is
    implausible as a whole, unless ``reason`` says why it is true all the same; nothing is published then.
    """
    requests = [
        Request(
            path,
            imported_by=imported_by,
            today=today,
            settings=settings,
            partner=partner,
            as_of=as_of,
            note=note,
            reason=reason,
        )
        for path in paths
    ]
    missing = next((path for path in paths if not path.is_file()), None)
    if missing is not None:
        raise UserError("ingest.no_file", file=str(missing))
    store = Store(settings.snapshots_dir, keep=settings.keep_snapshots)
    current, connection = store.open_current()
    with closing(connection):  # before the lock: a faulty file must not disturb a publisher
        plans = [_plan(request, connection) for request in requests]
    reports = tuple(replace(plan.report, snapshot_id=current.id, dry_run=dry_run) for plan in plans)
    if dry_run:
        return reports
    for plan, request in zip(plans, requests, strict=True):
        _check(plan, request)
    if all(report.already_imported for report in reports):
        return reports
    return _publish(store, requests)


def _check(plan: Plan, request: Request) -> None:
    if plan.report.breaches and not plan.report.already_imported and not request.reason:
        raise PlausibilityError(plan.report.file_name, plan.report.breaches)


def _publish(store: Store, requests: Sequence[Request]) -> tuple[ImportReport, ...]:
    """Plans once more on the draft, because the snapshot may be another one by now, and publishes."""
    note = requests[0].note or ", ".join(request.path.name for request in requests)
    reports: list[ImportReport] = []
    with store.draft(note=note) as draft:
        if draft.parent is None:
            raise SnapshotMissingError("store.missing", folder=str(store.directory))
        for request in requests:
            plan = _plan(request, draft.connection)
            _check(plan, request)
            if not plan.report.already_imported:
                plan.apply(draft.connection)
            reports.append(plan.report)
        if all(report.already_imported for report in reports):
            draft.discard()
    snapshot_id = draft.published.id if draft.published else draft.parent
    return tuple(replace(report, published=not report.already_imported, snapshot_id=snapshot_id) for report in reports)


def _plan(request: Request, cursor: duckdb.DuckDBPyConnection) -> Plan:
    kind = detect(request.path)
    if kind is SourceKind.STATUS_SHEET:
        return plan_status_sheet(request, cursor)
    if kind is SourceKind.COMPONENTS:
        return plan_components(request, cursor)
    if request.partner is not None or request.as_of is not None:
        raise UserError("ingest.catalogue_with_partner", file=request.path.name)
    return plan_catalogue(request, cursor, kind)
