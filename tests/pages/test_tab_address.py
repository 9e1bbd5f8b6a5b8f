"""The open tab of a page stands in the address, survives another language, and stays behind on another page."""

from __future__ import annotations

import pytest
from browser_calls import ask
from streamlit.testing.v1 import AppTest

TAB, OTHER = "tabs-partner", "tabs-synergies"


def _two_pages() -> None:
    from datetime import date

    import streamlit as st

    from ozgdash.ui import data, filter_state, filters, page_list, tabs

    entry = page_list.at(st.session_state["page"])
    view = filters.sidebar(data.current(), entry, today=date(2026, 1, 31))
    for dropped in filter_state.dropped():
        st.info(f"{dropped.parameter}={'|'.join(dropped.values)}: {dropped.allowed}")
    if entry.tabs:
        tabs.show(entry.key, {part: lambda _, part=part: st.write(part) for part in entry.tab_ids}, view)
    else:
        st.write("")


@pytest.fixture
def app(golden_pages: None) -> AppTest:
    return AppTest.from_function(_two_pages, default_timeout=200)


def address(app: AppTest) -> dict[str, list[str]]:
    """The address with every parameter as a list, as a browser has it."""
    return {name: [value] if isinstance(value, str) else value for name, value in app.query_params.items()}


def call(app: AppTest, page: str, **parameters: str) -> tuple[str, dict[str, list[str]]]:
    """The part that one call of the browser with this address shows, and the address after it."""
    ask(app, page, **parameters)
    return app.markdown[-1].value, address(app)


def click(app: AppTest, tab: str, part: str) -> tuple[str, dict[str, list[str]]]:
    app.session_state[tab] = part
    app.run()
    return app.markdown[-1].value, address(app)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_link_opens_its_tab_in_both_languages(app: AppTest, lang: str):
    shown, said = call(app, "partner", reiter="nachfrage", lang=lang)
    assert (shown, said["reiter"], app.session_state[TAB]) == ("nachfrage", ["nachfrage"], "nachfrage")


def test_what_a_reader_opens_goes_into_the_address_but_for_the_first_tab(app: AppTest):
    assert call(app, "partner") == ("fachbereiche", {})
    assert click(app, TAB, "hindernisse") == ("hindernisse", {"reiter": ["hindernisse"]})
    assert click(app, TAB, "fachbereiche") == ("fachbereiche", {})


def test_another_language_keeps_the_tab(app: AppTest):
    call(app, "partner", reiter="plaene")
    app.radio("filter-lang").set_value("en").run()
    assert app.markdown[-1].value == "plaene"
    assert address(app) == {"reiter": ["plaene"], "lang": ["en"]}


def test_another_page_begins_with_its_first_tab_and_says_nothing_of_it(app: AppTest):
    call(app, "partner", reiter="plaene", partner="stadt")
    assert call(app, "synergien") == ("uebernehmen", {"partner": ["stadt"]})
    assert not app.info
    # The browser is late with the new address: the tab of the old page is not taken for one of the new page.
    assert call(app, "synergien") == ("uebernehmen", {"partner": ["stadt"]})
    assert not app.info
    assert call(app, "partner") == ("fachbereiche", {"partner": ["stadt"]})


def test_a_late_browser_keeps_the_tab_that_was_opened_meanwhile(app: AppTest):
    call(app, "partner", partner="stadt")
    call(app, "synergien")
    app.session_state[OTHER] = "basis"
    assert call(app, "synergien") == ("basis", {"partner": ["stadt"], "reiter": ["basis"]})


def test_a_tab_that_is_not_there_is_said_and_dropped(app: AppTest):
    assert call(app, "partner", reiter="basis") == ("fachbereiche", {})
    allowed = "fachbereiche, demnaechst, hindernisse, plaene, nachfrage, nutzung"
    assert [note.value for note in app.info] == [f"reiter=basis: {allowed}"]


def test_a_tab_on_a_page_without_any_is_said_and_dropped(app: AppTest):
    assert call(app, "ausblick", reiter="plaene")[1] == {}
    assert [note.value for note in app.info] == ["reiter=plaene: –"]
