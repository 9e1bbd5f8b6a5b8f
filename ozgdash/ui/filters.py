"""The filters in the sidebar, and the view they make.

The widgets are the truth of a session; the address follows them. At the first run, and when the reader moves through
the browser's history, it is the other way round.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import streamlit as st

from ozgdash import formats
from ozgdash.charts import wording
from ozgdash.metrics.choices import Choices
from ozgdash.model.cooperation import Cooperation, Deadline
from ozgdash.model.days import months_later
from ozgdash.model.filters import ADDRESSEES as KNOWN_ADDRESSEES
from ozgdash.model.filters import COMPARED_MONTHS, DEFAULT_PACE, PACES, Rule, View
from ozgdash.texts import LANGS, Lang, text
from ozgdash.ui import address, data
from ozgdash.ui.page_list import PageEntry

PARTNERS, STAND, RULE, TOPICS, LANGUAGE = "filter-partner", "filter-stand", "filter-rule", "filter-topic", "filter-lang"
DEPARTMENTS, ADDRESSEES, DEADLINE = "filter-department", "filter-addressee", "filter-deadline"
COMPARE, TARGET, PACE, SERVICE = "option-compare", "option-target", "option-pace", "option-service"
WRITTEN, PAGE, DROPPED, VIEW = "address-written", "address-page", "address-dropped", "view"
AWAITED = "address-awaited"
WIDGETS = (
    PARTNERS, STAND, RULE, TOPICS, DEPARTMENTS, ADDRESSEES, DEADLINE, COMPARE, TARGET, PACE, SERVICE, LANGUAGE,
)  # fmt: skip
"""Every widget whose value the address says."""
MAX_TARGET_YEARS = 50


def lang() -> Lang:
    """The reader's language, before any widget is drawn."""
    chosen: Lang = st.session_state.get(LANGUAGE) or address.language(_parameters())
    return chosen


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
    _adopt_address(path, page=entry.url_path or "", default=default, today=today)
    with st.sidebar, st.container(key="filters"):
        tongue = _language()
        parameters = _filters(entry, cooperation, choices, default, tongue)
        parameters |= _options(entry, choices, tongue)
    asked, _ = address.parse(parameters, cooperation=cooperation, choices=choices, default=default, today=today)
    _write_address(address.compose(asked, tongue, default=default), entry.url_path or "")
    st.session_state[VIEW] = View(
        filters=asked.filters.without(entry.ignores),
        lang=tongue,
        cooperation=cooperation,
        snapshot=snapshot,
        compare_on=asked.compare_on,
        target_on=asked.target_on,
        pace_months=asked.pace_months,
        service=asked.service if "service" in entry.options else None,
    )
    return view()


def _filters(
    entry: PageEntry, cooperation: Cooperation, choices: Choices, default: date, tongue: Lang
) -> dict[str, list[str]]:
    """The widgets of the filters and what they say, as an address would."""
    partners = {partner.id: partner.short_name for partner in cooperation.partners}
    deadlines = {deadline.key: deadline for deadline in cooperation.deadlines}
    stands = sorted({*choices.stands, default, st.session_state[STAND]}, reverse=True)
    chosen_partners = _several("partner", list(partners), PARTNERS, entry, tongue, names=partners)
    stand: date = st.selectbox(
        text("filters.stand", tongue),
        stands,
        format_func=lambda day: formats.day(day, tongue),
        key=STAND,
        help=text("filters.stand_help", tongue),
        disabled="stand" in entry.ignores,
    )
    rule = st.selectbox(
        text("filters.rule", tongue),
        list(Rule),
        format_func=lambda item: text(f"filters.rule_{item.value}", tongue),
        key=RULE,
        help=text("filters.rule_help", tongue),
        disabled="rule" in entry.ignores,
    )
    deadline: str = st.selectbox(
        text("filters.deadline", tongue),
        list(deadlines),
        format_func=lambda key: _deadline_name(deadlines[key], tongue),
        key=DEADLINE,
        disabled="deadline" in entry.ignores or len(deadlines) == 1,
    )
    addressees = {item: text(f"charts.addressee_{item}", tongue) for item in KNOWN_ADDRESSEES}
    return {
        "partner": chosen_partners,
        "stand": [stand.isoformat()],
        "regel": [str(rule)],
        "frist": [deadline],
        "thema": _several("topic", choices.topics, TOPICS, entry, tongue),
        "bereich": _several("department", choices.departments, DEPARTMENTS, entry, tongue),
        "adressat": _several("addressee", list(addressees), ADDRESSEES, entry, tongue, names=addressees),
    }


def _deadline_name(deadline: Deadline, tongue: Lang) -> str:
    """``Ziel des Rates: 60 % (31.12.2027)``."""
    key = "filters.deadline_partial" if deadline.partial else "filters.deadline_whole"
    share, day = wording.target_share(deadline.share, tongue), formats.day(deadline.date, tongue)
    return text(key, tongue, name=deadline.name, share=share, day=day)


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
        format_func=lambda value: (names or {}).get(value, value),
        key=key,
        placeholder=text(f"filters.all_{name}s", tongue),
        disabled=name in entry.ignores,
    )


