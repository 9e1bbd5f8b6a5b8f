"""Every table of every page: what its rows are about first, nothing cut, nothing said in each row anew."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd
import streamlit as st

from ozgdash import formats
from ozgdash.model.chart import Cell, Column, ColumnType, Table
from ozgdash.texts import Lang, text
from ozgdash.ui import table_rows
from ozgdash.ui.cells import cell
from ozgdash.ui.markdown import plain
from ozgdash.ui.table_rows import Choice, Rows
from ozgdash.ui.table_shape import Shape, shape

HEIGHT = 430
"""Pixels that a table takes at most: its heading stays in view, and what follows is not far."""


def shown(
    table: Table,
    lang: Lang,
    *,
    name: str,
    label: str,
    kept: Collection[str] = (),
    height: int = HEIGHT,
    choice: Choice | None = None,
) -> None:
    """The rows of a table, and in a sentence what all of them share; columns with a ``kept`` key stay.

    ``name``: under which the page holds the table, once; ``label``: how a screen reader names it.
    """
    own = shaped(table, lang, kept=kept)
    cells = tuple(tuple(row[place] for place in own.places) for row in table.rows)
    table_rows.shown(Rows(own.columns, cells, own.name), lang, name=name, label=label, height=height, choice=choice)
    _said(own, lang)


def shaped(table: Table, lang: Lang, *, kept: Collection[str] = ()) -> Shape:
    """The shape of a table by its cells in the reader's words."""
    words = [
        [cell(value, column, lang) for value, column in zip(row, table.columns, strict=True)] for row in table.rows
    ]
    return shape(table.columns, words, kept=kept)


def _said(own: Shape, lang: Lang) -> None:
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
