"""Which pages there are for Streamlit, and the way to those that stand in no list."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ozgdash.texts import Lang, text
from ozgdash.ui import page_list


def pages(lang: Lang) -> list[StreamlitPage]:
    """The pages of the list, in its order."""
    return [
        st.Page(entry.file, title=text(entry.title_key, lang), url_path=entry.url_path, default=entry.url_path is None)
        for entry in page_list.PAGES
    ]


def beside(lang: Lang) -> list[StreamlitPage]:
    """Those that belong to no data: the accessibility statement first, then the keys."""
    return [
        st.Page(entry.file, title=text(entry.title_key, lang), url_path=entry.url_path, visibility="hidden")
        for entry in (page_list.STATEMENT, page_list.KEYS)
    ]


def foot(lang: Lang, *pages: StreamlitPage) -> None:
    """The way to them, at the foot of every page."""
    with st.container(key="foot", horizontal=True):
        for page in pages:
            st.page_link(page, label=text(page_list.at(page.url_path).title_key, lang))
