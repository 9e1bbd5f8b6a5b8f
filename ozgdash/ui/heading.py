"""The head of a chart or list: its title, and in the same row what can be done with it."""

from __future__ import annotations

import streamlit as st

from ozgdash.model.chart import ChartSpec
from ozgdash.model.filters import View
from ozgdash.texts import text
from ozgdash.ui import asking, downloads
from ozgdash.ui.markdown import plain


def row(name: str, spec: ChartSpec, view: View, *, as_table: bool = False) -> bool:
    """The title on the left, the actions on the right; on a phone below it. Comes back: whether the table is wanted.

    ``name``: the chart's, under which it is drawn; ``as_table``: whether there is a toggle for its table.
    """
    with st.container(key=f"head-{name}", horizontal=True, vertical_alignment="center"):
        st.subheader(plain(spec.title), anchor=False)
        return _actions(name, spec, view, as_table=as_table)


def count(words: str, name: str, spec: ChartSpec, view: View) -> None:
    """How many there are on the left, of the list that a page is about; what can be done with it on the right."""
    with st.container(key=f"head-{name}", horizontal=True, vertical_alignment="center"):
        st.caption(plain(words))
        _actions(name, spec, view, as_table=False)


def _actions(name: str, spec: ChartSpec, view: View, *, as_table: bool) -> bool:
    """What can be done with every chart and list, in the order of the keyboard; what is new for all of them goes here.

    An action is one small widget with the key ``<action>-<name>``: the row has room for three of them on a phone.
    """
    with st.container(key=f"actions-{name}", horizontal=True, vertical_alignment="center", width="content"):
        wanted = as_table and st.toggle(text("ui.as_table", view.lang), key=f"show-table-{name}")
        asking.button(name, name, view)
        downloads.menu(name, spec, view)
    return wanted
