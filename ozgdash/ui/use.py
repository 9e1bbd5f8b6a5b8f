"""Use on the pages: the share of digital cases, and the services that are online, but not used."""

from __future__ import annotations

import streamlit as st

from ozgdash.model.filters import USE_LIMITS, View
from ozgdash.texts import text
from ozgdash.ui import components, data, filter_labels, lists
from ozgdash.ui import filter_state as state


def on_overview(view: View) -> None:
    """The share of digital cases by partner; nothing where no partner of the view gave any."""
    if not data.chart("use", view).empty:
        components.chart("use", view)


def of_partners(view: View) -> None:
    """How much is used, over time and where; what is online and not used, and what an example would bring.

    Of one partner the share is a sentence: a single bar would say no more.
    """
    spec = data.chart("use", view)
    is_one = len(view.partners) == 1
    if is_one and not spec.empty:
        components.said(spec)
    else:
        components.chart("use", view)
    if spec.empty:
        return
    _where_known("use_over_time", view)
    _where_known("use_departments" if is_one else "use_topics", view)
    st.segmented_control(
        text("use.limit", view.lang),
        USE_LIMITS,
        format_func=lambda limit: filter_labels.use_limit(limit, view.lang),
        key=state.USE,
        required=True,
    )
    lists.show("use_list", view)
    _where_known("use_best", view)
    components.method(spec)


def _where_known(name: str, view: View) -> None:
    if not data.chart(name, view).empty:
        components.chart(name, view)
