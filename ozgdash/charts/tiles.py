"""The key figures of each partner: how much is done, and what the last month brought."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from ozgdash.charts.frames import Count, day_of, records
from ozgdash.model.filters import View


@dataclass(frozen=True)
class Tile:
    """A partner's key figures.

    ``change``: done now less done the month before; None where there is no month before or no Reifegrad was known then.
    """

    partner_id: str
    name: str
    count: Count
    not_responsible: int
    not_digitisable: int
    unknown: int
    change: int | None


def tiles_of(counts: pd.DataFrame, view: View) -> tuple[Tile, ...]:
    """A tile per partner of the view, in its order; a partner for whom nothing is counted has none.

    ``counts``: the frame of ``progress_on`` for the Stand and one day before it.
    """
    rows = {(row["partner_id"], day_of(row)): row for row in records(counts)}
    days = sorted({day for _, day in rows})
    tiles = []
    for partner in view.partners:
        now = rows.get((partner.id, view.filters.as_of))
        before = rows.get((partner.id, days[0])) if len(days) > 1 else None
        if now is None:
            continue
        tiles.append(
            Tile(
                partner_id=partner.id,
                name=partner.name,
                count=Count.of(now),
                not_responsible=int(now["not_responsible"]),
                not_digitisable=int(now["not_digitisable"]),
                unknown=int(now["unknown"]),
                change=int(now["done"]) - int(before["done"]) if before and Count.of(before).reported else None,
            )
        )
    return tuple(tiles)
