"""The filters in the sidebar, and the view they make.

Every filter is given its present value as its default: a browser that has lost it while pages changed then draws the
widget as it stands, and not empty beside filtered numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import streamlit as st

from ozgdash import formats
from ozgdash.metrics.choices import Choices
from ozgdash.model.cooperation import Cooperation
from ozgdash.model.days import LAST_DAY, months_later
from ozgdash.model.filters import ADDRESSEES, COMPARED_MONTHS, DEFAULT_PACE, DEFAULT_USE_LIMIT, PACES, Rule, View
from ozgdash.texts import LANGS, Lang, text
from ozgdash.ui import address, data, filter_labels, partner_field, tabs
from ozgdash.ui import filter_state as state
from ozgdash.ui.page_list import PageEntry

VIEW = "view"


def view() -> View:
    """What the reader looks at in this run; the sidebar has made it before the page runs."""
    chosen: View = st.session_state[VIEW]
    return chosen


def sidebar(path: Path, entry: PageEntry, *, today: date) -> View:
    """Draw the filters and the page's options and return the view they make; the address follows.

    A filter that does not apply to the page cannot be moved there and is not part of the view, but is kept.
    """
    cooperation, snapshot, choices = data.facts(path)
    default = snapshot.newest_observation or today
    state.prepare(path, entry, default=default, today=today)
    with st.sidebar, st.container(key="filters"):
        tongue = _language()
        charts = _charts(tongue)
        parameters = _filters(entry, cooperation, choices, default, tongue)
        parameters |= _options(entry, choices, tongue)
    parameters |= _tab(entry) | {"grafik": [charts]}
    asked, _ = address.parse(
        parameters, cooperation=cooperation, choices=choices, default=default, today=today, tabs=entry.tab_ids
    )
    state.write_address(address.compose(asked, tongue, default=default), entry.url_path or "")
    st.session_state[VIEW] = View(
        filters=asked.filters.without(entry.ignores),
        lang=tongue,
        cooperation=cooperation,
        snapshot=snapshot,
        compare_on=asked.compare_on,
        target_on=asked.target_on,
        pace_months=asked.pace_months,
        use_below=asked.use_below,
        service=asked.service if "service" in entry.options else None,
    )
    return view()


def _filters(
    entry: PageEntry, cooperation: Cooperation, choices: Choices, default: date, tongue: Lang
) -> dict[str, list[str]]:
    """The widgets of the filters and what they say, as an address would."""
    deadlines = {deadline.key: deadline for deadline in cooperation.deadlines}
    stands = sorted({*choices.stands, default, st.session_state[state.STAND]}, reverse=True)
    everybody = "partner" in entry.ignores
    chosen_partners = partner_field.partners(cooperation, tongue, disabled=everybody)
    chosen_groups = partner_field.groups(cooperation, tongue, disabled=everybody)
    stand: date = st.selectbox(
        text("filters.stand", tongue),
        stands,
        index=_position(stands, state.STAND),
        format_func=lambda day: formats.day(day, tongue),
        key=state.STAND,
        help=text("filters.stand_help", tongue),
        disabled="stand" in entry.ignores,
    )
    rule = st.selectbox(
        text("filters.rule", tongue),
        list(Rule),
        index=_position(list(Rule), state.RULE),
        format_func=lambda item: filter_labels.rule(item, tongue),
        key=state.RULE,
        help=text("filters.rule_help", tongue),
        disabled="rule" in entry.ignores,
    )
    deadline: str = st.selectbox(
        text("filters.deadline", tongue),
        list(deadlines),
        index=_position(list(deadlines), state.DEADLINE),
        format_func=lambda key: filter_labels.deadline(deadlines[key], tongue),
        key=state.DEADLINE,
        disabled="deadline" in entry.ignores or len(deadlines) == 1,
    )
    addressees = {item: filter_labels.addressee(item, tongue) for item in ADDRESSEES}
    return {
        "partner": chosen_partners,
        "gruppe": chosen_groups,
        "stand": [stand.isoformat()],
        "regel": [str(rule)],
        "frist": [deadline],
        "thema": _several("topic", choices.topics, state.TOPICS, entry, tongue),
        "bereich": _several("department", choices.departments, state.DEPARTMENTS, entry, tongue),
        "adressat": _several("addressee", list(addressees), state.ADDRESSEES, entry, tongue, names=addressees),
    }


def _several(
    name: str,
    values: Sequence[str],
    key: str,
    entry: PageEntry,
    tongue: Lang,
    *,
    names: Mapping[str, str] | None = None,
) -> list[str]:
    return st.multiselect(
        text(f"filters.{name}", tongue),
        values,
        default=st.session_state[key],
        format_func=lambda value: (names or {}).get(value, value),
        key=key,
        placeholder=text(f"filters.all_{name}s", tongue),
        disabled=name in entry.ignores,
    )


def _options(entry: PageEntry, choices: Choices, tongue: Lang) -> dict[str, list[str]]:
    """The choices of this page alone, and those of other pages as they were left, as an address would say them.

    The service and the share below which nobody uses one are chosen on their pages, not in the sidebar.
    """
    stand = st.session_state[state.STAND]
    drawn = {"compare": state.COMPARE, "target": state.TARGET, "pace": state.PACE}
    # Only what is not drawn here: a value that is set anew takes back what was chosen while it was on its way.
    state.keep(*(key for option, key in drawn.items() if option not in entry.options), state.USE, state.SERVICE)
    if "compare" in entry.options:
        _compare(stand, choices, tongue)
    if "target" in entry.options:
        _target(stand, tongue)
    if "pace" in entry.options:
        st.segmented_control(
            text("filters.pace", tongue),
            PACES,
            key=state.PACE,
            required=True,
        )
    compare_on, target_on = st.session_state[state.COMPARE], st.session_state[state.TARGET]
    return {
        "vergleich": [compare_on.isoformat()] if compare_on else [],
        "ziel": [target_on.isoformat()] if target_on else [],
        "tempo": [str(st.session_state[state.PACE] or DEFAULT_PACE)],
        "nutzung": [str(st.session_state[state.USE] or DEFAULT_USE_LIMIT)],
        "leistung": [st.session_state[state.SERVICE]] if st.session_state[state.SERVICE] else [],
    }


def _tab(entry: PageEntry) -> dict[str, list[str]]:
    """The open tab as an address would say it."""
    opened = tabs.opened(entry)
    return {"reiter": [opened]} if opened else {}


def _compare(stand: date, choices: Choices, tongue: Lang) -> None:
    if st.session_state[state.COMPARE] is not None and st.session_state[state.COMPARE] >= stand:
        st.session_state[state.COMPARE] = None
    chosen = {st.session_state[state.COMPARE]} - {None}
    days = sorted({day for day in choices.stands if day < stand} | chosen, reverse=True)
    default = formats.short_day(months_later(stand, -COMPARED_MONTHS), tongue)
    three_months = text("filters.compare_default", tongue, day=default)
    st.selectbox(
        text("filters.compare", tongue),
        [None, *days],
        format_func=lambda day: formats.day(day, tongue) if day else three_months,
        key=state.COMPARE,
        placeholder=three_months,
    )


def _target(stand: date, tongue: Lang) -> None:
    if st.session_state[state.TARGET] is not None and st.session_state[state.TARGET] <= stand:
        st.session_state[state.TARGET] = None
    st.date_input(
        text("filters.target", tongue),
        min_value=stand + timedelta(days=1),
        max_value=LAST_DAY,
        format="DD.MM.YYYY" if tongue == "de" else "YYYY-MM-DD",
        key=state.TARGET,
        help=text("filters.target_help", tongue),
    )


def _language() -> Lang:
    names = {tongue: filter_labels.language(tongue) for tongue in LANGS}
    chosen: Lang = st.radio(
        text("filters.language", st.session_state[state.LANGUAGE]),
        LANGS,
        index=_position(LANGS, state.LANGUAGE),
        format_func=lambda key: names[key],
        key=state.LANGUAGE,
        horizontal=True,
    )
    return chosen


def _charts(tongue: Lang) -> str:
    names = {mode: filter_labels.charts(mode, tongue) for mode in state.CHART_MODES}
    chosen: str = st.radio(
        text("filters.charts", tongue),
        state.CHART_MODES,
        index=_position(state.CHART_MODES, state.CHARTS),
        format_func=lambda mode: names[mode],
        key=state.CHARTS,
        help=text("filters.charts_help", tongue),
        horizontal=True,
    )
    return chosen


def _position(options: Sequence[Any], key: str) -> int:
    return list(options).index(st.session_state[key])
