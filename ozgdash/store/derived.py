"""What a publish works out from the reports, so that the pages need not."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

import duckdb

from ozgdash.store.queries import sql

STATEMENTS = ("derive", "tally_services", "tally_shares", "tally_bundles", "report_days")
"""In this order: the tallies count what `state` holds."""
DERIVED_BY = "derived_by"
"""The fact about a snapshot that says by which statements its tables were derived."""


@dataclass(frozen=True)
class Basis:
    """What derived tables rest on. ``common`` to all partners: catalogue, cooperation, the statements themselves."""

    common: tuple[object, ...]
    reports: Mapping[str, tuple[int, ...]]


def basis(connection: duckdb.DuckDBPyConnection) -> Basis:
    """What the derived tables of this snapshot rest on; of the statements, those that derived them."""
    rows = connection.execute(sql("reported")).fetchall()
    derived_by = connection.execute("SELECT value FROM meta WHERE key = $key", {"key": DERIVED_BY}).fetchall()
    catalogue, partners = (
        connection.execute(f"SELECT count(*), bit_xor(hash({table})) FROM {table}").fetchall()  # noqa: S608 - our own
        for table in ("service", "partner")
    )
    return Basis((derived_by, catalogue, partners), {row[0]: row[1:] for row in rows})


def outdated(before: Basis, after: Basis) -> set[str] | None:
    """The partners whose derived rows no longer fit; None: those of all."""
    if before.common != after.common or before.common[0] != [(version(),)]:
        return None
    return {name for name in {*before.reports, *after.reports} if before.reports.get(name) != after.reports.get(name)}


def derive(connection: duckdb.DuckDBPyConnection, partners: Collection[str] | None = None) -> None:
    """Fills `state`, the tallies of services, shares, bundles and `report_day` anew; grains in docs/ARCHITECTURE.md.

    ``partners``: ids of those whose rows are to be worked out, all others keep theirs; None: all of them.
    """
    connection.execute("CREATE OR REPLACE TEMP TABLE derived_partner AS SELECT partner_id FROM partner")
    if partners is not None:
        kept = "DELETE FROM derived_partner WHERE NOT list_contains($partners, partner_id)"
        connection.execute(kept, {"partners": list(partners)})
    for name in STATEMENTS:
        connection.execute(sql(name))
    connection.execute("DROP TABLE derived_partner")


@cache
def version() -> str:
    """Tells the statements that derive from those of another version of the program."""
    return hashlib.sha256("".join(sql(name) for name in ("schema", *STATEMENTS)).encode()).hexdigest()[:12]
