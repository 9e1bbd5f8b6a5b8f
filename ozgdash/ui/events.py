"""Below a chart over days: what the numbers in it stand for."""

from __future__ import annotations

import streamlit as st

from ozgdash.model.chart import ChartSpec
from ozgdash.texts import text
from ozgdash.ui.markdown import plain


def below(spec: ChartSpec) -> None:
    """The events of the chart as a numbered list; nothing where it has none."""
    if not spec.events:
        return
    head = plain(text("charts.events_head", spec.lang, count=len(spec.events)))
    rows = [f"{event.number}. {plain(event.text)}" for event in spec.events]
    with st.container(key=f"events-{spec.name}"):
        st.caption("\n".join([head, "", *rows]))
