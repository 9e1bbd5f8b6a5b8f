"""The table of services by Themenfeld with its search, and the choice of one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import streamlit as st

from ozgdash import formats
from ozgdash.drawing import theme
from ozgdash.figures import service_levels, service_table
from ozgdash.figures.service_table import FIXED_COLUMNS
from ozgdash.model.chart import ChartSpec, Column
from ozgdash.model.filters import View
from ozgdash.model.listing import are_many
from ozgdash.model.service import service_id
from ozgdash.search import matching
from ozgdash.search.matching import matches
from ozgdash.texts import Lang, text
from ozgdash.ui import components, data, filter_state, heading, table_rows
from ozgdash.ui.cells import cell
from ozgdash.ui.table_rows import Choice, Group, Rows

NAME = "services"
HEIGHT, HEIGHT_BESIDE_DETAIL = 600, 250
"""Pixels: the whole table, and what is left of it while one service is open below."""
FIRST, LISTED = 100, 25
"""So many services stand in the table and on a phone at once, more than elsewhere: the page is the list."""


def searchable(view: View) -> None:
    """A search field, the choice of one of the services it finds, and the table of them by Themenfeld."""
    lang, spec = view.lang, data.chart(NAME, view)
    with st.container(key="table-services"):
        query = st.text_input(
            text("services.search", lang),
            placeholder=text("services.search_hint", lang),
            help=text("services.search_help", lang),
            key="search",
        )
        found = _found(query, spec, lang)
        _choice(found, view)
        also_searched(query, view)
        shown, total = formats.number(len(found), lang), formats.number(len(spec.table.rows), lang)
        heading.count(text("services.found", lang, shown=shown, total=total), NAME, spec, view)
        if not found:
            components.nothing_found(view)
        else:
            _shown(found, spec.table.columns, view)


def _found(query: str, spec: ChartSpec, lang: Lang) -> list[tuple[str, ...]]:
    """The rows in which the words of the query are found."""
    columns = spec.table.columns
    rows = [tuple(cell(*pair, lang) for pair in zip(row, columns, strict=True)) for row in spec.table.rows]
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
    )


def grouped(found: Sequence[tuple[str, ...]], view: View) -> list[Group]:
    """A head for each Themenfeld, with how many of its services each partner has."""
    head = service_levels.group_head if are_many(view) else service_table.group_head
    parts = [(topic, list(members)) for topic, members in groupby(found, key=lambda row: row[0])]
    return [Group(head(topic, rows, view.lang), len(rows)) for topic, rows in parts]


def _id(row: tuple[str, ...]) -> str:
    cells = dict(zip(FIXED_COLUMNS, row, strict=False))
    return service_id(cells["leika_key"] or None, cells["ozg_id"], cells["name"])


def _shown(found: Sequence[tuple[str, ...]], columns: Sequence[Column], view: View) -> None:
    """The services with what each partner has beside the name, and last what tells a service from its namesakes."""
    fixed = len(FIXED_COLUMNS)
    order = [1, *range(fixed, len(columns)), *range(2, fixed)]
    rows = Rows(
        tuple(columns[place] for place in order),
        tuple(tuple(row[place] for place in order) for row in found),
        groups=tuple(replace(one, cells=tuple(one.cells[place] for place in order)) for one in grouped(found, view)),
        first=FIRST,
        listed=LISTED,
        unlisted=frozenset(FIXED_COLUMNS),
        colours={
            words: (colour, theme.text_on(colour)) for words, colour in service_table.cell_colours(view.lang).items()
        },
    )
    ids = tuple(_id(row) for row in found)
    table_rows.shown(
        rows,
        view.lang,
        name=NAME,
        label=text("services.table_alt", view.lang, count=len(found)),
        height=HEIGHT_BESIDE_DETAIL if view.service else HEIGHT,
        choice=Choice("open", ids, tuple(key for key in ids if key == view.service), _open),
    )


def _open(chosen: tuple[str, ...]) -> None:
    st.session_state[filter_state.SERVICE] = chosen[0] if chosen else None
