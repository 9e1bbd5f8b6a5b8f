"""The key figures of each partner: how much is done, and what the last month brought."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from ozgdash.figures.frames import Count, Row, day_of, records
from ozgdash.model.cooperation import Partner
from ozgdash.model.days import month_before
from ozgdash.model.filters import View


@dataclass(frozen=True)
class Tile:
    """A partner's key figures.

    ``change``: done now less done the month before; None where there is no month before or no Reifegrad was known then.
    ``then``: the count on the day of the deadline once it has passed; None before it and where nothing was known then.
    ``goal``: how many are to be done by the deadline.
    """

    partner_id: str
    name: str
    count: Count
    not_responsible: int
    not_digitisable: int
    unknown: int
    change: int | None
    then: Count | None = None
    goal: int = 0


def tile_days(view: View) -> list[date]:
    """The days whose counts the tiles hold: the month before, the Stand, and the deadline once it has passed."""
    past = [view.deadline.date] if view.days_past_deadline > 0 else []
    return sorted({month_before(view.filters.as_of), view.filters.as_of, *past})


def tiles_of(counts: pd.DataFrame, view: View) -> tuple[Tile, ...]:
    """A tile per partner of the view, in its order; a partner for whom nothing is counted has none.

    ``counts``: the frame of ``progress_on`` for the ``tile_days``.
    """
    rows = {(row["partner_id"], day_of(row)): row for row in records(counts)}
    present = [partner for partner in view.partners if (partner.id, view.filters.as_of) in rows]
    return tuple(_tile(partner, rows, view) for partner in present)


def _tile(partner: Partner, rows: Mapping[tuple[str, date], Row], view: View) -> Tile:
    now = rows[partner.id, view.filters.as_of]
    count = Count.of(now)
    before = _known(rows.get((partner.id, month_before(view.filters.as_of))))
    return Tile(
        partner_id=partner.id,
        name=partner.name,
        count=count,
        not_responsible=int(now["not_responsible"]),
        not_digitisable=int(now["not_digitisable"]),
        unknown=int(now["unknown"]),
        change=count.done - before.done if before else None,
        then=_known(rows.get((partner.id, view.deadline.date))) if view.days_past_deadline > 0 else None,
        goal=view.deadline.goal(count.total),
    )


def _known(row: Row | None) -> Count | None:
    """The count of a day of which at least one Reifegrad is known."""
    count = Count.of(row) if row else None
    return count if count and count.reported else None
