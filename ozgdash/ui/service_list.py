"""The table of services with its search."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ozgdash import formats
from ozgdash.charts import theme
from ozgdash.charts.search import matches
from ozgdash.charts.service_table import FIXED_COLUMNS, cell_colours
from ozgdash.model.filters import View
from ozgdash.model.observation import MATURITY_LEVELS
from ozgdash.texts import text
from ozgdash.ui import components, data, downloads

HEIGHT = 560
NAME = "services"
NAME_WIDTH, PARTNER_WIDTH = 380, 148
"""Pixels; the longest word of a cell, "nicht digitalisierbar", fits."""


def searchable(view: View) -> None:
    """A search field and below it the services it finds, one column per partner."""
    lang, spec = view.lang, data.chart(NAME, view)
    with st.container(key="table-services"):
        query = st.text_input(
            text("services.search", lang), placeholder=text("services.search_hint", lang), key="search"
        )
        headers = [column.header for column in spec.table.columns]
        found = matches(query, [" ".join(map(str, row[: len(FIXED_COLUMNS)])) for row in spec.table.rows])
        rows = pd.DataFrame([spec.table.rows[position] for position in found], columns=headers)
        shown, total = formats.number(len(rows), lang), formats.number(len(spec.table.rows), lang)
        st.caption(text("services.found", lang, shown=shown, total=total))
        if rows.empty:
            components.nothing_found(view)
        else:
            _table(rows, headers, view)
        downloads.menu(NAME, spec, view)


def _table(rows: pd.DataFrame, headers: list[str], view: View) -> None:
    partners = headers[len(FIXED_COLUMNS) :]
    levels = [(model, level) for model, steps in MATURITY_LEVELS.items() for level in steps]
    styles = {
        words: f"background-color: {colour}; color: {theme.text_on(colour)}"
        for words, colour in cell_colours(view.lang, levels).items()
    }
    coloured = rows.style.map(lambda words: styles.get(words, ""), subset=pd.Index(partners))
    st.dataframe(
        coloured,
        hide_index=True,
        height=HEIGHT,
        column_order=[headers[1], *partners, headers[0], *headers[2 : len(FIXED_COLUMNS)]],
        column_config={
            headers[1]: st.column_config.TextColumn(width=NAME_WIDTH, pinned=True),
            **{partner: st.column_config.TextColumn(width=PARTNER_WIDTH) for partner in partners},
            headers[0]: st.column_config.TextColumn(width=PARTNER_WIDTH),
            headers[2]: st.column_config.TextColumn(width=PARTNER_WIDTH),
            headers[3]: st.column_config.TextColumn(width="small"),
        },
        alt=text("services.table_alt", view.lang, count=len(rows)),
    )
