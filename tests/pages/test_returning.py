"""The first run of a session that begins in the middle: the browser shows a page that the server does not know."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.testing.v1 import AppTest

from ozgdash.ingest.data_folder import build
from ozgdash.settings import Settings
from ozgdash.ui import filter_state

SHOWN = {
    "partner": ["stadt", "dorf"],
    "stand": ["2021-03-31"],
    "regel": ["buendel_rg2"],
    "bereich": ["Bürgeramt"],
    "adressat": ["buerger"],
    "frist": ["sdg"],
    "vergleich": ["2021-01-31"],
    "ziel": ["2030-12-31"],
    "tempo": ["6"],
    "grafik": ["interaktiv"],
}


def _council() -> None:
    from datetime import date

    from ozgdash.ui import data, filters, page_list, returning

    view = filters.sidebar(data.current(), page_list.named("council"), today=date(2026, 1, 31))
    returning.tell(view.lang)


@pytest.fixture
def app(golden_pages: None) -> AppTest:
    return AppTest.from_function(_council, default_timeout=60)


def arrive(app: AppTest, **parameters: list[str]) -> None:
    for name, values in parameters.items():
        app.query_params[name] = values
    app.run()
    assert not app.exception


def call_after_forgetting(app: AppTest) -> None:
    """The browser sends what it shows, and for the server that is the first run of a new session."""
    shown, new = app._tree.get_widget_states(), AppTest.from_function(_council)
    app._session_state, app.session_state = new._session_state, new.session_state
    app._run(shown)
    assert not app.exception


def call_while_the_first_run_is_cut_short(app: AppTest, shown: WidgetStates, patch: pytest.MonkeyPatch) -> None:
    """``shown``: what the browser sent before the click, which comes when the widgets are drawn and the address is not."""
    clicked, first = app._tree.get_widget_states(), AppTest.from_function(_council)
    app._session_state, app.session_state = first._session_state, first.session_state
    with patch.context() as cut:
        cut.setattr(filter_state, "write_address", lambda *_: st.stop())
        app._run(shown)
    app.query_params.clear()
    app._run(clicked)
    assert not app.exception


def address(app: AppTest) -> dict[str, list[str]]:
    return {name: [value] if isinstance(value, str) else list(value) for name, value in app.query_params.items()}


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("empty", [False, True], ids=["with its address", "by the navigation, which empties it"])
def test_what_the_browser_shows_counts(app: AppTest, lang: str, empty: bool):
    shown = SHOWN | ({"lang": ["en"]} if lang == "en" else {})
    arrive(app, **shown)
    if empty:
        app.query_params.clear()
    call_after_forgetting(app)
    assert address(app) == shown


def test_the_click_that_comes_first_counts(app: AppTest):
    arrive(app, partner=["stadt"])
    app.multiselect("filter-partner").set_value(["stadt", "kreis"])
    app.radio("filter-lang").set_value("en")
    call_after_forgetting(app)
    assert address(app) == {"partner": ["stadt", "kreis"], "lang": ["en"]}


def test_a_click_that_cuts_the_first_run_short_counts_beside_what_was_chosen(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
):
    arrive(app, **SHOWN)
    shown = app._tree.get_widget_states()
    app.radio("filter-lang").set_value("en")
    call_while_the_first_run_is_cut_short(app, shown, monkeypatch)
    assert address(app) == SHOWN | {"lang": ["en"]}


def test_a_filter_that_is_cleared_first_stays_cleared(app: AppTest):
    arrive(app, partner=["stadt"], bereich=["Bürgeramt"])
    app.multiselect("filter-partner").set_value([])
    call_after_forgetting(app)
    assert address(app) == {"bereich": ["Bürgeramt"]}


def test_the_reader_is_told_once(app: AppTest):
    arrive(app)
    assert not app.info
    call_after_forgetting(app)
    assert "war unterbrochen" in app.info[0].value
    app.run()
    assert not app.info


@pytest.mark.parametrize("lang", ["de", "en"])
def test_groups_are_known_again_in_both_languages(golden_settings: Settings, tmp_path: Path, look_at, lang: str):
    folder = tmp_path / "data"
    shutil.copytree(golden_settings.data_dir, folder, ignore=shutil.ignore_patterns("snapshots"))
    with (folder / "cooperation.toml").open("a", encoding="utf-8") as file:
        file.write('[[vergleichsgruppe]]\nkey = "orte"\nname = "Orte"\npartner = ["stadt", "dorf"]\n')
    build(Settings(data_dir=folder), today=date(2021, 6, 1))
    look_at(folder)
    app = AppTest.from_function(_council, default_timeout=60)
    shown = {"partner": ["kreis"], "gruppe": ["orte"]} | ({"lang": ["en"]} if lang == "en" else {})
    arrive(app, **shown)
    assert app.multiselect("filter-group").value == ["orte"]
    call_after_forgetting(app)
    assert address(app) == shown


def test_a_cooperation_without_groups_has_no_field_for_them(app: AppTest):
    arrive(app, partner=["stadt"], gruppe=["orte"])
    assert [field.key for field in app.multiselect] == [
        "filter-partner", "filter-topic", "filter-department", "filter-addressee",
    ]  # fmt: skip
    assert address(app) == {"partner": ["stadt"]}
