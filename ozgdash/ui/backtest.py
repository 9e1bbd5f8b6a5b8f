"""The backtest of the outlook, for the method page."""

from __future__ import annotations

import streamlit as st

from ozgdash.model.filters import View
from ozgdash.ui import components, data

NAME = "outlook_backtest"


def shown(view: View) -> None:
    """How often the 80 % interval was right on this history, and how that was asked."""
    with st.container(key="backtest"):
        components.chart(NAME, view)
        components.method(data.chart(NAME, view))
