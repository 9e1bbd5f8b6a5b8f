"""Every table of every page: columns as wide as what stands in them, names in view, nothing said in each row anew."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from ozgdash import formats
from ozgdash.model.chart import Cell, Column, ColumnType, Table
from ozgdash.texts import Lang, text
from ozgdash.ui.cells import cell
from ozgdash.ui.markdown import plain
from ozgdash.ui.table_shape import Shape, shape

MAX_HEIGHT, ROW_HEIGHT, HEAD_HEIGHT = 430, 35, 38
DAY_FORMATS = {"de": "DD.MM.YYYY", "en": "D MMM YYYY"}
NUMBERS = {ColumnType.COUNT: 1.0, ColumnType.RATE: 0.1}
"""What the browser writes, in the language of the page (``assets/words.js``), with the step of its last digit."""
RIGHT = (*NUMBERS, ColumnType.SHARE)


def shown(table: Table, lang: Lang, *, alt: str, as_text: bool = False, kept: Collection[str] = ()) -> None:
    """The rows of a table, and in a sentence what all of them share; columns with a ``kept`` key stay.

    Days and counts sort as what they are, unless they are wanted ``as_text``, in the reader's way of writing them.
    """
    own = shaped(table.columns, table.rows, lang, kept=kept)
    cells = {column: [row[place] for row in table.rows] for place, column in zip(own.places, own.columns, strict=True)}
    texts = {column.key for column in own.columns if as_text or _is_text(column, cells[column])}
    st.dataframe(
        pd.DataFrame({column.header: _values(cells[column], column, lang, texts) for column in own.columns}),
        hide_index=True,
        height=height(len(table.rows)),
        column_config=config(own, lang, texts),
        placeholder=formats.DASH,
        alt=alt,
    )
    said(own, lang)


def shaped(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], lang: Lang, *, kept: Collection[str] = ()
) -> Shape:
    """The shape of a table by its cells in the reader's words."""
    words = [[cell(value, column, lang) for value, column in zip(row, columns, strict=True)] for row in rows]
    return shape(columns, words, kept=kept)


def height(rows: int, most: int = MAX_HEIGHT) -> int:
    """Pixels for so many rows, up to ``most``; an empty table has room for a line that says so."""
    return min(most, HEAD_HEIGHT + ROW_HEIGHT * max(rows, 1))


def config(own: Shape, lang: Lang, texts: Collection[str] = ()) -> dict[str, Any]:
    """How Streamlit is to show the columns; those with these keys come as texts already."""
    return {
        column.header: _column(column, width, lang, pinned=place < own.pinned, as_text=column.key in texts)
        for place, (column, width) in enumerate(zip(own.columns, own.widths, strict=True))
    }


def _column(column: Column, width: int, lang: Lang, *, pinned: bool, as_text: bool) -> Any:
    look: dict[str, Any] = {"width": width, "pinned": pinned or None}
    if column.type in NUMBERS and not as_text:
        return st.column_config.NumberColumn(format="localized", step=NUMBERS[column.type], **look)
    if column.type in RIGHT:
        return st.column_config.Column(alignment="right", **look)
    if column.type is ColumnType.DATE and not as_text:
        return st.column_config.DateColumn(format=DAY_FORMATS[lang], **look)
    return st.column_config.TextColumn(**look)


def said(own: Shape, lang: Lang) -> None:
    """What the columns that are left out would have said; nothing where all are shown."""
    sentences = []
    if own.same:
        facts = "; ".join(text("ui.column_says", lang, column=header, words=words) for header, words in own.same)
        sentences.append(text("ui.same_in_all_rows", lang, facts=facts))
    if own.empty:
        sentences.append(text("ui.empty_in_all_rows", lang, columns=formats.enumeration(list(own.empty), lang)))
    if sentences:
        st.caption(plain(" ".join(sentences)))


def of_frame(frame: pd.DataFrame, headers: Mapping[str, str], *, counts: Collection[str] = ()) -> Table:
    """The columns of a frame under their headers as a table; those of ``counts`` are numbers."""
    kinds = {name: ColumnType.COUNT if name in counts else ColumnType.TEXT for name in headers}
    columns = tuple(Column(name, header, kinds[name]) for name, header in headers.items())
    own = frame[list(headers)].astype(object)
    return Table(columns, tuple(own.where(own.notna(), None).itertuples(index=False, name=None)))


def of_rows(headers: Mapping[str, str], rows: Sequence[Sequence[Cell]]) -> Table:
    """Rows of texts under their headers, by key, as a table."""
    return Table(tuple(Column(key, header) for key, header in headers.items()), tuple(map(tuple, rows)))


def _is_text(column: Column, cells: Sequence[Cell]) -> bool:
    """Shares, and numbers some of which are words (``< 5``): a screen reader would say 0.319 of a share."""
    return column.type is ColumnType.SHARE or (column.type in NUMBERS and any(isinstance(one, str) for one in cells))


def _values(cells: list[Cell], column: Column, lang: Lang, texts: Collection[str]) -> list[Any]:
    """The cells as they sort. Numbers as texts are of one length: then the browser sorts them by their digits."""
    if column.key in texts:
        written = [None if value is None else cell(value, column, lang) for value in cells]
        longest = max((len(one) for one in written if one), default=0) if column.type in RIGHT else 0
        return [one and one.rjust(longest) for one in written]
    if column.type is ColumnType.RATE:
        return [None if value is None else float(formats.rounded(float(str(value)), 1)) for value in cells]
    return list(cells)
