"""What the filters of a session say, and the address of the view: they follow each other.

The widgets are the truth of a session; the address follows them. At the first run, and when the reader moves through
the browser's history, it is the other way round; in the first run of a reader who comes back to a server that has
forgotten the session, what the browser's widgets show goes before its address (``ozgdash.ui.returning``). Nothing else
that the browser says about the address counts: a reader who is quicker than the network sends the address from before
the last click along with the next one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ozgdash.metrics.choices import Choices
from ozgdash.model.cooperation import Cooperation
from ozgdash.model.filters import ADDRESSEES as KNOWN_ADDRESSEES
from ozgdash.model.filters import PACES, USE_LIMITS, Rule
from ozgdash.texts import LANGS, Lang
from ozgdash.ui import address, data, returning, tabs
from ozgdash.ui.page_list import PageEntry

PARTNERS, STAND, RULE, TOPICS, LANGUAGE = "filter-partner", "filter-stand", "filter-rule", "filter-topic", "filter-lang"
DEPARTMENTS, ADDRESSEES, DEADLINE = "filter-department", "filter-addressee", "filter-deadline"
GROUPS = "filter-group"
COMPARE, TARGET, PACE, SERVICE = "option-compare", "option-target", "option-pace", "option-service"
USE = "option-use"
CHARTS = "filter-charts"
WRITTEN, PAGE, DROPPED = "address-written", "address-page", "address-dropped"
PASSED = "address-passed"
"""Pages that the reader came to by the navigation, which empties the address: the history may have them without the
filters that counted, until there really were none."""
CHART_MODES = (address.PICTURE, address.INTERACTIVE)
WIDGETS = (
    PARTNERS, GROUPS, STAND, RULE, TOPICS, DEPARTMENTS, ADDRESSEES, DEADLINE, COMPARE, TARGET, PACE, USE, SERVICE,
    LANGUAGE, CHARTS,
)  # fmt: skip
"""Every widget whose value the address says."""


def lang() -> Lang:
    """The reader's language, before any widget is drawn."""
    parameters = _parameters()
    if LANGUAGE not in st.session_state or (parameters and _is_step_through_history()):
        back = None if WRITTEN in st.session_state or _is_step_through_history() else returning.language()
        return back or address.language(parameters or st.session_state.get(WRITTEN, {}))
    chosen: Lang = st.session_state[LANGUAGE]
    return chosen


def keep(*keys: str) -> None:
    """Streamlit forgets the state of a widget that is not drawn, unless it is set anew."""
    for key in keys:
        st.session_state[key] = st.session_state[key]


def dropped() -> tuple[address.Dropped, ...]:
    """What of the address meant nothing; said once."""
    found: tuple[address.Dropped, ...] = st.session_state.pop(DROPPED, ())
    return found


def interactive() -> bool:
    """Whether the reader wants all charts interactive at once."""
    return st.session_state.get(CHARTS) == address.INTERACTIVE


def follow(asked: address.Asked, path: Path, *, default: date, today: date) -> tuple[address.Dropped, ...]:
    """Set filters and options as an address that asks for this would; for the callback of a widget.

    What of it this snapshot does not have is left out, as of an address, and comes back.
    """
    tongue, (cooperation, _, choices) = lang(), data.facts(path)
    said = address.compose(asked, tongue, default=default)
    possible, found = address.parse(said, cooperation=cooperation, choices=choices, default=default, today=today)
    st.session_state.update(_values(possible, tongue, cooperation))
    return found


def prepare(path: Path, entry: PageEntry, *, default: date, today: date) -> None:
    """Give every widget a value that it can have: from the address where that leads, else what it had.

    The values are set anew wherever the browser may show others: on a new page it may have forgotten the widgets of the
    one that it was still drawing, and before it has taken our last address it has not drawn our last widgets, either.
    In another language it shows the words of the last one until it is told the new ones.
    The open tab belongs to its page: another one begins with its first.
    """
    page = entry.url_path or ""
    parameters: address.Parameters = _parameters()
    written: address.Parameters | None = st.session_state.get(WRITTEN)
    cooperation, _, choices = data.facts(path)
    passed = not parameters and page in st.session_state.get(PASSED, ())
    leads = written is None or (_is_step_through_history() and not passed)
    said = parameters if leads or written is None else written
    if written is None and not _is_step_through_history() and returning.words():
        said = {**parameters, **_shown(entry, cooperation, choices, default)}
        returning.notice()
    _know_by_name(cooperation)
    held = {} if leads else _held(cooperation, choices)
    moved = st.session_state.get(PAGE) != page
    translated = not leads and held.get(LANGUAGE) != address.language(said)
    if not (leads or moved or translated) and parameters == written and len(held) == len(WIDGETS):
        return
    asked, found = address.parse(
        said, cooperation=cooperation, choices=choices, default=default, today=today, tabs=entry.tab_ids
    )
    if leads:
        st.session_state[DROPPED] = found
    st.session_state.update(_values(asked, address.language(said), cooperation) | held)
    if leads or moved or not tabs.is_known(entry):
        tabs.open_tab(entry, asked.tab if leads or not moved else None)


