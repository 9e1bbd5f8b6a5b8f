"""The form of the council page: for which occasion, in which formats, and what is ordered by it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from ozgdash.errors import UserError
from ozgdash.export.council.order import Order
from ozgdash.export.council.package import Formats, Occasion
from ozgdash.model.days import FIRST_DAY, LAST_DAY
from ozgdash.model.filters import View
from ozgdash.model.paper_number import paper_number
from ozgdash.texts import Lang, text
from ozgdash.ui import components, council_sections, data, spoken

TITLE, COMMITTEE, SESSION, PAPER = "council-title", "council-committee", "council-session", "council-paper"
FORMATS = "council-formats"
MAX_WORDS = 300
MAX_NUMBER = 60
"""With room for the word Vorlage before it."""
TITLE_WIDTH, WIDTH, DAY_WIDTH = 420, 240, 150
"""Pixels: side by side where there is room, one below the other on a phone."""


def summary(view: View) -> None:
    """What stands at the front of every document, behind the page's answer."""
    with st.container(key="council-summary"):
        for words in data.summary(view)[1:]:
            components.sentence(words)


def session_day(lang: Lang) -> date | None:
    """Draw the field for the day of the session; what it says."""
    return st.date_input(
        text("council.session_field", lang),
        value=None,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        key=SESSION,
        format="DD.MM.YYYY" if lang == "de" else "YYYY-MM-DD",
        persist_state="session",
        width=DAY_WIDTH,
    )


def occasion(session_on: date | None, lang: Lang) -> Occasion | None:
    """Draw the other fields; what they say, None and the reason below where the number cannot be that of a paper."""
    with st.container(key="council-occasion", horizontal=True):
        title = st.text_input(
            text("council.title_field", lang),
            key=TITLE,
            max_chars=MAX_WORDS,
            placeholder=text("council.untitled", lang),
            persist_state="session",
            width=TITLE_WIDTH,
        )
        committee = st.text_input(
            text("council.committee_field", lang),
            key=COMMITTEE,
            max_chars=MAX_WORDS,
            persist_state="session",
            width=WIDTH,
        )
        paper = st.text_input(
            text("council.paper_field", lang),
            key=PAPER,
            max_chars=MAX_NUMBER,
            placeholder="26-12345",
            help=text("council.paper_help", lang),
            persist_state="session",
            width=WIDTH,
        )
    try:
        return Occasion(title, committee, session_on, paper_number(paper))
    except UserError as error:
        st.error(components.plain(error.message(lang)))
        return None


def order(given: Occasion | None, view: View, formats: Formats) -> Order:
    """What is ordered by form and list; nothing while a field holds what cannot be."""
    if given is None:
        return Order(Occasion(), view, (), formats)
    return Order(given, view, council_sections.choice().wanted, formats)


def adopt(occasion: Occasion, sections: tuple[str, ...], formats: Formats) -> None:
    """Set the form to this; for the callback of a widget."""
    st.session_state[FORMATS] = formats
    st.session_state[TITLE], st.session_state[COMMITTEE] = occasion.title, occasion.committee
    st.session_state[SESSION], st.session_state[PAPER] = occasion.session_on, occasion.paper
    council_sections.adopt(sections)


def form() -> tuple[object, ...]:
    """What the form says, to be compared with what it said before."""
    fields = (st.session_state.get(key) for key in (TITLE, COMMITTEE, SESSION, PAPER, FORMATS))
    return (*fields, council_sections.choice().wanted)


def formats_wanted(lang: Lang) -> Formats:
    """Draw the choice of office formats."""
    with st.container(key="council-formats-wanted"):
        chosen = st.radio(
            text("council.formats_field", lang),
            tuple(Formats),
            index=tuple(Formats).index(Formats.BOTH),
            format_func=lambda formats: text(f"council.formats_{formats.value}", lang),
            key=spoken.chosen(FORMATS, lang),
            horizontal=True,
            persist_state="session",
        )
    return chosen or Formats.BOTH
