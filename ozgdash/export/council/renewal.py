"""A presentation that somebody hands over to have it brought up to date, and the doing of it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ozgdash.export import refreshing
from ozgdash.export.refresh.renewed import Today, renewed
from ozgdash.export.refresh.work import Refreshed
from ozgdash.store import read
from ozgdash.store.connection import open_snapshot


@dataclass(frozen=True)
class RefreshOrder:
    """``content``: the presentation; ``file``: what it is called; ``snapshot``: the data, as of ``as_of``."""

    content: bytes = field(repr=False)
    file: str
    snapshot: Path
    as_of: date
    list_changes: bool = False

    @property
    def new_name(self) -> str:
        """What the new file is called: as the old one, with its Stand."""
        old = Path(self.file)
        return f"{old.stem}_{self.as_of.isoformat()}{old.suffix}"


def done(order: RefreshOrder) -> Refreshed:
    """The presentation with today's numbers. Raises UserError for what is no presentation, or cannot be made again."""
    with closing(open_snapshot(order.snapshot)) as connection:
        info = read.snapshot_info(connection, order.snapshot)
        today = Today(connection, read.cooperation(connection), info, order.as_of)
        return refreshing.refreshed(
            order.content, order.file, lambda *asked: renewed(today, *asked), list_changes=order.list_changes
        )
