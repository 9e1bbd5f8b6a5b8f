"""Takes files over into a new snapshot, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import duckdb

from ozgdash.errors import NotAllowedError, PlausibilityError, SnapshotMissingError, UserError
from ozgdash.ingest.catalogue_import import plan_catalogue
from ozgdash.ingest.component_import import plan_components
from ozgdash.ingest.outside_import import is_part_of_export, plan_delivery, read_delivery
from ozgdash.ingest.plan import Plan, Planner, Request
from ozgdash.ingest.reports import ImportReport
from ozgdash.ingest.status_import import plan_status_sheet
from ozgdash.ingest.use_import import plan_use
from ozgdash.model.file_names import harmless, misleads
from ozgdash.model.rights import Rights
from ozgdash.settings import Settings
from ozgdash.sources.detect import SourceKind, look_into
from ozgdash.store import read
from ozgdash.store.snapshots import Store

MAX_NAMES = 5


def import_files(
    settings: Settings,
    paths: Sequence[Path],
    *,
    by: Rights,
    today: date,
    partner: str | None = None,
    as_of: date | None = None,
    dry_run: bool = False,
    note: str = "",
    reason: str = "",
) -> tuple[ImportReport, ...]:
    """Reads status sheets, lists and outside views and publishes them as one new snapshot, all or none.

    ``partner`` and ``as_of`` go before the head block of each sheet. ``dry_run`` does everything but publish, each file
    against the current snapshot. XZuFi files are joined to one import, with one report. A sheet or list that is the
    newest of its kind, partner and day already is not published again. Raises UserError for whatever is wrong with a
    file, NotAllowedError for one that ``by`` may not publish and PlausibilityError for a sheet that is implausible as a
    whole, unless ``reason`` says why it is true all the same; nothing is published then.
    """
    asked = partial(
        Request,
        imported_by=by.who,
        today=today,
        settings=settings,
        partner=partner,
        as_of=as_of,
        note=note,
        reason=reason,
    )
    if not by.publishes:
        raise NotAllowedError("ingest.may_not_publish")
    _refuse_missing(paths)
    for path in paths:
        _refuse_unreadable_name(path)
    store = Store(settings.snapshots_dir, keep=settings.keep_snapshots)
    current, connection = store.open_current()
    with closing(connection):  # before the lock: a faulty file must not disturb a publisher
        planners = _planners([asked(look_into(path)) for path in paths], connection)
        plans = [planner(connection) for planner in planners]
        for plan in plans:
            _refuse_whose_it_is_not(plan.report, by, connection)
    reports = tuple(replace(plan.report, snapshot_id=current.id, dry_run=dry_run) for plan in plans)
    if dry_run:
        return reports
    for plan in plans:
        _check(plan, reason)
    if all(report.already_imported for report in reports):
        return reports
    return publish(store, planners, note=note or _names(paths), reason=reason)


def _names(paths: Sequence[Path]) -> str:
    """The names of the first files for the list of snapshots."""
    first = [harmless(path.name) for path in paths[:MAX_NAMES]]
    return ", ".join([*first, "…"] if len(first) < len(paths) else first)


def _refuse_missing(paths: Sequence[Path]) -> None:
    missing = next((path for path in paths if not path.is_file()), None)
    if missing is not None:
        raise UserError("ingest.no_file", file=str(missing))


def _refuse_unreadable_name(path: Path) -> None:
    """The name goes into the snapshot and onto the screen, and a file system takes any bytes for one."""
    try:
        path.name.encode()
    except UnicodeEncodeError as error:
        shown = path.name.encode(errors="replace").decode()
        raise UserError("ingest.file_name_unreadable", file=shown) from error
    if misleads(path.name):
        raise UserError("ingest.file_name_misleads", file=harmless(path.name))


def _refuse_whose_it_is_not(report: ImportReport, by: Rights, connection: duckdb.DuckDBPyConnection) -> None:
    """Whose a file is, only reading it tells; it says the same against every snapshot, so that once is enough."""
    if by.may_publish(report.partner_id):
        return
    if report.partner_id is None:
        raise NotAllowedError("ingest.may_not_publish_list", file=report.file_name)
    partner = read.cooperation(connection).partner(report.partner_id)
    raise NotAllowedError("ingest.may_not_publish_partner", file=report.file_name, partner=partner.name)


def _check(plan: Plan, reason: str) -> None:
    if plan.report.breaches and not plan.report.already_imported and not reason:
        raise PlausibilityError(plan.report.file_name, plan.report.breaches)


def publish(store: Store, planners: Sequence[Planner], *, note: str, reason: str = "") -> tuple[ImportReport, ...]:
    """Plans once more on the draft, because the snapshot may be another one by now, and publishes all or none."""
    reports: list[ImportReport] = []
    with store.draft(note=note) as draft:
        if draft.parent is None:
            raise SnapshotMissingError("store.missing", folder=str(store.directory))
        for planner in planners:
            plan = planner(draft.connection)
            _check(plan, reason)
            if not plan.report.already_imported:
                plan.apply(draft.connection)
            reports.append(plan.report)
        if all(report.already_imported for report in reports):
            draft.discard()
    snapshot_id = draft.published.id if draft.published else draft.parent
    return tuple(replace(report, published=not report.already_imported, snapshot_id=snapshot_id) for report in reports)


def _planners(requests: Sequence[Request], cursor: duckdb.DuckDBPyConnection) -> list[Planner]:
    """One per file; XZuFi files, and pages of Open-PVOG, are the parts of one export: each alone would supersede the
    ones before it.
    """
    parts: dict[SourceKind, list[Request]] = {}
    for request in requests:
        if is_part_of_export(request.source):
            parts.setdefault(request.source.kind, []).append(request)
    planners = []
    for request in requests:
        together = parts.get(request.source.kind, [])
        if any(request is part for part in together[1:]):
            continue
        others = [part.source.path for part in together[1:]] if together[:1] == [request] else []
        planners.append(_planner(request, cursor, others))
    return planners


def _planner(request: Request, cursor: duckdb.DuckDBPyConnection, others: Sequence[Path]) -> Planner:
    """Reads what can be read once; what depends on the snapshot is read against each one."""
    kind = request.source.kind
    if kind is SourceKind.STATUS_SHEET:
        return partial(plan_status_sheet, request)
    if kind is SourceKind.COMPONENTS:
        return partial(plan_components, request)
    if kind is SourceKind.USE:
        return partial(plan_use, request)
    if kind.is_outside_view:
        known = read.cooperation(cursor)
        delivery = read_delivery(request.source, *others, cooperation=known, partner=request.partner)
        return partial(plan_delivery, delivery, request)
    if request.partner is not None or request.as_of is not None:
        raise UserError("ingest.catalogue_with_partner", file=request.source.path.name)
    return partial(plan_catalogue, kind, request)
