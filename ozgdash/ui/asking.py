"""The button beside a number that asks where it comes from; the answer opens over the page (``ui/origin.py``)."""

from __future__ import annotations

import streamlit as st

from ozgdash.model.filters import View
from ozgdash.texts import text

ASKED = "origin-asked"
"""In the session until the page has been drawn: the chart and the view whose numbers are asked about."""
ANSWER = "answer"
"""The key of the page's own number."""


def button(key: str, chart: str, view: View) -> None:
    """The button for the numbers of a chart in this view; ``key``: once in a page."""
    st.button(text("behind.ask", view.lang), key=f"origin-{key}", type="tertiary", on_click=_note, args=(chart, view))


def _note(chart: str, view: View) -> None:
    st.session_state[ASKED] = chart, view


def asked() -> tuple[str, View] | None:
    """What was asked right before this run, once."""
    found: tuple[str, View] | None = st.session_state.pop(ASKED, None)
    return found
