"""The table of services by Themenfeld with its search, and the choice of one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

import pandas as pd
import streamlit as st

from ozgdash import formats
from ozgdash.drawing import theme
from ozgdash.figures import service_levels, service_table
from ozgdash.figures.service_table import FIXED_COLUMNS
from ozgdash.model.chart import ChartSpec
from ozgdash.model.filters import View
from ozgdash.model.listing import are_many
from ozgdash.model.service import service_id
from ozgdash.search import matching
from ozgdash.search.matching import matches
from ozgdash.texts import Lang, text
from ozgdash.ui import components, data, downloads, filter_state

HEIGHT, HEIGHT_BESIDE_DETAIL = 600, 250
"""Pixels: the whole table, and what is left of it while one service is open below."""
NAME = "services"
TABLE, TABLES_MADE = "services-table", "services-tables-made"
NAME_WIDTH, PARTNER_WIDTH, TEXT_WIDTH, COUNT_WIDTH = 260, 148, 240, 100
"""Pixels: "nicht digitalisierbar" fits, and on a phone the Reifegrad of the first partner stands beside the name."""
GROUP_COLOUR = theme.THEMES["light"].muted


@dataclass(frozen=True)
class Line:
    """A line of the table: a service with its id, or with the id None the head of a Themenfeld."""

    service: str | None
    cells: tuple[str, ...]


def searchable(view: View) -> None:
    """A search field, the choice of one of the services it finds, and the table of them by Themenfeld."""
    lang, spec = view.lang, data.chart(NAME, view)
    with st.container(key="table-services"):
        query = st.text_input(
            text("services.search", lang),
            placeholder=text("services.search_hint", lang),
            key="search",
            on_change=_forget_selection,
        )
        found = _found(query, spec, lang)
        _choice(found, view)
        also_searched(query, view)
        shown, total = formats.number(len(found), lang), formats.number(len(spec.table.rows), lang)
        st.caption(text("services.found", lang, shown=shown, total=total))
        if not found:
            components.nothing_found(view)
        else:
            _table(grouped(found, view), [column.header for column in spec.table.columns], view)
        downloads.menu(NAME, spec, view)


def _found(query: str, spec: ChartSpec, lang: Lang) -> list[tuple[str, ...]]:
    """The rows in which the words of the query are found."""
    columns = spec.table.columns
    rows = [tuple(components.cell(*pair, lang) for pair in zip(row, columns, strict=True)) for row in spec.table.rows]
    texts = [" ".join(row[: len(FIXED_COLUMNS)]) for row in rows]
    return [rows[position] for position in matches(query, texts, data.word_groups())]


def also_searched(query: str, view: View) -> None:
    """Which official words a query was taken for; nothing where it was taken as it is."""
    words = matching.also_searched(query, data.word_groups())
    if words:
        components.note(components.plain(text("services.also_searched", view.lang, words=", ".join(words))))


def _choice(found: Sequence[tuple[str, ...]], view: View) -> None:
    """A field to open one of the found services with the keyboard; what is open stays open."""
    names = dict(data.facts(data.current())[2].services)
    offered = [_id(row) for row in found]
    chosen = [view.service] if view.service and view.service not in offered else []
    st.selectbox(
        text("services.choose", view.lang),
        [*chosen, *offered],
        index=None,
        format_func=lambda key: names.get(key, key),
        key=filter_state.SERVICE,
        placeholder=text("services.choose_hint", view.lang),
        help=text("services.choose_help", view.lang),
        on_change=_forget_selection,
    )


def grouped(found: Sequence[tuple[str, ...]], view: View) -> list[Line]:
    """The rows with a head for each Themenfeld that says how many of its services each partner has."""
    lines = []
    for topic, members in groupby(found, key=lambda row: row[0]):
        rows = list(members)
        head = service_levels.group_head if are_many(view) else service_table.group_head
        lines.append(Line(None, head(topic, rows, view.lang)))
        lines.extend(Line(_id(row), row) for row in rows)
    return lines


def _id(row: tuple[str, ...]) -> str:
    cells = dict(zip(FIXED_COLUMNS, row, strict=False))
    return service_id(cells["leika_key"] or None, cells["ozg_id"], cells["name"])


def _table(lines: Sequence[Line], headers: list[str], view: View) -> None:
    partners = headers[len(FIXED_COLUMNS) :]
    _, name, *others = headers[: len(FIXED_COLUMNS)]
    width = COUNT_WIDTH if are_many(view) else PARTNER_WIDTH
    st.dataframe(
        _coloured(lines, headers, view),
        hide_index=True,
        height=HEIGHT_BESIDE_DETAIL if view.service else HEIGHT,
        # Not pinned: Streamlit writes pinned cells in a grey that is too faint to read and covers their colour.
        column_order=[name, *partners, *others],
        column_config={
            name: st.column_config.TextColumn(width=NAME_WIDTH),
            **{partner: st.column_config.TextColumn(width=width) for partner in partners},
            **{header: st.column_config.TextColumn(width=TEXT_WIDTH) for header in others},
        },
        key=_table_key(),
        on_select=partial(_open_selected, [line.service for line in lines]),
        selection_mode="single-row",
        alt=text("services.table_alt", view.lang, count=sum(line.service is not None for line in lines)),
    )


def _coloured(lines: Sequence[Line], headers: list[str], view: View) -> Any:
    """The lines as a styled frame: a partner's cell in the colour of its Reifegrad, a head on a ground of its own."""
    styles = {words: _style(colour) for words, colour in service_table.cell_colours(view.lang).items()}
    head, fixed = _style(GROUP_COLOUR), len(FIXED_COLUMNS)
    looks = [
        [head] * len(headers)
        if line.service is None
        else [""] * fixed + [styles.get(words, "") for words in line.cells[fixed:]]
        for line in lines
    ]
    rows = pd.DataFrame([line.cells for line in lines], columns=headers)
    return rows.style.apply(lambda frame: pd.DataFrame(looks, frame.index, frame.columns), axis=None)


def _style(ground: str) -> str:
    return f"background-color: {ground}; color: {theme.text_on(ground)}"


def _table_key() -> str:
    return f"{TABLE}-{st.session_state.get(TABLES_MADE, 0)}"


def _open_selected(services: Sequence[str | None]) -> None:
    """Open the service of the selected row; a row that is left closes it, the head of a Themenfeld does nothing."""
    rows = st.session_state[_table_key()].selection.rows
    service = services[rows[0]] if rows and rows[0] < len(services) else None
    if service is not None or not rows:
        st.session_state[filter_state.SERVICE] = service


def _forget_selection() -> None:
    """The table shows other rows, or a service was chosen in the field: a new table selects no other row."""
    st.session_state[TABLES_MADE] = st.session_state.get(TABLES_MADE, 0) + 1
