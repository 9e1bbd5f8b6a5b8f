"""The filters in the sidebar, and the view they make.

The widgets are the truth of a session; the address follows them. At the first run, and when the reader moves through
the browser's history, it is the other way round.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import streamlit as st

from ozgdash import formats
from ozgdash.model.filters import Rule, View
from ozgdash.texts import LANGS, Lang, text
from ozgdash.ui import address, data

PARTNERS, STAND, RULE, TOPICS, LANGUAGE = "filter-partner", "filter-stand", "filter-rule", "filter-topic", "filter-lang"
WRITTEN, PAGE, DROPPED, VIEW = "address-written", "address-page", "address-dropped", "view"
SHORT_VALUE = 40


def lang() -> Lang:
    """The reader's language, before any widget is drawn."""
    chosen: Lang = st.session_state.get(LANGUAGE) or address.language(_parameters())
    return chosen


def view() -> View:
    """What the reader looks at in this run; the sidebar has made it before the page runs."""
    chosen: View = st.session_state[VIEW]
    return chosen


def sidebar(path: Path, *, page: str, today: date) -> View:
    """Draw the filters and return the view they make; the address follows."""
    cooperation, snapshot, choices = data.facts(path)
    default = snapshot.newest_observation or today
    _adopt_address(path, page=page, default=default, today=today)
    with st.sidebar, st.container(key="filters"):
        tongue = _language()
        names = {partner.id: partner.short_name for partner in cooperation.partners}
        partners = st.multiselect(
            text("filters.partner", tongue),
            list(names),
            format_func=lambda key: names.get(key, key),
            key=PARTNERS,
            placeholder=text("filters.all_partners", tongue),
        )
        stands = sorted({*choices.stands, default, st.session_state[STAND]}, reverse=True)
        stand = st.selectbox(
            text("filters.stand", tongue),
            stands,
            format_func=lambda day: formats.day(day, tongue),
            key=STAND,
            help=text("filters.stand_help", tongue),
        )
        rule = st.selectbox(
            text("filters.rule", tongue),
            list(Rule),
            format_func=lambda item: text(f"filters.rule_{item.value}", tongue),
            key=RULE,
            help=text("filters.rule_help", tongue),
        )
        topics = st.multiselect(
            text("filters.topic", tongue),
            choices.topics,
            key=TOPICS,
            placeholder=text("filters.all_topics", tongue),
        )
        parameters = {"partner": partners, "stand": [stand.isoformat()], "regel": [rule], "thema": topics}
    filters, _ = address.parse(parameters, cooperation=cooperation, choices=choices, default=default, today=today)
    _write_address(address.compose(filters, tongue, default=default), page)
    st.session_state[VIEW] = View(filters=filters, lang=tongue, cooperation=cooperation, snapshot=snapshot)
    return view()


def dropped() -> tuple[address.Dropped, ...]:
    """What of the address meant nothing; said once."""
    found: tuple[address.Dropped, ...] = st.session_state.pop(DROPPED, ())
    return found


def _language() -> Lang:
    names = {tongue: text("filters.this_language", tongue) for tongue in LANGS}
    chosen: Lang = st.radio(
        text("filters.language", lang()), LANGS, format_func=lambda key: names[key], key=LANGUAGE, horizontal=True
    )
    return chosen


def _adopt_address(path: Path, *, page: str, default: date, today: date) -> None:
    """Set the widgets from the address in the first run and after a step through the browser's history.

    A click in the navigation empties the address: then page and address have changed, and the widgets stay.
    """
    parameters = {name: values for name, values in _parameters().items() if name in address.KNOWN}
    written = st.session_state.get(WRITTEN)
    navigated = st.session_state.get(PAGE) != page and not parameters
    if written is not None and (parameters == written or navigated):
        return
    cooperation, _, choices = data.facts(path)
    filters, found = address.parse(parameters, cooperation=cooperation, choices=choices, default=default, today=today)
    st.session_state[PARTNERS] = list(filters.partners)
    st.session_state[STAND] = filters.as_of
    st.session_state[RULE] = filters.rule
    st.session_state[TOPICS] = list(filters.topics)
    st.session_state[LANGUAGE] = address.language(parameters)
    st.session_state[DROPPED] = found


def _write_address(parameters: dict[str, list[str]], page: str) -> None:
    if _parameters() != parameters:
        st.query_params.from_dict(parameters)
    st.session_state[WRITTEN], st.session_state[PAGE] = parameters, page


def _parameters() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}
