"""An old presentation on the council page: handed over, brought up to date, taken back; only by who may hand over files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import streamlit
from streamlit.testing.v1 import AppTest
from test_pages import run

from ozgdash.export.council.order import Order, assembled_from
from ozgdash.export.council.package import Occasion
from ozgdash.export.council.reading import on_slides
from ozgdash.export.powerpoint import deck
from ozgdash.ui.page_list import named

COUNCIL = named("council")


def handed_over(content: bytes) -> AppTest:
    app = run(COUNCIL, {"stand": "2021-04-30"})
    app.file_uploader("refresh-upload").set_value(("alt.pptx", content, ""))
    app.run()
    app.button("refresh-make").click()
    app.run(timeout=200)
    assert not app.exception
    return app


@pytest.fixture
def at_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(streamlit.context), "url", "http://localhost:8501")


@pytest.mark.usefixtures("golden_pages", "at_the_machine")
def test_an_old_deck_comes_back_with_the_numbers_of_the_stand(golden_connection, golden_view):
    then = replace(golden_view, filters=golden_view.filters.at(date(2021, 3, 31)))
    package = assembled_from(golden_connection, Order(Occasion("Alt"), then, ("situation",)))
    app = handed_over(deck.pptx_file(on_slides(package)))
    (said,) = [note.value for note in app.success]
    assert "Folien erneuert" in said
    assert any("31.03.2021" in note.value and "30.04.2021" in note.value for note in app.markdown)
    assert len(app.get("download_button")) == 1


@pytest.mark.usefixtures("golden_pages", "at_the_machine")
def test_a_file_that_is_no_presentation_is_refused_with_the_reason():
    app = handed_over(b"nichts")
    assert any("alt.pptx" in note.value.replace("\\", "") for note in app.error)
    assert not app.get("download_button")


@pytest.mark.usefixtures("golden_pages")
def test_who_may_only_read_hands_nothing_over():
    assert not run(COUNCIL, {}).file_uploader
