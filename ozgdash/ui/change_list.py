"""The list of changes."""

from __future__ import annotations

import streamlit as st

from ozgdash.model.filters import View
from ozgdash.ui import components, data, downloads

NAME = "changes_list"


def shown(view: View) -> None:
    """Every change as a table, with its way out."""
    spec = data.chart(NAME, view)
    with st.container(key=f"table-{NAME}"):
        st.subheader(spec.title, anchor=False)
        components.said(spec)
        if not spec.empty:
            components.table(spec.table, view.lang, alt=components.alt(spec))
        components.provenance(spec)
        downloads.menu(NAME, spec, view)
