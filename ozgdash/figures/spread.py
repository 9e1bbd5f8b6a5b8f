"""How the shares of many partners lie beside each other, as lines and a band over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ozgdash.figures import crowd
from ozgdash.figures.crowd import Marks
from ozgdash.figures.frames import Row, day_of
from ozgdash.model.chart import Band, Dash, Series
from ozgdash.model.filters import View
from ozgdash.texts import text

LINES = {"median": Dash.SOLID, "best": Dash.DOTTED}


def lines(rows: Sequence[Row], days: Sequence[date], view: View, *, expected_from: int | None = None) -> list[Series]:
    """The median and the share from which on the best tenth begins; none where no partner has a voice.

    ``rows``: days with the marks of ``metrics/distribution.py``. ``expected_from``: the position of the last
    measured day.
    """
    known = _known(rows)
    if not known:
        return []
    voices = tuple(crowd.voices(known[day], view) if day in known else "" for day in days)
    return [
        Series(
            key=name,
            name=text(f"crowd.{name}", view.lang),
            values=tuple(getattr(known[day], name) if day in known else None for day in days),
            colour=crowd.mark_colour(view),
            labels=voices,
            dash=dash,
            expected_from=expected_from,
        )
        for name, dash in LINES.items()
    ]


def band(rows: Sequence[Row], days: Sequence[date], view: View) -> tuple[Band, ...]:
    """The middle half of the partners."""
    known = _known(rows)
    if not known:
        return ()
    low, high = (
        tuple(getattr(known[day], name) if day in known else None for day in days) for name in ("lower", "upper")
    )
    return (Band("quartiles", text("crowd.quartiles", view.lang), low, high, crowd.mark_colour(view)),)


def _known(rows: Sequence[Row]) -> Mapping[date, Marks]:
    return {day_of(row): Marks.of(row) for row in rows if row["partners"]}
