"""The parts of a page under tabs: which one is open, by id for the address, by name for Streamlit."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from ozgdash.model.filters import View
from ozgdash.texts import LANGS, Lang, text
from ozgdash.ui import page_list
from ozgdash.ui.page_list import PageEntry


def show(page: str, parts: Mapping[str, Callable[[View], None]], view: View) -> None:
    """The tabs of the page with that key; of the parts, by their ids, only the open one is made."""
    entry = page_list.named(page)
    tabs = st.tabs([_name(entry, part, view.lang) for part in parts], key=_key(entry), on_change="rerun")
    for tab, make in zip(tabs, parts.values(), strict=True):
        if tab.open:
            with tab:
                make(view)


def names(entry: PageEntry) -> tuple[str, dict[str, str]]:
    """The key of the tabs, and from what a tab is called in any language to its id."""
    return _key(entry), {_name(entry, part, lang): part for part in entry.tab_ids for lang in LANGS}


def opened(entry: PageEntry) -> str | None:
    """The id of the tab that is open; None for the first one, and before the page is drawn."""
    name = st.session_state.get(_key(entry))
    ids = [part for part in entry.tab_ids[1:] if name in [_name(entry, part, lang) for lang in LANGS]]
    return ids[0] if ids else None


def is_known(entry: PageEntry) -> bool:
    """Whether the page was drawn before this run, so that its tabs hold what the reader opened."""
    return _key(entry) in st.session_state


def open_tab(entry: PageEntry, part: str | None, lang: Lang) -> None:
    """Open a tab before the page is drawn; None: the first one. Nothing happens on a page without tabs."""
    if not entry.tabs:
        return
    name = _name(entry, part or entry.tab_ids[0], lang)
    if st.session_state.get(_key(entry)) != name:
        st.session_state[_key(entry)] = name


def _key(entry: PageEntry) -> str:
    return f"tabs-{entry.key}"


def _name(entry: PageEntry, part: str, lang: Lang) -> str:
    return text(dict(entry.tabs)[part], lang)
