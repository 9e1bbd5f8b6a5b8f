"""Checks the addresses that the partners report and that portals show of them, and keeps what came of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb

from ozgdash.errors import SnapshotMissingError
from ozgdash.ingest.feed_sync import Asked
from ozgdash.ingest.outside_import import partner_named
from ozgdash.model.outside import LinkCheck
from ozgdash.settings import Settings
from ozgdash.sources.links import LinkLimits, check_links
from ozgdash.store import load, read
from ozgdash.store.records import ImportKind, ImportRecord
from ozgdash.store.snapshots import Store


@dataclass(frozen=True)
class LinkSyncReport:
    """What came of the check. ``left_out``: addresses that were not asked for want of time or number."""

    snapshot_id: str
    published: bool
    dry_run: bool
    checks: tuple[LinkCheck, ...]
    left_out: int


def sync_links(
    settings: Settings,
    asked: Asked,
    *,
    partners: Sequence[str] = (),
    allow_private: bool = False,
    limits: LinkLimits | None = None,
) -> LinkSyncReport:
    """Asks the addresses in force today of the partners (none: all) and publishes what came of each.

    Nothing is published where no address was asked. Raises UserError for a partner that is none.
    """
    store = Store(settings.snapshots_dir, keep=settings.keep_snapshots)
    current, connection = store.open_current()
    with closing(connection):
        cooperation = read.cooperation(connection)
        chosen = [partner_named(name, cooperation).id for name in partners]
        links = read.links(connection, partners=chosen, on=asked.today)
    report = check_links(links, on=asked.today, allow_private=allow_private, limits=limits)
    if asked.dry_run or not report.checks:
        return LinkSyncReport(current.id, False, asked.dry_run, report.checks, report.left_out)
    with store.draft(note=asked.note or "links") as draft:
        if draft.parent is None:
            raise SnapshotMissingError("store.missing", folder=str(store.directory))
        _add(draft.connection, report.checks, asked)
    return LinkSyncReport(draft.result().id, True, False, report.checks, report.left_out)


def _add(connection: duckdb.DuckDBPyConnection, checks: Sequence[LinkCheck], asked: Asked) -> None:
    """One import per partner; a partner that left the cooperation in the meantime has none."""
    for partner in read.cooperation(connection).partners:
        own = [check for check in checks if check.link.partner_id == partner.id]
        if own:
            load.add_link_checks(connection, _record(partner.id, own, asked), own)


def _record(partner_id: str, checks: Sequence[LinkCheck], asked: Asked) -> ImportRecord:
    content = "\n".join(f"{check.link.service_id} {check.link.url} {check.outcome} {check.status}" for check in checks)
    return ImportRecord(
        kind=ImportKind.LINK_CHECK,
        file_name=f"links-{partner_id}",
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        imported_at=datetime.now(UTC).replace(tzinfo=None),
        imported_by=asked.asked_by,
        row_count=len(checks),
        partner_id=partner_id,
        as_of=asked.today,
        note=asked.note,
    )
