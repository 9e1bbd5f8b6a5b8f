"""Readers who come back after the server was started anew, or after a cut so long that it forgot them.

Their browser still shows the page, and sends with the next click what every widget says, by its name. For the server
that is the first run of a new session: what the browser shows counts, the last click included.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ozgdash import formats
from ozgdash.metrics.choices import Choices
from ozgdash.model.cooperation import Cooperation
from ozgdash.model.filters import ADDRESSEES, PACES, USE_LIMITS, Rule
from ozgdash.texts import LANGS, Lang, text
from ozgdash.ui import address, filter_labels

CAME_BACK = "reader-came-back"
A_DAY_S = 24 * 60 * 60


def words() -> dict[str, list[str]]:
    """What the browser says of each widget at the start of a run, by the widget's key; nothing on a first visit."""
    context = get_script_run_ctx()
    if context is None:
        return {}
    # Streamlit hands on by key only what a former run of the session has drawn; and of what one has drawn that the next
    # click cut short it has made values already.
    shown = context.session_state._state._new_widget_state
    return {widget_id.split("-", 2)[-1]: _strings(shown.get_serialized(widget_id)) for widget_id in shown.states}


def said_as_json(key: str) -> object:
    """What a component of ours says in the browser at the start of a run, by its key; None where it says nothing."""
    context = get_script_run_ctx()
    if context is None:
        return None
    shown = context.session_state._state._new_widget_state
    for widget_id in shown.states:
        if widget_id.split("-", 2)[-1] == key:
            state = shown.get_serialized(widget_id)
            if state is not None and state.WhichOneof("value") == "json_value":
                with suppress(ValueError):
                    return json.loads(state.json_value)
    return None


def _strings(state: object) -> list[str]:
    kind = state.WhichOneof("value") if hasattr(state, "WhichOneof") else None
    if kind == "string_value":
        return [getattr(state, kind)]
    return list(getattr(state, kind).data) if kind == "string_array_value" else []


def language() -> Lang | None:
    """The language that the browser shows; None where it does not say."""
    said = words().get("filter-lang", [])
    return next((tongue for tongue in LANGS if filter_labels.language(tongue) in said), None)


def parameters(cooperation: Cooperation, choices: Choices, days: Iterable[date]) -> dict[str, list[str]]:
    """What the browser shows as an address would say it, of the filters that it shows and whose names are known.

    ``days``: those that may have been chosen besides the ones in ``choices``.
    """
    said, stands = words(), {*choices.stands, *days}
    meanings: dict[str, tuple[str, Callable[[Lang], Mapping[str, str]]]] = {
        "partner": ("filter-partner", lambda _: {partner.short_name: partner.id for partner in cooperation.partners}),
        "gruppe": (
            "filter-group",
            lambda lang: {filter_labels.group(group, lang): group.key for group in cooperation.groups},
        ),
        "stand": ("filter-stand", lambda lang: {formats.day(day, lang): day.isoformat() for day in stands}),
        "regel": ("filter-rule", lambda lang: {filter_labels.rule(rule, lang): rule.value for rule in Rule}),
        "frist": (
            "filter-deadline",
            lambda lang: {filter_labels.deadline(item, lang): item.key for item in cooperation.deadlines},
        ),
        "thema": ("filter-topic", lambda _: {name: name for name in choices.topics}),
        "bereich": ("filter-department", lambda _: {name: name for name in choices.departments}),
        "adressat": (
            "filter-addressee",
            lambda lang: {filter_labels.addressee(item, lang): item for item in ADDRESSEES},
        ),
        "vergleich": ("option-compare", lambda lang: {formats.day(day, lang): day.isoformat() for day in stands}),
        "tempo": ("option-pace", lambda _: {str(pace): str(pace) for pace in PACES}),
        "nutzung": ("option-use", lambda lang: {filter_labels.use_limit(n, lang): str(n) for n in USE_LIMITS}),
        "leistung": ("option-service", lambda _: {name: service for service, name in choices.services}),
        "grafik": (
            "filter-charts",
            lambda lang: {filter_labels.charts(mode, lang): mode for mode in (address.PICTURE, address.INTERACTIVE)},
        ),
        "lang": ("filter-lang", lambda _: {filter_labels.language(tongue): tongue for tongue in LANGS}),
    }
    found = {}
    for parameter, (key, meaning) in meanings.items():
        known = {name: value for lang in LANGS for name, value in meaning(lang).items()}
        if key in said and all(word in known for word in said[key]):
            found[parameter] = [known[word] for word in said[key]]
    if "option-target" in said:
        found["ziel"] = [day.replace("/", "-") for day in said["option-target"]]
    return found


def tab(key: str, names: Mapping[str, str]) -> list[str]:
    """The open tab as an address would say it; ``names``: from what a tab is called to its id."""
    return [names[word] for word in words().get(key, []) if word in names]


def notice() -> None:
    """Remember that this reader came back, to say it when the page is drawn."""
    st.session_state[CAME_BACK] = True


def tell(lang: Lang) -> None:
    """Say once that the connection was lost; and let a browser that has it again ask for the page by itself."""
    if st.session_state.pop(CAME_BACK, False):
        with st.container(key="connection-lost"):
            st.info(text("ui.connection_lost", lang))
        st.toast(text("ui.connection_lost", lang), duration="long")
    _asked_again()


@st.fragment(run_every=A_DAY_S)
def _asked_again() -> None:
    """Draws nothing. A browser that is connected again runs a page by itself only if something on it is due some time.

    Without that, buttons and files of the page would belong to a session that the server does not know.
    """
