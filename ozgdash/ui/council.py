"""The council page: for which occasion, and what the package says, section by section, before it is made."""

from __future__ import annotations

import streamlit as st

from ozgdash.errors import UserError
from ozgdash.export.council.order import Order
from ozgdash.export.council.package import Formats, Occasion
from ozgdash.export.council.sections import DEFAULT_SECTIONS, PARTS, Part
from ozgdash.model.days import FIRST_DAY, LAST_DAY
from ozgdash.model.filters import View
from ozgdash.model.paper_number import paper_number
from ozgdash.texts import Lang, text
from ozgdash.ui import components, data

TITLE, COMMITTEE, SESSION, PAPER = "council-title", "council-committee", "council-session", "council-paper"
SEQUENCE, FORMATS = "council-sequence", "council-formats"
MAX_WORDS = 300
MAX_NUMBER = 60
"""With room for the word Vorlage before it."""


def section_key(key: str) -> str:
    """The widget that says whether a section is wanted."""
    return f"council-section-{key}"


def summary(view: View) -> None:
    """What stands at the front of every document, behind the page's answer."""
    with st.container(key="council-summary"):
        for words in data.summary(view)[1:]:
            components.sentence(words)


def order(view: View) -> Order:
    """Draw the form and the preview; what is ordered by them, nothing while a field holds what cannot be."""
    occasion = _occasion(view.lang)
    sections = _sections(view)
    if not sections:
        st.info(text("council.nothing_chosen", view.lang))
    formats = _formats(view.lang)
    if occasion is None:
        return Order(Occasion(), view, (), formats)
    return Order(occasion, view, sections, formats)


def adopt(occasion: Occasion, sections: tuple[str, ...], formats: Formats) -> None:
    """Set the form to this; for the callback of a widget."""
    st.session_state[FORMATS] = formats
    st.session_state[TITLE], st.session_state[COMMITTEE] = occasion.title, occasion.committee
    st.session_state[SESSION], st.session_state[PAPER] = occasion.session_on, occasion.paper
    st.session_state[SEQUENCE] = [*sections, *(key for key in PARTS if key not in sections)]
    for key in PARTS:
        st.session_state[section_key(key)] = key in sections


def _occasion(lang: Lang) -> Occasion | None:
    """What the fields say; None, and the reason below them, where the number cannot be that of a paper."""
    with st.container(key="council-occasion"):
        st.subheader(text("council.occasion", lang), anchor=False)
        title = st.text_input(
            text("council.title_field", lang),
            key=TITLE,
            max_chars=MAX_WORDS,
            placeholder=text("council.untitled", lang),
            persist_state="session",
        )
        left, middle, right = st.columns((2, 1, 1))
        committee = left.text_input(
            text("council.committee_field", lang), key=COMMITTEE, max_chars=MAX_WORDS, persist_state="session"
        )
        session_on = middle.date_input(
            text("council.session_field", lang),
            value=None,
            min_value=FIRST_DAY,
            max_value=LAST_DAY,
            key=SESSION,
            format="DD.MM.YYYY" if lang == "de" else "YYYY-MM-DD",
            persist_state="session",
        )
        paper = right.text_input(
            text("council.paper_field", lang),
            key=PAPER,
            max_chars=MAX_NUMBER,
            placeholder="26-12345",
            help=text("council.paper_help", lang),
            persist_state="session",
        )
        try:
            return Occasion(title, committee, session_on, paper_number(paper))
        except UserError as error:
            st.error(components.plain(error.message(lang)))
            return None


def _formats(lang: Lang) -> Formats:
    with st.container(key="council-formats-wanted"):
        chosen = st.radio(
            text("council.formats_field", lang),
            tuple(Formats),
            index=tuple(Formats).index(Formats.BOTH),
            format_func=lambda formats: text(f"council.formats_{formats.value}", lang),
            key=FORMATS,
            horizontal=True,
            persist_state="session",
        )
    return chosen or Formats.BOTH


def _sections(view: View) -> tuple[str, ...]:
    """A box per section with what it says, in the order of the documents; the wanted ones."""
    sequence: list[str] = st.session_state.setdefault(SEQUENCE, list(PARTS))
    with st.container(key="council-sections"):
        st.subheader(text("council.sections", view.lang), anchor=False)
        st.caption(text("council.sections_help", view.lang))
        return tuple(key for key in sequence if _section(PARTS[key], sequence, view))


def _section(part: Part, sequence: list[str], view: View) -> bool:
    lang, place = view.lang, sequence.index(part.key)
    with st.container(border=True, key=f"section-{part.key}", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center"):
            wanted = st.checkbox(
                part.title(lang),
                value=part.key in DEFAULT_SECTIONS,
                key=section_key(part.key),
                persist_state="session",
            )
            st.space("stretch")
            for key, step in (("up", -1), ("down", 1)):
                st.button(
                    text(f"council.{key}", lang),
                    key=f"move-{key}-{part.key}",
                    type="tertiary",
                    disabled=not 0 <= place + step < len(sequence),
                    on_click=_move,
                    args=(part.key, step),
                )
        if wanted:
            _preview(part, view)
    return wanted


def _move(key: str, step: int) -> None:
    sequence: list[str] = st.session_state[SEQUENCE]
    place = sequence.index(key)
    sequence[place], sequence[place + step] = sequence[place + step], sequence[place]


def _preview(part: Part, view: View) -> None:
    """What each chart says; the charts themselves when somebody opens them."""
    specs = [data.chart(name, view) for name in part.charts]
    for spec in specs:
        components.sentence(spec.finding, heading=spec.title)
    if not part.on_slides:
        st.caption(text("council.not_on_slides", view.lang))
    drawn = [spec for spec in specs if spec.series and not spec.empty]
    if not drawn:
        return
    label = text("council.look", view.lang, count=len(drawn))
    opened = st.expander(label, key=f"look-{part.key}", on_change="rerun")
    if opened.open:
        with opened:
            for spec in drawn:
                components.picture(spec.name, view)