def _options(entry: PageEntry, choices: Choices, tongue: Lang) -> dict[str, list[str]]:
    """The choices of this page alone, and those of other pages as they were left, as an address would say them.

    The service is chosen on its page, not in the sidebar.
    """
    stand = st.session_state[STAND]
    if st.session_state[SERVICE] not in dict(choices.services):
        st.session_state[SERVICE] = None
    for key in (COMPARE, TARGET, PACE, SERVICE):
        # Streamlit forgets the state of a widget that is not drawn, unless it is set anew.
        st.session_state[key] = st.session_state[key]
    if "compare" in entry.options:
        _compare(stand, choices, tongue)
    if "target" in entry.options:
        _target(stand, tongue)
    if "pace" in entry.options:
        st.segmented_control(
            text("filters.pace", tongue),
            PACES,
            format_func=lambda months: text("filters.pace_months", tongue, months=months),
            key=PACE,
            required=True,
        )
    compare_on, target_on = st.session_state[COMPARE], st.session_state[TARGET]
    return {
        "vergleich": [compare_on.isoformat()] if compare_on else [],
        "ziel": [target_on.isoformat()] if target_on else [],
        "tempo": [str(st.session_state[PACE] or DEFAULT_PACE)],
        "leistung": [st.session_state[SERVICE]] if st.session_state[SERVICE] else [],
    }


def _compare(stand: date, choices: Choices, tongue: Lang) -> None:
    if st.session_state[COMPARE] is not None and st.session_state[COMPARE] >= stand:
        st.session_state[COMPARE] = None
    chosen = {st.session_state[COMPARE]} - {None}
    days = sorted({day for day in choices.stands if day < stand} | chosen, reverse=True)
    default = formats.day(months_later(stand, -COMPARED_MONTHS), tongue)
    three_months = text("filters.compare_default", tongue, day=default)
    st.selectbox(
        text("filters.compare", tongue),
        [None, *days],
        format_func=lambda day: formats.day(day, tongue) if day else three_months,
        key=COMPARE,
        placeholder=three_months,
    )


def _target(stand: date, tongue: Lang) -> None:
    if st.session_state[TARGET] is not None and st.session_state[TARGET] <= stand:
        st.session_state[TARGET] = None
    st.date_input(
        text("filters.target", tongue),
        min_value=stand + timedelta(days=1),
        max_value=date(stand.year + MAX_TARGET_YEARS, 12, 31),
        format="DD.MM.YYYY" if tongue == "de" else "YYYY-MM-DD",
        key=TARGET,
        help=text("filters.target_help", tongue),
    )


def follow(asked: address.Asked, *, default: date) -> None:
    """Set filters and options as an address that asks for this would; for the callback of a widget."""
    st.query_params.from_dict(address.compose(asked, lang(), default=default))


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
    written: dict[str, list[str]] | None = st.session_state.get(WRITTEN)
    moved = st.session_state.get(PAGE) != page
    navigated = moved and not parameters
    if parameters == written:
        st.session_state[AWAITED] = False
    elif navigated:
        st.session_state[AWAITED] = True
    # Right after a change of page the browser may call once more before it has taken the new address.
    late = not parameters and st.session_state.get(AWAITED, False)
    said = written if written is not None and (navigated or late) else parameters
    stays = said == written
    held = {key: st.session_state[key] for key in WIDGETS if key in st.session_state} if stays else {}
    if stays and not (moved or late) and len(held) == len(WIDGETS):
        return
    cooperation, _, choices = data.facts(path)
    asked, found = address.parse(said, cooperation=cooperation, choices=choices, default=default, today=today)
    if not stays:
        st.session_state[DROPPED] = found
    first_deadline = cooperation.deadlines[0].key
    # Set anew even where it stays the same: a browser whose page changed while it was still drawing draws the widgets
    # empty unless they are, and an empty widget beside filtered numbers lies. What is held is newer than the address.
    st.session_state.update(_widgets(asked, address.language(said), first_deadline) | held)


def _widgets(asked: address.Asked, tongue: Lang, first_deadline: str) -> dict[str, object]:
    """The value of each widget that asks for this."""
    filters = asked.filters
    return {
        PARTNERS: list(filters.partners),
        STAND: filters.as_of,
        RULE: filters.rule,
        TOPICS: list(filters.topics),
        DEPARTMENTS: list(filters.departments),
        ADDRESSEES: list(filters.addressees),
        DEADLINE: filters.deadline or first_deadline,
        COMPARE: asked.compare_on,
        TARGET: asked.target_on,
        PACE: asked.pace_months,
        SERVICE: asked.service,
        LANGUAGE: tongue,
    }


def _write_address(parameters: dict[str, list[str]], page: str) -> None:
    if _parameters() != parameters:
        st.query_params.from_dict(parameters)
    st.session_state[WRITTEN], st.session_state[PAGE] = parameters, page


def _parameters() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}
