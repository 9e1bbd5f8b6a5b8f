"""What a file would change, beside it before it is published."""

from __future__ import annotations

import streamlit as st

from ozgdash import formats
from ozgdash.ingest import difference_wording, use_wording
from ozgdash.ingest.difference import Difference
from ozgdash.ingest.use_difference import UseDifference
from ozgdash.texts import Lang, text
from ozgdash.ui import table_view
from ozgdash.ui.markdown import plain

MAX_SHOWN_CHANGES = 500


def of_sheet(found: Difference, position: int, lang: Lang) -> None:
    """How many services a status sheet changes, and each of them on request."""
    if found.first:
        st.markdown(text("intake.first", lang))
        return
    st.markdown(plain(difference_wording.summary(found, lang)))
    if found.missing:
        st.caption(text("intake.missing", lang, count=len(found.missing)))
    if not found.changes:
        return
    number = formats.number(len(found.changes), lang)
    title = text("intake.list", lang, count=len(found.changes), number=number)
    with st.expander(title, key=f"difference-{position}"):
        headers = {name: text(f"intake.column_{name}", lang) for name in difference_wording.COLUMNS}
        rows = difference_wording.lines(found, lang)[:MAX_SHOWN_CHANGES]
        content, columns = table_view.of_rows(headers, rows), difference_wording.COLUMNS
        table_view.shown(content, lang, name=f"difference-{position}", label=title, kept=columns)
        if len(rows) < len(found.changes):
            st.caption(text("intake.list_cut", lang, shown=formats.number(len(rows), lang), number=number))


def of_months(found: UseDifference, position: int, lang: Lang) -> None:
    """How many months a file of use brings and changes, and each changed one on request."""
    st.markdown(plain(use_wording.summary(found, lang)))
    if found.changes:
        number = formats.number(len(found.changes), lang)
        title = text("intake.use_list", lang, count=len(found.changes), number=number)
        columns, rows = use_wording.COLUMNS, use_wording.lines(found, lang)[:MAX_SHOWN_CHANGES]
        with st.expander(title, key=f"use-{position}"):
            headers = {name: text(f"intake.column_{name}", lang) for name in columns}
            content = table_view.of_rows(headers, rows)
            table_view.shown(content, lang, name=f"use-{position}", label=title, kept=columns)
            if len(rows) < len(found.changes):
                st.caption(text("intake.list_cut", lang, shown=formats.number(len(rows), lang), number=number))
