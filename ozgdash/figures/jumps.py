"""Leaps between two reports that no event explains: the list of the data page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.frames import Row, records
from ozgdash.model.chart import Cell, ChartSpec, Column, ColumnType, Kind, Table, Unit
from ozgdash.model.filters import View
from ozgdash.model.listing import most
from ozgdash.texts import text

COLUMNS = {
    "partner": ColumnType.TEXT,
    "kind": ColumnType.TEXT,
    "before_on": ColumnType.DATE,
    "before": ColumnType.TEXT,
    "on_date": ColumnType.DATE,
    "after": ColumnType.TEXT,
    "what_to_do": ColumnType.TEXT,
}


def jumps_figure(frame: pd.DataFrame, view: View, *, factor: float, points: float) -> ChartSpec:
    """A table with one row per leap, the newest first.

    ``frame``: the frame of ``metrics.jumps.jumps``; ``factor`` and ``points``: from which size on a leap is one.
    """
    lang, rows = view.lang, records(frame)
    heads = tuple(Column(key, text(f"jumps.column_{key}", lang), type_) for key, type_ in COLUMNS.items())
    finding = _finding(rows, view)
    size = {"factor": formats.number(factor, lang), "points": formats.number(points * 100, lang)}
    return ChartSpec(
        name="jumps",
        kind=Kind.TABLE,
        title=text("jumps.title", lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=(),
        series=(),
        table=Table(heads, tuple(_line(row, view) for row in rows[: most(view)]), of=len(rows)),
        provenance=replace(wording.provenance(view, 0, 0, rule_key="changes.rule"), n_of_m=""),
        alt_text=finding,
        lang=lang,
        method=text("jumps.method", lang, **size),
    )


def _finding(rows: Sequence[Row], view: View) -> str:
    lang = view.lang
    if not rows:
        return text("jumps.none", lang)
    newest = rows[0]
    return text(
        "jumps.finding",
        lang,
        count=len(rows),
        n=formats.number(len(rows), lang),
        partner=view.cooperation.partner(newest["partner_id"]).short_name,
        what=text(f"jumps.kind_{newest['kind']}", lang),
        before=_value(newest, "before", view),
        after=_value(newest, "after", view),
        month=formats.month(newest["on_date"], lang),
    )


def _line(row: Row, view: View) -> tuple[Cell, ...]:
    lang = view.lang
    name = view.cooperation.partner(row["partner_id"]).name
    ends = _value(row, "before", view), _value(row, "after", view)
    kind, advice = text(f"jumps.kind_{row['kind']}", lang), text("jumps.what_to_do", lang)
    return (name, kind, row["before_on"], ends[0], row["on_date"], ends[1], advice)


def _value(row: Row, key: str, view: View) -> str:
    value = float(row[key])
    return formats.percent(value, view.lang) if row["kind"] == "share" else formats.number(value, view.lang)
