"""A list of services or partners: a chart of the kind TABLE, with days and counts that sort as what they are."""

from __future__ import annotations

import streamlit as st

from ozgdash.model.filters import View
from ozgdash.ui import components, data, heading, provenance, table_view


def show(name: str, view: View, *, finding: bool = True) -> None:
    """The list under its heading, with its finding and what differs from the page's provenance."""
    spec = data.chart(name, view)
    with st.container(key=f"table-{name}"):
        heading.row(name, spec, view)
        if finding:
            components.said(spec)
        if not spec.empty:
            table_view.shown(spec.table, view.lang, name=name, label=components.alt(spec))
            components.cut(spec.table, view.lang)
        provenance.under(spec)
