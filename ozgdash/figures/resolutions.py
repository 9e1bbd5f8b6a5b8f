"""What became of what was decided: when is it due, how far is it, what did it cost?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

import pandas as pd

from ozgdash import formats
from ozgdash.figures.common_ground import table_spec
from ozgdash.figures.frames import Row, records
from ozgdash.figures.opportunities import partner_names
from ozgdash.model.chart import Cell, ChartSpec, Column, ColumnType, Table
from ozgdash.model.filters import View
from ozgdash.model.initiative import InitiativeState
from ozgdash.texts import Lang, text

COLUMNS = {
    "resolution": ColumnType.TEXT,
    "title": ColumnType.TEXT,
    "lead": ColumnType.TEXT,
    "followed": ColumnType.TEXT,
    "status_on": ColumnType.DATE,
    "due_on": ColumnType.DATE,
    "cost_planned": ColumnType.COUNT,
    "cost_actual": ColumnType.COUNT,
    "cost_difference": ColumnType.COUNT,
    "id": ColumnType.TEXT,
}


class Followed(StrEnum):
    """How a decision stands on a day, in the order of the list."""

    OVERDUE = "overdue"
    """Not done, and due before that day."""
    OPEN = "open"
    DONE = "done"


def resolutions_figure(frame: pd.DataFrame, view: View) -> ChartSpec:
    """A table with one row per initiative that rests on a decision, overdue ones first, then by the day they are due.

    ``frame``: the frame of ``initiatives``. Costs are in whole euros, None where nobody said. Their difference (actual
    less planned) is that of decisions that are done or have cost more already; of the others it is not known yet.
    """
    rows = [row for row in records(frame) if row["resolution"]]
    rows.sort(key=lambda row: (list(Followed).index(followed(row, view)), row["due_on"] or date.max))
    heads = tuple(Column(key, text(f"synergies.column_{key}", view.lang), type_) for key, type_ in COLUMNS.items())
    table = Table(heads, tuple(tuple(_cell(key, row, view) for key in COLUMNS) for row in rows))
    spec = table_spec("resolutions", resolutions_sentence(rows, view), table, view)
    as_of = text(
        "synergies.followed_on",
        view.lang,
        day=formats.day(view.filters.as_of, view.lang),
        moment=formats.moment(view.snapshot.published_at, view.lang),
    )
    return replace(spec, provenance=replace(spec.provenance, as_of=as_of))


def followed(row: Row, view: View) -> Followed:
    """How the decision of a row stands at the Stand of the view; one that is due on it is not overdue yet."""
    if row["state"] == InitiativeState.DONE:
        return Followed.DONE
    return Followed.OVERDUE if row["due_on"] and row["due_on"] < view.filters.as_of else Followed.OPEN


def resolutions_sentence(rows: Sequence[Row], view: View) -> str:
    """How many decisions there are, how they stand, and what is known of their costs."""
    lang = view.lang
    if not rows:
        return text("synergies.no_resolutions", lang)
    found = [followed(row, view) for row in rows]
    parts = [
        text(f"synergies.followed_count_{kind}", lang, count=found.count(kind)) for kind in Followed if kind in found
    ]
    said = text("synergies.resolutions_finding", lang, count=len(rows), parts=formats.enumeration(parts, lang))
    return " ".join([said, *_costs(rows, lang)])


def _costs(rows: Sequence[Row], lang: Lang) -> list[str]:
    """A sentence each for plan and actual, and one for their difference where both are known of the same ones."""
    said = []
    for key in ("cost_planned", "cost_actual"):
        known = [row[key] for row in rows if row[key] is not None]
        if known:
            said.append(
                text(f"synergies.{key}_total", lang, amount=_euros(sum(known), lang), known=_of(known, rows, lang))
            )
    known = [found for found in map(_difference, rows) if found is not None]
    if known:
        amount = f"{formats.signed(sum(known), lang)}{formats.NBSP}€"
        said.append(text("synergies.cost_difference_total", lang, amount=amount, count=len(known)))
    return said


def _difference(row: Row) -> float | None:
    """Actual less planned, where it is the last word or bad news already."""
    if row["cost_planned"] is None or row["cost_actual"] is None:
        return None
    difference = float(row["cost_actual"] - row["cost_planned"])
    return difference if row["state"] == InitiativeState.DONE or difference > 0 else None


def _of(known: Sequence[float], rows: Sequence[Row], lang: Lang) -> str:
    """Nothing where all say it; else of how many it is known."""
    if len(known) == len(rows):
        return ""
    return text("synergies.cost_known", lang, n=formats.number(len(known), lang), m=formats.number(len(rows), lang))


def _euros(amount: float, lang: Lang) -> str:
    return f"{formats.number(amount, lang)}{formats.NBSP}€"


def _cell(key: str, row: Row, view: View) -> Cell:
    lang = view.lang
    if key == "followed":
        return text(f"synergies.followed_{followed(row, view)}", lang)
    if key == "lead":
        return partner_names(row["lead"], view)
    if key == "title" and row["example"]:
        return text("synergies.example_title", lang, title=row["title"])
    if key == "cost_difference":
        difference = _difference(row)
        return None if difference is None else formats.whole(difference)
    if key in ("cost_planned", "cost_actual"):
        return None if row[key] is None else formats.whole(row[key])
    if key in ("status_on", "due_on"):
        return row[key]  # type: ignore[no-any-return]
    return str(row["initiative_id" if key == "id" else key] or "")
