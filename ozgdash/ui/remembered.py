"""Which results the server keeps in memory, and how many of each kind: for all readers, view by view."""

from __future__ import annotations

import streamlit as st

from ozgdash.model.filters import View

MAX_RESULTS = 1_000
"""Cached results per kind; a few kilobytes each."""
MAX_FIGURES = 100
"""Cached figures for Plotly, tens of kilobytes each; few charts are reached for."""
LONG, MAX_LONG = ("ranking", "rows_behind", "sheets_behind"), 30
"""Charts that hold a row of each of many partners or services, megabytes each, and how many of them are cached."""


def key_of(view: View) -> str:
    """All in a view by which results differ; the cooperation is that of its snapshot, and long."""
    chosen = (view.filters, view.lang, view.compare_on, view.target_on, view.pace_months, view.service, view.takeover)
    return repr((view.snapshot.id, view.snapshot.published_at, view.whole, view.use_below, *chosen))


remembered = st.cache_resource(show_spinner=False, max_entries=MAX_RESULTS, hash_funcs={View: key_of})
remembered_in_part = st.cache_resource(show_spinner=False, max_entries=MAX_LONG, hash_funcs={View: key_of})
remembered_briefly = st.cache_resource(show_spinner=False, max_entries=MAX_FIGURES, hash_funcs={View: key_of})
