"""The council page from top to bottom: the order in one frame, what the package says, what is seldom needed."""

from __future__ import annotations

import streamlit as st

from ozgdash.model.filters import View
from ozgdash.texts import text
from ozgdash.ui import (
    council,
    council_documents,
    council_recipes,
    council_refresh,
    council_sections,
    council_templates,
)


def show(view: View) -> None:
    """Draw it; the documents last, since a page stays with them until they are made."""
    lang = view.lang
    with st.container(border=True, key="council-order"):
        st.subheader(text("council.documents", lang), anchor=False)
        with st.container(key="council-first", horizontal=True, vertical_alignment="bottom"):
            council_recipes.choice(view)
            session_on = council.session_day(lang)
            documents = st.container(key="council-documents", width="content")
        progress = st.container(key="council-progress")
        council_recipes.tell(lang)
        occasion = council.occasion(session_on, lang)
        with st.expander(text("council.one_by_one", lang), key="council-one-by-one"):
            formats = council.formats_wanted(lang)
            order = council_templates.applied(council.order(occasion, view, formats))
            singles = st.container(key="council-singles")
    if occasion is not None and not order.sections:
        st.info(text("council.nothing_chosen", lang))
    council.summary(view)
    st.subheader(text("council.sections", lang), anchor=False)
    st.caption(text("council.sections_help", lang))
    council_sections.shown(view)
    council_recipes.saving(order)
    council_templates.keeping(view)
    besides = council_refresh.panel(view)
    council_documents.offer(order, council_documents.Places(documents, progress, singles), besides)
