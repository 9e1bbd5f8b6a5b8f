"""The page of keys: those that do something on these pages, and what."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from ozgdash.texts import Lang, text
from ozgdash.ui import provenance
from ozgdash.ui.markdown import plain

PARTS = {
    "page": ("tab", "back", "enter", "space", "escape", "tabs"),
    "charts": ("marks", "ends"),
    "tables": ("rows", "heads", "sort"),
}
"""Where -> the keys there; a test presses each of them (``tests/e2e/test_helping.py``)."""


def shown(lang: Lang) -> None:
    """A table of keys for each place; as text, since Streamlit's own table comes later than what stands below it."""
    provenance.forget()
    with st.container(key="answer"):
        st.title(text("keys.title", lang), anchor=False)
        st.header(text("keys.answer", lang), anchor=False)
    for part, names in PARTS.items():
        with st.container(key=f"keys-{part}"):
            st.subheader(text(f"keys.part_{part}", lang), anchor=False)
            st.markdown("\n".join(_lines(names, lang)))


def _lines(names: tuple[str, ...], lang: Lang) -> Iterator[str]:
    yield _row(text("keys.column_keys", lang), text("keys.column_does", lang))
    yield "|---|---|"
    for name in names:
        yield _row(text(f"keys.keys_{name}", lang), text(f"keys.does_{name}", lang))


def _row(keys: str, does: str) -> str:
    return f"| {plain(keys)} | {plain(does)} |"
