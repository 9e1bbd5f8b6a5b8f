"""The way into a snapshot of what portals show of those with whom the cooperation compares itself.

It lies in tables of its own, which no query on the partners reads: what others show never mixes with what
partners report.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import duckdb

from ozgdash.ingest.outside_import import Delivery, day_of, record_of, report_of, shrunk
from ozgdash.ingest.plan import Plan, Request
from ozgdash.store import load, read
from ozgdash.store.records import ImportKind


def plan_peer(delivery: Delivery, request: Request, cursor: duckdb.DuckDBPyConnection) -> Plan:
    """What taking over the export of one who is compared would do: one more import in its own tables.

    Raises UserError for a day in the future.
    """
    view = delivery.view
    as_of, assumed = day_of(delivery, request)
    newest = read.newest_peer_import(cursor, peer_id=view.partner_id, as_of=as_of)
    known = newest is not None and newest["as_of"] == as_of and newest["sha256"] == delivery.sha256
    findings = (*view.findings, *assumed, *shrunk(delivery, newest["row_count"] if newest else None))
    report = report_of(delivery, as_of, findings, already_imported=known)
    return Plan(report, lambda connection: _add(connection, delivery, as_of, request))


def _add(connection: duckdb.DuckDBPyConnection, delivery: Delivery, as_of: date, request: Request) -> None:
    record = record_of(delivery, as_of, request)
    own = replace(record, kind=ImportKind.PEER_VIEW, partner_id=None, peer_id=delivery.view.partner_id)
    load.add_peer_view(connection, own, delivery.view.entries)
