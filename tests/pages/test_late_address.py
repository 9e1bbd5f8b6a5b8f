"""A browser that is later than its reader must not cost the reader the filters."""

from __future__ import annotations

import pytest
from browser_calls import ask
from streamlit.testing.v1 import AppTest


def _sidebar() -> None:
    from datetime import date

    import streamlit as st

    from ozgdash.ui import data, filters, page_list

    for key in st.session_state.get("forgotten", ()):
        del st.session_state[key]
    view = filters.sidebar(data.current(), page_list.at(st.session_state["page"]), today=date(2026, 1, 31))
    st.write(",".join(view.filters.partners))


@pytest.fixture
def app(golden_pages: None) -> AppTest:
    return AppTest.from_function(_sidebar, default_timeout=200)


def call(app: AppTest, page: str, **parameters: str) -> str:
    """The chosen partners after one call of the browser with this address."""
    ask(app, page, **parameters)
    return app.markdown[-1].value


def test_an_empty_address_right_after_a_change_of_page_keeps_the_filters(app: AppTest):
    assert call(app, "", partner="stadt") == "stadt"
    assert call(app, "leistungen") == "stadt"
    assert call(app, "leistungen") == "stadt"
    assert call(app, "leistungen", partner="stadt") == "stadt"


def test_a_new_page_tells_the_browser_what_the_filters_say(app: AppTest):
    # The browser may have forgotten the widgets of the page that it was still drawing.
    assert call(app, "", partner="stadt", stand="2026-01-01", lang="en") == "stadt"
    call(app, "leistungen")
    drawn = [app.multiselect("filter-partner"), app.selectbox("filter-stand"), app.radio("filter-lang")]
    assert [widget.proto.set_value for widget in drawn] == [True] * 3
    assert list(drawn[0].proto.raw_values) == ["Zählheim"]
    call(app, "leistungen", partner="stadt", stand="2026-01-01", lang="en")
    partners, stand, lang = (app.multiselect("filter-partner"), app.selectbox("filter-stand"), app.radio("filter-lang"))
    assert not partners.proto.set_value
    # Where it has forgotten them it falls back on their defaults.
    assert [partners.proto.options[position] for position in partners.proto.default] == ["Zählheim"]
    assert stand.proto.options[stand.proto.default] == "1 January 2026"
    assert lang.proto.options[lang.proto.default] == "English"


def test_widgets_that_the_browser_forgot_are_set_from_the_last_address(app: AppTest):
    assert call(app, "", partner="stadt", regel="buendel_rg2") == "stadt"
    app.session_state["forgotten"] = ("filter-stand", "filter-partner", "filter-rule")
    assert call(app, "leistungen") == "stadt"
    assert app.session_state["filter-rule"] == "buendel_rg2"


def test_the_address_from_before_the_last_click_undoes_no_click(app: AppTest):
    assert call(app, "", partner="stadt") == "stadt"
    app.multiselect("filter-partner").set_value(["dorf"])
    assert call(app, "", partner="stadt") == "dorf"
    app.radio("filter-lang").set_value("en")
    assert call(app, "", partner="stadt") == "dorf"
    assert app.session_state["filter-lang"] == "en"
    assert dict(app.query_params) == {"partner": "dorf", "lang": "en"}
