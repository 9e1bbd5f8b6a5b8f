"""What a reader sees when something goes wrong: a sentence and what to do, never a stack trace."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from ozgdash.errors import UserError
from ozgdash.texts import text
from ozgdash.ui import filter_state

log = logging.getLogger("ozgdash")


def show(error: Exception) -> bool:
    """Say what happened in the reader's language; True: nothing further is to be shown.

    A UserError says itself what to do. Anything else is a fault of the program: it is logged with a reference that the
    reader can pass on.
    """
    lang = filter_state.lang()
    with st.container(key="error"):
        if isinstance(error, UserError):
            st.error(error.message(lang))
        else:
            reference = secrets.token_hex(4)
            log.error("reference %s", reference, exc_info=error)
            st.error(text("ui.unexpected", lang, reference=reference))
    return True
