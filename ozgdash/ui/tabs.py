"""The parts of a page under tabs: which one is open, by its id.

A choice of one, which ``assets/page.css`` shows as tabs: Streamlit's tabs take from each answer of the server which one
is open, also from one that the reader has overtaken (docs/adr/0049-tabs-are-a-choice-of-one.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from ozgdash.model.filters import View
from ozgdash.texts import LANGS, Lang, text
from ozgdash.ui import page_list, spoken
from ozgdash.ui.page_list import PageEntry


def show(page: str, parts: Mapping[str, Callable[[View], None]], view: View) -> None:
    """The tabs of the page with that key; of the parts, by their ids, only the open one is made."""
    entry = page_list.named(page)
    chosen: str = st.radio(
        text("ui.parts", view.lang),
        list(parts),
        index=list(parts).index(opened(entry) or entry.tab_ids[0]),
        format_func=lambda part: _name(entry, part, view.lang),
        key=spoken.chosen(_key(entry), view.lang),
        horizontal=True,
        label_visibility="collapsed",
        width="stretch",
    )
    for part, make in parts.items():
        # A place for each: what stood under the tab that was left is gone before the other part comes.
        place = st.empty()
        if part == chosen:
            with place.container():
                make(view)


def names(entry: PageEntry) -> tuple[str, dict[str, str]]:
    """The key of the tabs, and from what a tab is called in any language to its id."""
    return _key(entry), {_name(entry, part, lang): part for part in entry.tab_ids for lang in LANGS}


def opened(entry: PageEntry) -> str | None:
    """The id of the tab that is open; None for the first one, and before the page is drawn."""
    key, known = names(entry)
    said = str(st.session_state.get(key))
    # A browser that has not drawn the last run yet may send words of the other language, which Streamlit hands on.
    part = known.get(said, said)
    return part if part in entry.tab_ids[1:] else None


def is_known(entry: PageEntry) -> bool:
    """Whether the page was drawn before this run, so that its tabs hold what the reader opened."""
    return _key(entry) in st.session_state


def open_tab(entry: PageEntry, part: str | None) -> None:
    """Open a tab before the page is drawn; None: the first one. Nothing happens on a page without tabs."""
    if entry.tabs:
        st.session_state[_key(entry)] = part or entry.tab_ids[0]


def _key(entry: PageEntry) -> str:
    return f"tabs-{entry.key}"


def _name(entry: PageEntry, part: str, lang: Lang) -> str:
    return text(dict(entry.tabs)[part], lang)
