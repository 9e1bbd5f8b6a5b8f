"""Which joint initiatives are there, and what do they need of others?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from ozgdash import formats
from ozgdash.figures.common_ground import list_provenance
from ozgdash.figures.frames import Row, records
from ozgdash.figures.opportunities import partner_names
from ozgdash.model.chart import Cell, ChartSpec, Column, ColumnType, Kind, Table, Unit
from ozgdash.model.filters import View
from ozgdash.model.initiative import AskAddressee, InitiativeState
from ozgdash.texts import text

INITIATIVE_COLUMNS = {
    "state": ColumnType.TEXT,
    "title": ColumnType.TEXT,
    "area": ColumnType.TEXT,
    "lead": ColumnType.TEXT,
    "members": ColumnType.TEXT,
    "since": ColumnType.DATE,
    "goal": ColumnType.TEXT,
    "id": ColumnType.TEXT,
}
ASK_COLUMNS = {
    "ask_addressee": ColumnType.TEXT,
    "ask": ColumnType.TEXT,
    "title": ColumnType.TEXT,
    "lead": ColumnType.TEXT,
    "id": ColumnType.TEXT,
}


def initiatives_figure(frame: pd.DataFrame, view: View) -> ChartSpec:
    """A table with one row per initiative by state. ``frame``: the frame of ``initiatives``."""
    rows = records(frame)
    return _spec("initiatives", initiatives_sentence(rows, view), INITIATIVE_COLUMNS, rows, view)


def asks_figure(frame: pd.DataFrame, view: View) -> ChartSpec:
    """A table with one row per request, by whom it is addressed to. ``frame``: the frame of ``initiatives``."""
    order = list(AskAddressee)
    rows = sorted((row for row in records(frame) if row["ask"]), key=lambda row: order.index(row["addressee"]))
    return _spec("asks", asks_sentence(rows, view), ASK_COLUMNS, rows, view)


def initiatives_sentence(rows: Sequence[Row], view: View) -> str:
    """How many initiatives there are, and how many in each state."""
    lang = view.lang
    if not rows:
        return text("synergies.no_initiatives", lang)
    found = [(state, sum(row["state"] == state for row in rows)) for state in InitiativeState]
    parts = [text(f"synergies.state_count_{state}", lang, count=count) for state, count in found if count]
    return text("synergies.initiatives_finding", lang, count=len(rows), parts=formats.enumeration(parts, lang))


def asks_sentence(rows: Sequence[Row], view: View) -> str:
    """How many requests there are, and to whom."""
    lang = view.lang
    if not rows:
        return text("synergies.no_asks", lang)
    found = [(addressee, sum(row["addressee"] == addressee for row in rows)) for addressee in AskAddressee]
    parts = [text(f"synergies.ask_count_{addressee}", lang, count=count) for addressee, count in found if count]
    return text("synergies.asks_finding", lang, count=len(rows), parts=formats.enumeration(parts, lang))


def _spec(name: str, finding: str, columns: dict[str, ColumnType], rows: Sequence[Row], view: View) -> ChartSpec:
    lang = view.lang
    heads = tuple(Column(key, text(f"synergies.column_{key}", lang), type_) for key, type_ in columns.items())
    facts = list_provenance(view)
    return ChartSpec(
        name=name,
        kind=Kind.TABLE,
        title=text(f"synergies.{name}_title", lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=(),
        series=(),
        table=Table(heads, tuple(tuple(_cell(key, row, view) for key in columns) for row in rows)),
        provenance=replace(
            facts, as_of=text("synergies.as_in_file", lang, moment=formats.moment(view.snapshot.published_at, lang))
        ),
        alt_text=finding,
        lang=lang,
    )


def _cell(key: str, row: Row, view: View) -> Cell:
    lang = view.lang
    if key == "state":
        return text(f"synergies.state_{row['state']}", lang)
    if key == "area":
        return text(f"synergies.area_{row['area'] or 'across'}", lang)
    if key in ("lead", "members"):
        return partner_names(row[key], view)
    if key == "ask_addressee":
        return text(f"synergies.ask_{row['addressee']}", lang)
    if key == "title" and row["example"]:
        return text("synergies.example_title", lang, title=row["title"])
    if key == "since":
        return row["since"]  # type: ignore[no-any-return]
    return str(row["initiative_id" if key == "id" else key] or "")
