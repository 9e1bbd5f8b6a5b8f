"""A list of services or partners: a chart of the kind TABLE, with days and counts that sort as what they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from ozgdash import formats
from ozgdash.model.chart import Cell, Column, ColumnType, Table
from ozgdash.model.filters import View
from ozgdash.texts import Lang
from ozgdash.ui import components, data, heading, provenance

MAX_HEIGHT, ROW_HEIGHT, HEAD_HEIGHT = 430, 35, 38
DAY_FORMATS = {"de": "DD.MM.YYYY", "en": "D MMM YYYY"}
WIDTHS = {"name": 340}
"""Pixels for the column of a service's name."""


def show(name: str, view: View, *, finding: bool = True) -> None:
    """The list under its heading, with its finding and what differs from the page's provenance."""
    spec = data.chart(name, view)
    with st.container(key=f"table-{name}"):
        heading.row(name, spec, view)
        if finding:
            components.said(spec)
        if not spec.empty:
            rows(spec.table, view.lang, alt=components.alt(spec))
            components.cut(spec.table, view.lang)
        provenance.under(spec)


def rows(table: Table, lang: Lang, *, alt: str, widths: Mapping[str, int] = WIDTHS) -> None:
    """The rows of a list as a table that sorts; ``widths``: pixels of columns by their keys, the others follow."""
    st.dataframe(
        _frame(table, lang),
        hide_index=True,
        height=min(MAX_HEIGHT, HEAD_HEIGHT + ROW_HEIGHT * len(table.rows)),
        column_config=_columns(table, lang, widths),
        placeholder=formats.DASH,
        alt=alt,
    )


def _frame(table: Table, lang: Lang) -> pd.DataFrame:
    columns = {
        column.header: _values([row[place] for row in table.rows], column, lang)
        for place, column in enumerate(table.columns)
    }
    return pd.DataFrame(columns)


def _values(cells: list[Cell], column: Column, lang: Lang) -> list[Any]:
    """The cells as they sort; shares, and counts some of which are words (``< 5``), as text."""
    if column.type is ColumnType.SHARE:
        return [formats.percent(cell, lang) if isinstance(cell, float) else cell for cell in cells]
    if column.type is ColumnType.COUNT and any(isinstance(cell, str) for cell in cells):
        return [formats.number(cell, lang) if isinstance(cell, int) else cell for cell in cells]
    return list(cells)


def _columns(table: Table, lang: Lang, widths: Mapping[str, int]) -> dict[str, Any]:
    config: dict[str, Any] = {}
    for column in table.columns:
        if column.type is ColumnType.DATE:
            config[column.header] = st.column_config.DateColumn(format=DAY_FORMATS[lang])
        elif column.type in (ColumnType.COUNT, ColumnType.SHARE):
            config[column.header] = st.column_config.Column(alignment="right", width=widths.get(column.key))
        elif column.key in widths:
            config[column.header] = st.column_config.TextColumn(width=widths[column.key])
    return config
