"""What a publish works out from the reports, so that the pages need not."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import duckdb

from ozgdash.store.queries import sql

STATEMENTS = ("derive", "tally_services", "tally_shares", "tally_bundles", "report_days", "told_months")
"""In this order: the tallies count what `state` holds, and so do the months."""
MOST_IMPORTS = 2**31 - 1
TABLES = ("state", "service_tally", "share_tally", "bundle_tally", "report_day", "told_month")
BATCH = 400
"""So many partners are worked out at once: a million rows of six years, for which less than a gigabyte is enough."""
DERIVED_BY = "derived_by"
"""The fact about a snapshot that says by which statements its tables were derived."""


@dataclass(frozen=True)
class Basis:
    """What derived tables rest on. ``common`` to all partners: catalogue, cooperation, the statements themselves.

    ``reports``: partner id -> what tells its sheets and its cases by month. ``former``: the same of all imports, None
    for those that concern everybody, up to ``newest``.
    """

    common: tuple[object, ...]
    reports: Mapping[str, tuple[int, ...]]
    former: Mapping[str | None, tuple[int, ...]]
    newest: int


@dataclass(frozen=True)
class Touched:
    """What a publish touched: the derived rows of ``partners`` (ids; None: of all), and imports from ``first`` (id) on.

    ``first`` None: imports went away, and what they held need not have gone with them.
    """

    partners: frozenset[str] | None = None
    first: int | None = None


EVERYTHING = Touched()


def basis(connection: duckdb.DuckDBPyConnection, *, up_to: int | None = None) -> Basis:
    """What the derived tables of this snapshot rest on; of the statements, those that derived them.

    ``former`` is of the imports ``up_to`` that id; None: of all.
    """
    bound = MOST_IMPORTS if up_to is None else up_to
    rows = connection.execute(sql("reported"), {"up_to": bound}).fetchall()
    derived_by = connection.execute("SELECT value FROM meta WHERE key = $key", {"key": DERIVED_BY}).fetchall()
    catalogue, partners = (
        connection.execute(f"SELECT count(*), bit_xor(hash({table})) FROM {table}").fetchall()  # noqa: S608 - our own
        for table in ("service", "partner")
    )
    return Basis(
        common=(derived_by, catalogue, partners),
        reports={row[0]: row[1:3] for row in rows if row[1]},
        former={row[0]: row[3:5] for row in rows if row[3]},
        newest=max((row[5] for row in rows), default=0),
    )


def touched(before: Basis, after: Basis) -> Touched:
    """What has to be worked out and checked anew; ``after`` is of the imports up to the newest of ``before``."""
    if before.common != after.common or before.common[0] != [(version(),)]:
        return EVERYTHING
    names = {*before.reports, *after.reports}
    changed = frozenset(name for name in names if before.reports.get(name) != after.reports.get(name))
    return Touched(changed, before.newest + 1 if before.former == after.former else None)


def derive(connection: duckdb.DuckDBPyConnection, partners: Collection[str] | None = None) -> None:
    """Fills the derived TABLES anew; their grains stand in docs/ARCHITECTURE.md.

    ``partners``: ids of those whose rows are to be worked out, all others keep theirs; None: all of them. Some hundred
    partners at a time, so that memory does not grow with their number.
    """
    if partners is None:
        for table in TABLES:
            connection.execute(f"TRUNCATE {table}")
    of_all = [name for (name,) in connection.execute("SELECT partner_id FROM partner ORDER BY position").fetchall()]
    wanted = of_all if partners is None else [name for name in of_all if name in partners]
    for first in range(0, len(wanted), BATCH):
        _derive(connection, wanted[first : first + BATCH])


def _derive(connection: duckdb.DuckDBPyConnection, partners: Sequence[str]) -> None:
    chosen = "CREATE OR REPLACE TEMP TABLE derived_partner AS SELECT unnest($partners) AS partner_id"
    connection.execute(chosen, {"partners": partners})
    for name in STATEMENTS:
        connection.execute(sql(name))
    connection.execute("DROP TABLE derived_partner")


@cache
def version() -> str:
    """Tells the statements that derive from those of another version of the program."""
    return hashlib.sha256("".join(sql(name) for name in ("schema", *STATEMENTS)).encode()).hexdigest()[:12]
