"""A recipe on the council page: what it names and the data do not have is left out and said, and no page stops."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from test_pages import run

from ozgdash.export.council.documents import DOCUMENTS, EVERYTHING, offered
from ozgdash.export.council.package import Formats
from ozgdash.settings import Settings
from ozgdash.ui.council_recipes import MOST_BUTTONS
from ozgdash.ui.page_list import named

COUNCIL = named("council")


@pytest.fixture
def recipes(golden_settings: Settings, look_at: Callable[[Path], None], tmp_path: Path) -> Path:
    """The folder of the recipes beside the golden cooperation."""
    folder = tmp_path / "data"
    shutil.copytree(golden_settings.data_dir, folder)
    look_at(folder)
    (folder / "recipes").mkdir()
    return folder / "recipes"


def taken_over(recipes: Path, words: str) -> AppTest:
    (recipes / "quartal.toml").write_text(words, encoding="utf-8")
    app = run(COUNCIL, {})
    app.button("recipe-take-quartal").click()
    return app.run()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ('partners = ["atlantis", "stadt"]', "partner „atlantis“"),
        ('topics = ["Raumfahrt"]', "thema „Raumfahrt“"),
        ("as_of = 2100-12-31", "stand „2100-12-31“"),
        ("as_of = 2021-03-31\ncompare = 2021-03-31", "vergleich „2021-03-31“"),
        ("target = 2021-04-30", "ziel „2021-04-30“"),
        ('deadline = "nie"', "frist „nie“"),
    ],
)
def test_what_a_recipe_names_and_the_data_do_not_have_is_left_out_and_said(recipes: Path, words: str, said: str):
    app = taken_over(recipes, words)
    assert not app.exception
    assert app.header[0].value
    (error,) = [note.value.replace("\\", "") for note in app.error]
    assert said in error


@pytest.mark.parametrize("session", ["1990-01-01", "2045-06-30", "2100-12-31"])
def test_every_day_that_a_recipe_may_name_can_stand_in_the_form(recipes: Path, session: str):
    app = taken_over(recipes, f"session = {session}\nas_of = 1990-01-01\ncompare = 120\ntarget = {session}")
    assert not app.exception
    assert app.date_input("council-session").value.isoformat() == session


@pytest.mark.parametrize("words", ["session = 9999-12-31", "as_of = 1989-12-31", "target = 2101-01-01"])
def test_a_recipe_with_a_day_that_cannot_be_is_refused_with_the_days_that_can(recipes: Path, words: str):
    app = taken_over(recipes, words)
    assert not app.exception
    assert "1990-01-01 – 2100-12-31" in app.error[0].value.replace("\\", "")


def test_a_number_that_cannot_be_a_papers_is_refused_and_nothing_is_made(recipes: Path):
    app = taken_over(recipes, 'vorlage = "2026/123"')
    assert (app.text_input("council-paper").value, len(app.error)) == ("2026/123", 0)
    assert not app.button("make-deck").disabled
    app.text_input("council-paper").set_value("=HYPERLINK").run()
    assert "26-12345" in app.error[0].value.replace("\\", "")
    assert app.button("make-deck").disabled
    app.text_input("council-paper").set_value("Vorlage 26-12345").run()
    assert not app.exception
    assert len(app.error) == 0
    assert not app.button("make-deck").disabled


def test_the_wanted_formats_decide_which_documents_are_offered(recipes: Path):
    app = taken_over(recipes, 'formats = "odf"')
    assert app.radio("council-formats").value == "odf"
    keys = [button.key.removeprefix("make-") for button in app.button if (button.key or "").startswith("make-")]
    assert keys == [EVERYTHING, *(entry.key for entry in offered(Formats.ODF) if entry.key != EVERYTHING)]
    app.radio("council-formats").set_value(Formats.BOTH).run()
    keys = [button.key.removeprefix("make-") for button in app.button if (button.key or "").startswith("make-")]
    assert keys == [EVERYTHING, *(key for key in DOCUMENTS if key != EVERYTHING)]


def test_more_recipes_than_there_is_room_for_are_a_list(recipes: Path):
    for number in range(MOST_BUTTONS + 1):
        (recipes / f"bericht-{number}.toml").write_text(f'title = "Bericht {number}"', encoding="utf-8")
    app = run(COUNCIL, {})
    app.selectbox("recipe-chosen").set_value("bericht-3").run()
    assert not app.exception
    assert app.text_input("council-title").value == "Bericht 3"
