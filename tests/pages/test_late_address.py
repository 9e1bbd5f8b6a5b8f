"""A browser that is late in taking the address of a new page must not cost the reader the filters."""

from __future__ import annotations

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ozgdash.ui import data


def _sidebar() -> None:
    from datetime import date

    import streamlit as st

    from ozgdash.ui import data, filters, page_list

    view = filters.sidebar(data.current(), page_list.at(st.session_state["page"]), today=date(2026, 1, 31))
    st.write(",".join(view.filters.partners))


@pytest.fixture
def app(golden_settings, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OZGDASH_DATA_DIR", str(golden_settings.data_dir))
    data.settings.cache_clear()
    st.cache_data.clear()
    st.cache_resource.clear()
    yield AppTest.from_function(_sidebar, default_timeout=60)
    data.settings.cache_clear()


def call(app: AppTest, page: str, **parameters: str) -> str:
    """The chosen partners after one call of the browser with this address."""
    app.session_state["page"] = page
    app.query_params.clear()
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app.markdown[-1].value


def test_an_empty_address_right_after_a_change_of_page_keeps_the_filters(app: AppTest):
    assert call(app, "", partner="stadt") == "stadt"
    assert call(app, "leistungen") == "stadt"
    assert call(app, "leistungen") == "stadt"
    assert call(app, "leistungen", partner="stadt") == "stadt"


def test_an_address_that_a_reader_comes_back_to_counts_again(app: AppTest):
    assert call(app, "", partner="stadt") == "stadt"
    assert call(app, "leistungen") == "stadt"
    assert call(app, "leistungen", partner="stadt") == "stadt"
    assert call(app, "leistungen", partner="dorf") == "dorf"
    assert call(app, "leistungen") == ""
