"""A snapshot in the making: what a publisher changes, and what is worked out when it has ended."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

import duckdb

from ozgdash.store.connection import set_meta
from ozgdash.store.derived import DERIVED_BY, EVERYTHING, Basis, Touched, basis, derive, touched, version
from ozgdash.store.folder import SnapshotFile
from ozgdash.store.spellings import join_spellings

Deriver = Callable[[duckdb.DuckDBPyConnection, Collection[str] | None], None]


class Draft:
    """A snapshot in the making: a writable ``connection``; ``published`` is set when the ``with`` block has ended.

    ``parent`` is the id of the snapshot that was current when the draft began, None for the first one.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, *, parent: str | None) -> None:
        self.connection = connection
        self.parent = parent
        self.published: SnapshotFile | None = None
        self.discarded = False
        self.derive: Deriver = derive
        """Fills the derived tables at the end, given the connection and the partners whose rows no longer fit."""
        self._basis: Basis | None = basis(connection)

    def result(self) -> SnapshotFile:
        """What was published; to be asked after the block. RuntimeError where nothing was."""
        if self.published is None:
            raise RuntimeError("the draft was not published")
        return self.published

    def derive_all(self) -> None:
        """What was changed cannot be told from numbers of rows: everything derived is worked out anew."""
        self._basis = None

    def touched(self) -> Touched:
        """What no longer fits, or was imported, since the draft began."""
        return touched(self._basis, basis(self.connection, up_to=self._basis.newest)) if self._basis else EVERYTHING

    def discard(self) -> None:
        """Nothing is to be published; the block still runs to its end."""
        self.discarded = True


def finish(draft: Draft, *, note: str, published_at: datetime) -> Touched:
    """Works out what has to be, notes the facts of the snapshot, and says what was touched."""
    if "department" in join_spellings(draft.connection):
        draft.derive_all()
    done = draft.touched()
    draft.derive(draft.connection, done.partners)
    facts = {"published_at": published_at.isoformat(), "parent": draft.parent or "", "note": note}
    facts |= {DERIVED_BY: version()}
    for key, value in facts.items():
        set_meta(draft.connection, key, value)
    return done
