"""The house's own template on the council page: handed over, looked into, kept, chosen; only by who may."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pptx
import pytest
import streamlit
from streamlit.testing.v1 import AppTest
from test_pages import run

from ozgdash.settings import Settings
from ozgdash.ui.page_list import named

COUNCIL = named("council")
TEMPLATE = "template-upload-0"


@pytest.fixture
def folder(golden_settings: Settings, look_at: Callable[[Path], None], tmp_path: Path) -> Path:
    """A data folder of one's own."""
    copy = tmp_path / "data"
    shutil.copytree(golden_settings.data_dir, copy)
    look_at(copy)
    return copy


@pytest.fixture
def at_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(streamlit.context), "url", "http://localhost:8501")


def template() -> bytes:
    buffer = io.BytesIO()
    pptx.Presentation().save(buffer)
    return buffer.getvalue()


def handed_over(name: str, content: bytes) -> AppTest:
    app = run(COUNCIL, {})
    app.file_uploader(TEMPLATE).set_value((name, content, ""))
    app.run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    return " ".join(note.value for note in [*app.markdown, *app.error, *app.success]).replace("\\", "")


@pytest.mark.usefixtures("at_the_machine")
def test_a_template_is_looked_into_kept_and_chosen(folder: Path):
    content = template()
    app = handed_over("Haus Vorlage Ä.pptx", content)
    assert "lässt sich verwenden" in said(app)
    assert "Layout „Title and Content“" in said(app)
    app.button("template-save").click()
    app.run()
    assert not app.exception
    assert (folder / "templates" / "haus-vorlage-ae.pptx").read_bytes() == content
    assert app.selectbox("council-template").value == "haus-vorlage-ae"


@pytest.mark.usefixtures("at_the_machine", "folder")
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("haus.pptx", b"nichts", "keine Präsentation"),
        ("haus.potx", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "Kennwort"),
    ],
)
def test_a_file_that_is_no_template_is_refused_with_the_reason_and_cannot_be_kept(
    name: str, content: bytes, words: str
):
    app = handed_over(name, content)
    assert words in said(app)
    assert not [button for button in app.button if button.key == "template-save"]


@pytest.mark.usefixtures("folder")
def test_who_may_only_read_chooses_and_hands_nothing_over(folder: Path):
    (folder / "templates").mkdir()
    (folder / "templates" / "haus.pptx").write_bytes(template())
    app = run(COUNCIL, {})
    assert app.selectbox("council-template").value == ""
    assert not app.file_uploader


@pytest.mark.usefixtures("at_the_machine")
def test_a_name_that_is_taken_is_not_replaced_unasked(folder: Path):
    (folder / "templates").mkdir()
    (folder / "templates" / "haus.potx").write_bytes(b"alt")
    app = handed_over("haus.pptx", template())
    app.button("template-save").click()
    app.run()
    assert "gibt es schon" in said(app)
    assert (folder / "templates" / "haus.potx").read_bytes() == b"alt"


@pytest.mark.usefixtures("at_the_machine")
def test_a_template_that_is_gone_is_our_look_again(folder: Path):
    (folder / "templates").mkdir()
    (folder / "templates" / "haus.pptx").write_bytes(template())
    (folder / "templates" / "stadt.pptx").write_bytes(template())
    app = run(COUNCIL, {})
    app.selectbox("council-template").set_value("haus")
    app.run()
    (folder / "templates" / "haus.pptx").unlink()
    app.run()
    assert not app.exception
    assert app.selectbox("council-template").value == ""


def test_a_recipe_chooses_its_template_and_says_where_it_is_gone(folder: Path):
    (folder / "templates").mkdir()
    (folder / "templates" / "haus.pptx").write_bytes(template())
    (folder / "recipes").mkdir()
    for name in ("haus", "fort"):
        (folder / "recipes" / f"{name}.toml").write_text(f'template = "{name}"', encoding="utf-8")
    app = run(COUNCIL, {})
    app.button("recipe-take-haus").click()
    app.run()
    assert app.selectbox("council-template").value == "haus"
    app.button("recipe-take-fort").click()
    app.run()
    assert app.selectbox("council-template").value == ""
    assert "template „fort“" in said(app)