def _shown(entry: PageEntry, cooperation: Cooperation, choices: Choices, default: date) -> address.Parameters:
    """What the browser of a reader who came back shows: its widgets know the last click, its address does not."""
    tab = returning.tab(*tabs.names(entry))
    shown = returning.parameters(cooperation, choices, [default])
    return {**shown, "reiter": tab} if tab else shown


def _is_step_through_history() -> bool:
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def _know_by_name(cooperation: Cooperation) -> None:
    """Partners that the browser was offered before the last search: Streamlit hands on their names as they are."""
    said = st.session_state.get(PARTNERS, [])
    if set(cooperation.ids).issuperset(said):
        return
    by_name = {partner.short_name: partner.id for partner in cooperation.partners}
    st.session_state[PARTNERS] = list(dict.fromkeys(by_name.get(word, word) for word in said))


def _held(cooperation: Cooperation, choices: Choices) -> dict[str, Any]:
    """What the widgets say, without what they cannot say.

    A browser that has not drawn the last run yet may send words of the other language, which Streamlit hands on as they
    are, or values that a new snapshot no longer knows; a widget that the browser forgot says nothing.
    """
    deadlines = {deadline.key for deadline in cooperation.deadlines}
    is_possible: dict[str, Callable[[Any], bool]] = {
        PARTNERS: set(cooperation.ids).issuperset,
        GROUPS: set(cooperation.groups_by_key).issuperset,
        STAND: lambda value: isinstance(value, date),
        RULE: lambda value: isinstance(value, Rule),
        TOPICS: set(choices.topics).issuperset,
        DEPARTMENTS: set(choices.departments).issuperset,
        ADDRESSEES: set(KNOWN_ADDRESSEES).issuperset,
        DEADLINE: deadlines.__contains__,
        COMPARE: lambda value: value is None or isinstance(value, date),
        TARGET: lambda value: value is None or isinstance(value, date),
        PACE: PACES.__contains__,
        USE: USE_LIMITS.__contains__,
        SERVICE: lambda value: value is None or value in dict(choices.services),
        LANGUAGE: LANGS.__contains__,
        CHARTS: CHART_MODES.__contains__,
    }
    return {
        key: st.session_state[key]
        for key in WIDGETS
        if key in st.session_state and is_possible[key](st.session_state[key])
    }


def _values(asked: address.Asked, tongue: Lang, cooperation: Cooperation) -> dict[str, Any]:
    """The value of each widget that asks for this."""
    filters = asked.filters
    return {
        PARTNERS: list(filters.partners),
        GROUPS: list(filters.groups),
        STAND: filters.as_of,
        RULE: filters.rule,
        TOPICS: list(filters.topics),
        DEPARTMENTS: list(filters.departments),
        ADDRESSEES: list(filters.addressees),
        DEADLINE: filters.deadline or cooperation.deadlines[0].key,
        COMPARE: asked.compare_on,
        TARGET: asked.target_on,
        PACE: asked.pace_months,
        USE: asked.use_below,
        SERVICE: asked.service,
        LANGUAGE: tongue,
        CHARTS: address.INTERACTIVE if asked.interactive else address.PICTURE,
    }


def write_address(parameters: dict[str, list[str]], page: str) -> None:
    """Let the address of the browser say this.

    Said in every run: what a run before this one said may reach the browser after the reader has gone elsewhere.
    """
    if parameters and not _parameters() and st.session_state.get(PAGE) != page:
        st.session_state[PASSED] = {*st.session_state.get(PASSED, ()), page}
    elif not parameters:
        st.session_state[PASSED] = {*st.session_state.get(PASSED, ())} - {page}
    st.query_params.from_dict(parameters)
    st.session_state[WRITTEN], st.session_state[PAGE] = parameters, page


def _parameters() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}
