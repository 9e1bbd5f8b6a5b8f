"""A table of the document: words break into lines, heads sort, names stay in view, and on a phone it is a list.

``assets/table.js`` is the other half: it puts as many rows into the document as the reader has come to.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import streamlit as st

from ozgdash import formats
from ozgdash.model.chart import Cell, Column, ColumnType
from ozgdash.texts import Lang, text
from ozgdash.ui.cells import cell

KEY = "rows-{name}"
"""Of the element; the style sheets know it by its beginning."""
ROW_PX, HEAD_PX = 34, 36
"""The least height of a row, and of the heads: a table of many rows has a height before they are drawn."""
SHORT, LONG = 24, 60
"""Letters: what is not longer stands in one line; what is longer gets a wide column."""
NUMBERS = (ColumnType.COUNT, ColumnType.RATE, ColumnType.SHARE)
NOTHING = ("", formats.DASH)
SCRIPT = """
const script = import(window.__ozgdash.assets["table.js"]);
export default (table) => void script.then(({ show }) => show(table));
"""
"""All of our script that travels with the table; the browser has the rest of it already."""


@dataclass(frozen=True)
class Choice:
    """What a reader can do with the rows, by the id of each: open one by its name (``open``), or mark some (``pick``).

    ``chosen``: those that are open or marked; ``follow``: called with the ids that the reader leaves chosen.
    """

    does: str
    ids: tuple[str, ...]
    chosen: tuple[str, ...]
    follow: Callable[[tuple[str, ...]], None]


@dataclass(frozen=True)
class Group:
    """Rows that stay together: the words above them, one a column, and how many rows they are for."""

    cells: tuple[str, ...]
    rows: int


@dataclass(frozen=True)
class Rows:
    """What a table shows. ``name``: the column that says what a row is about, which stays in view.

    ``first``: so many rows stand in the document, and on paper, until a reader scrolls to more;
    ``listed``: so many in a list on a phone until more are asked for, since what follows it is below them;
    ``unlisted``: keys of columns that a list on a phone leaves out; ``colours``: words -> ground and ink of cells.
    """

    columns: tuple[Column, ...]
    cells: tuple[tuple[Cell, ...], ...]
    name: int = 0
    groups: tuple[Group, ...] = ()
    first: int = 40
    listed: int = 10
    unlisted: frozenset[str] = frozenset()
    colours: Mapping[str, tuple[str, str]] = field(default_factory=dict)


_mount = st.components.v2.component("ozgdash.rows", js=SCRIPT, isolate_styles=False)


def shown(rows: Rows, lang: Lang, *, name: str, label: str, height: int, choice: Choice | None = None) -> None:
    """The rows under the name by which the page holds them, once; at most so many pixels high.

    ``label``: how a screen reader names the table.
    """
    key = KEY.format(name=name)
    now = {"chosen": choice.chosen if choice else (), "height": height}
    lines = [_packed(now), _packed(_content(rows, lang, label=label, choice=choice))]
    count = len(rows.cells) + len(rows.groups)
    _mount(
        key=key,
        data="\n".join(lines).encode(),
        height=height if HEAD_PX + ROW_PX * count >= height else "content",
        on_chosen_change=lambda: _follow(st.session_state[key].get("chosen"), choice),
    )


def _follow(wish: Any, choice: Choice | None) -> None:
    """What the browser asks for: ids of rows that stand in the table, or none."""
    if choice and isinstance(wish, list) and all(isinstance(one, str) for one in wish) and set(wish) <= set(choice.ids):
        choice.follow(tuple(wish))


def _packed(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _content(rows: Rows, lang: Lang, *, label: str, choice: Choice | None) -> dict[str, Any]:
    starts = [sum(group.rows for group in rows.groups[:place]) for place in range(len(rows.groups))]
    return {
        "label": label,
        "length": len(rows.cells),
        "first": rows.first,
        "listed": rows.listed,
        "name": rows.name,
        "columns": [_column(rows, place, lang) for place in range(len(rows.columns))],
        "groups": [{"from": start, "cells": group.cells} for start, group in zip(starts, rows.groups, strict=True)],
        "colours": rows.colours,
        "does": choice.does if choice else "",
        "ids": choice.ids if choice else (),
        "said": {word: text(f"ui.table_{word}", lang) for word in ("order", "given", "up", "down", "all")}
        | {"more": text("ui.table_more", lang, count=rows.listed)},
    }


def _column(rows: Rows, place: int, lang: Lang) -> dict[str, Any]:
    """A column: its different words in the order of what they say, and of each row which of them it has."""
    column, values = rows.columns[place], [row[place] for row in rows.cells]
    written = [cell(value, column, lang) for value in values]
    order: dict[str, tuple[Any, ...]] = {}
    for words, value in zip(written, values, strict=True):
        if words not in order:
            order[words] = _order(value, words, column)
    ordered = sorted(order, key=order.__getitem__)
    places = {words: at for at, words in enumerate(ordered)}
    return {
        "head": column.header,
        "kind": _kind(column, ordered, is_name=place == rows.name),
        "listed": column.key not in rows.unlisted,
        "words": ordered,
        "filled": sum(words not in NOTHING for words in ordered),
        "cells": [places[words] for words in written],
    }


def _order(value: Cell, words: str, column: Column) -> tuple[Any, ...]:
    """Numbers and days as what they are, words after them as in a German directory, nothing at the end."""
    if words in NOTHING:
        return (2,)
    if isinstance(value, date):
        return (0, value.isoformat())
    if isinstance(value, str) and column.type in NUMBERS:
        few = re.search(r"\d+", value)
        return (0, int(few[0]) - 0.5) if few else (1, *formats.by_name(value))
    if isinstance(value, str):
        return (1, *formats.by_name(value))
    return (0, float(value or 0))


def _kind(column: Column, words: Sequence[str], *, is_name: bool) -> str:
    """How much room the words want."""
    longest = max(map(len, words), default=0)
    if column.type in NUMBERS and not is_name:
        return "number"
    if longest <= SHORT:
        return "short"
    if is_name:
        return "name"
    return "text" if longest <= LONG else "long"
