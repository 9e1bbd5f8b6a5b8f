"""Fetches from other systems what a person asked for, and publishes it as one new snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

import duckdb

from ozgdash.errors import SnapshotMissingError, UsageError, UserError
from ozgdash.ingest.catalogue_import import plan_list
from ozgdash.ingest.files import publish
from ozgdash.ingest.outside_import import Delivery, plan_delivery
from ozgdash.ingest.peer_import import plan_peer
from ozgdash.ingest.plan import Plan, Request
from ozgdash.ingest.reports import ImportReport
from ozgdash.model.cooperation import Administration, Cooperation, Peer, first_of
from ozgdash.model.names import folded
from ozgdash.settings import Settings
from ozgdash.sources.detect import Source, SourceKind
from ozgdash.sources.download import Limits, Service
from ozgdash.sources.feed import description
from ozgdash.sources.fim import fetch_fim
from ozgdash.sources.pvog_service import fetch_pvog
from ozgdash.store import read
from ozgdash.store.snapshots import Store


@dataclass(frozen=True)
class Asked:
    """Who asks on which day, whether anything is to be published, and under which note."""

    asked_by: str
    today: date
    dry_run: bool = False
    note: str = ""


@dataclass(frozen=True)
class PartnerResult:
    """What came of one partner: a report, or the error."""

    partner_id: str
    report: ImportReport | None
    error: UserError | None = None


@dataclass(frozen=True)
class SyncReport:
    """What came of all partners. ``snapshot_id``: the new snapshot, or the current one where nothing was published."""

    snapshot_id: str
    published: bool
    dry_run: bool
    results: tuple[PartnerResult, ...]

    @property
    def came(self) -> bool:
        """True where at least one partner's data arrived."""
        return any(result.report is not None for result in self.results)


def sync_pvog(
    settings: Settings,
    asked: Asked,
    *,
    base_url: str | None = None,
    partners: Sequence[str] = (),
    compared: bool = False,
    limits: Limits | None = None,
) -> SyncReport:
    """Fetches the Open-PVOG export of the partners (none: all) and publishes what came; one that fails is reported.

    ``partners`` may name those, too, with whom the cooperation compares itself. ``compared``: also all of these, so
    that both are of one day, unless one of them is named.

    ``base_url`` goes before OZGDASH_PVOG_URL, that before the description file. Raises UserError for a name or an
    address that is none, and where there is nobody to compare with.
    """
    store = Store(settings.snapshots_dir, keep=settings.keep_snapshots)
    current, connection = store.open_current()
    with closing(connection):
        cooperation = read.cooperation(connection)
        wanted = _wanted(cooperation, partners, compared=compared)
        with Service(base_url or settings.pvog_url or description("pvog").url, limits=limits) as service:
            fetched = [_fetched(service, who, cooperation) for who in wanted]
        planned = [_planned(item, asked, settings, connection) for item in fetched]
    results = tuple(result for result, _ in planned)
    new = [item for result, item in planned if item and result.report and not result.report.already_imported]
    if asked.dry_run or not new:
        return SyncReport(current.id, False, asked.dry_run, results)
    published = _publish(store, new, asked, settings)
    marked = tuple(
        replace(item, report=replace(item.report, published=not item.report.already_imported)) if item.report else item
        for item in results
    )
    return SyncReport(published, True, False, marked)


def _wanted(cooperation: Cooperation, partners: Sequence[str], *, compared: bool) -> list[Administration]:
    if compared and not cooperation.peers:
        raise UsageError("feeds.nobody_compared")
    chosen = [_named(name, cooperation) for name in partners]
    named_peer = any(isinstance(who, Peer) for who in chosen)
    return [*(chosen or cooperation.partners), *(cooperation.peers if compared and not named_peer else ())]


def _named(name: str, cooperation: Cooperation) -> Administration:
    partner, wanted = cooperation.named(name), folded(name)
    if partner is not None:
        return partner
    for peer in cooperation.peers:
        if wanted in map(folded, (peer.id, peer.name, peer.short_name)):
            return peer
    allowed = first_of([*cooperation.ids, *(peer.id for peer in cooperation.peers)])
    raise UserError("feeds.unknown_administration", received=name, allowed=allowed)


@dataclass(frozen=True)
class Fetched:
    """What came of one administration."""

    who: Administration
    came: Delivery | UserError

    def plan(self, delivery: Delivery, request: Request, cursor: duckdb.DuckDBPyConnection) -> Plan:
        """The way of a partner's export, or of one who is compared."""
        planner = plan_peer if isinstance(self.who, Peer) else plan_delivery
        return planner(delivery, request, cursor)


def _fetched(service: Service, who: Administration, cooperation: Cooperation) -> Fetched:
    try:
        export = fetch_pvog(service, who, cooperation)
    except UserError as error:
        return Fetched(who, error)
    return Fetched(who, Delivery(SourceKind.PVOG, export.file_name, export.sha256, export.view))


def _planned(
    fetched: Fetched, asked: Asked, settings: Settings, cursor: duckdb.DuckDBPyConnection
) -> tuple[PartnerResult, Fetched | None]:
    came, name = fetched.came, fetched.who.id
    if isinstance(came, UserError):
        return PartnerResult(name, None, came), None
    try:
        plan = fetched.plan(came, _request(_of(came), asked, settings), cursor)
    except UserError as error:
        return PartnerResult(name, None, error), None
    return PartnerResult(name, replace(plan.report, dry_run=asked.dry_run)), fetched


def _publish(store: Store, new: Sequence[Fetched], asked: Asked, settings: Settings) -> str:
    names = ", ".join(item.who.id for item in new)
    with store.draft(note=asked.note or f"Open-PVOG: {names}") as draft:
        if draft.parent is None:
            raise SnapshotMissingError("store.missing", folder=str(store.directory))
        for item in new:
            if isinstance(item.came, UserError):
                continue
            plan = item.plan(item.came, _request(_of(item.came), asked, settings), draft.connection)
            if not plan.report.already_imported:
                plan.apply(draft.connection)
    return draft.result().id


def sync_fim(
    settings: Settings, asked: Asked, *, base_url: str | None = None, limits: Limits | None = None
) -> ImportReport:
    """Fetches the Steckbriefe of the FIM portal and publishes the services they add or change.

    Raises UserError where the portal does not deliver all of them; nothing is published then.
    """
    store = Store(settings.snapshots_dir, keep=settings.keep_snapshots)
    current, connection = store.open_current()
    with closing(connection), Service(base_url or description("fim").url, limits=limits) as service:
        catalogue = fetch_fim(service, known={item.id: item for item in read.services(connection)})
        source = Source(Path(catalogue.file_name), SourceKind.FIM)
        planner = partial(plan_list, catalogue, SourceKind.FIM, _request(source, asked, settings))
        report = replace(planner(connection).report, snapshot_id=current.id)
    if asked.dry_run or report.already_imported:
        return replace(report, dry_run=asked.dry_run)
    return publish(store, [planner], note=asked.note or catalogue.file_name)[0]


def _request(source: Source, asked: Asked, settings: Settings) -> Request:
    return Request(source, imported_by=asked.asked_by, today=asked.today, settings=settings, note=asked.note)


def _of(delivery: Delivery) -> Source:
    return Source(Path(delivery.file_name), delivery.kind)
