"""Choices whose words are ours, in two languages: which of them is chosen stays when the reader switches.

A browser knows what is chosen by its word. Of words in another language it finds none chosen until it is told.
"""

from __future__ import annotations

import streamlit as st

from ozgdash.texts import Lang


def chosen(key: str, lang: Lang) -> str:
    """The key of a widget that is drawn next, in this language; after another one its value is sent anew."""
    said_in = f"{key}-said-in"
    if key in st.session_state and st.session_state.get(said_in, lang) != lang:
        st.session_state[key] = st.session_state[key]
    st.session_state[said_in] = lang
    return key
