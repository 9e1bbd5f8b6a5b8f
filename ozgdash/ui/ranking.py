"""The partners of a large cooperation by their share: the first and the last ones, and a search in all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from ozgdash import formats
from ozgdash.model import many
from ozgdash.model.chart import Cell, ChartSpec
from ozgdash.model.filters import View
from ozgdash.search.matching import matches
from ozgdash.texts import Lang, text
from ozgdash.ui import components, data, heading, provenance, spoken, table_view

NAME = "ranking"
ROWS = 50
"""So many rows are sent at once, however many partners there are."""
PARTNER = 1
"""The column with the partner's name."""
Rows = Sequence[tuple[Cell, ...]]


def of_many(view: View) -> None:
    """The ranking with its search; nothing in a cooperation of a few, whose partners have tiles."""
    if not many.is_large(view):
        return
    lang, spec = view.lang, data.chart(NAME, view)
    with st.container(key=f"table-{NAME}"):
        heading.row(NAME, spec, view)
        components.said(spec)
        if not spec.empty:
            with st.container(horizontal=True, vertical_alignment="bottom"):
                query = st.text_input(
                    text("crowd.search", lang), placeholder=text("crowd.search_hint", lang), key="ranking-search"
                )
                found = _found(query, spec, view) if query.strip() else spec.table.rows
                shown = _part(found, spec, lang, whole=not query.strip())
            _table(shown, spec, lang)
            _counted(shown, found, spec, lang)
        provenance.under(spec)


def _found(query: str, spec: ChartSpec, view: View) -> Rows:
    """The rows of the partners whose name, ARS or kind holds the words of the query."""
    known = data.partner_words(view)
    rows = spec.table.rows
    return [rows[place] for place in matches(query, [known[str(row[PARTNER])] for row in rows])]


def _part(found: Rows, spec: ChartSpec, lang: Lang, *, whole: bool) -> Rows:
    """The rows of the chosen part: the first and last ones of the whole list, or so many one after the other."""
    parts = [*([-1] if whole and spec.brief else []), *range(0, len(found), ROWS)]
    if len(parts) < 2:
        return found
    start = st.selectbox(
        text("crowd.part", lang),
        parts,
        format_func=lambda first: _part_name(first, len(found), lang),
        key=spoken.chosen("ranking-part", lang),
    )
    return spec.brief if start < 0 else found[start : start + ROWS]


def _part_name(first: int, count: int, lang: Lang) -> str:
    if first < 0:
        return text("crowd.part_brief", lang)
    numbers = (formats.number(number, lang) for number in (first + 1, min(first + ROWS, count)))
    begin, end = numbers
    return text("crowd.part_rows", lang, first=begin, last=end)


def _table(shown: Rows, spec: ChartSpec, lang: Lang) -> None:
    if shown:
        table_view.shown(replace(spec.table, rows=tuple(shown)), lang, name=NAME, label=components.alt(spec))
    else:
        st.info(text("crowd.nobody_found", lang))


def _counted(shown: Rows, found: Rows, spec: ChartSpec, lang: Lang) -> None:
    """How many there are, and where all of them stand."""
    total = len(spec.table.rows)
    if len(shown) < total:
        hits, everybody = (formats.number(number, lang) for number in (len(found), total))
        key = "crowd.hits" if len(found) < total else "crowd.all_in_files"
        components.note(text(key, lang, n=hits, total=everybody))
