"""The page of keys: those that do something on these pages, and what."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ozgdash.texts import Lang, text
from ozgdash.ui import provenance

PARTS = {
    "page": ("tab", "back", "enter", "space", "escape", "tabs"),
    "charts": ("marks", "ends"),
    "tables": ("cells", "search"),
}
"""Where -> the keys there; a test presses each of them (``tests/e2e/test_helping.py``)."""


def shown(lang: Lang) -> None:
    """A table of keys for each place."""
    provenance.forget()
    with st.container(key="answer"):
        st.title(text("keys.title", lang), anchor=False)
        st.header(text("keys.answer", lang), anchor=False)
    headers = [text("keys.column_keys", lang), text("keys.column_does", lang)]
    for part, names in PARTS.items():
        with st.container(key=f"keys-{part}"):
            st.subheader(text(f"keys.part_{part}", lang), anchor=False)
            rows = [(text(f"keys.keys_{name}", lang), text(f"keys.does_{name}", lang)) for name in names]
            st.table(pd.DataFrame(rows, columns=headers).set_index(headers[0]))
