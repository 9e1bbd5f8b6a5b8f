"""Files of strangers on the data page: what they are called is shown, and is never a key or a path."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import streamlit
from shown_tables import tables
from streamlit.testing.v1 import AppTest
from test_pages import TIMEOUT_S

from ozgdash.ingest import template
from ozgdash.settings import Settings

SHEET = "Partner;stadt\nStand;31.05.2021\nBeispieldaten;nein\nleika_schluessel;reifegrad;reifegradmodell\n{key};3;1.1\n"
STRANGE = [
    "x" * 400 + ".csv",
    "ü" * 10_000 + ".csv",
    "../../blatt.csv",
    "C:\\Daten\\blatt.csv",
    "....csv",
    ".csv",
    "a\nb\x1b[2J.csv",
    "rechnung\u202evsc.csv",
    "<b>*fett*</b> `x`.CSV",
    "blatt:1|2?.csv",
    " .csv",
]


def _data_page() -> None:
    import runpy
    from datetime import date

    from ozgdash.settings import PROJECT_DIR
    from ozgdash.ui import data, filters, page_list

    filters.sidebar(data.current(), page_list.named("data"), today=date(2026, 1, 31))
    runpy.run_path(str(PROJECT_DIR / "pages" / "daten.py"))


@pytest.fixture
def page(golden_settings: Settings, look_at: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The data page for a reader at the machine itself, whose browser Streamlit's test does not have."""
    monkeypatch.setattr(type(streamlit.context), "url", "http://localhost:8501")
    look_at(golden_settings.data_dir)
    app = AppTest.from_function(_data_page, default_timeout=TIMEOUT_S)
    return app.run()


def handed_over(app: AppTest, *names: str) -> str:
    """What the page says of these files, each of which reports another service."""
    files = [
        (name, SHEET.format(key=f"99000000000{number}01").encode(), "text/csv") for number, name in enumerate(names, 1)
    ]
    app.file_uploader[0].set_value(files)
    app.run()
    assert not app.exception
    return " ".join(note.value for note in [*app.markdown, *app.error]).replace("\\", "")


def test_two_files_of_one_name_are_shown_as_two(page: AppTest):
    said = handed_over(page, "blatt.csv", "blatt.csv")
    assert "blatt.csv" in said
    assert "blatt (2).csv" in said


@pytest.mark.parametrize("name", STRANGE, ids=lambda name: ascii(name)[:20])
def test_a_strange_name_stops_no_page_and_its_file_is_read(page: AppTest, name: str):
    assert "Stadt Zählheim, Stand 31.05.2021, 1 Zeile" in handed_over(page, name)


def test_the_files_behind_the_snapshot_are_told_as_the_other_pages_tell_partners_and_days(page: AppTest):
    (files,) = [table for table in tables(page) if "Eingespielt" in table]
    assert "Zählheim" in set(files["Partner"])
    assert all(re.fullmatch(r"\d\d\.\d\d\.\d{4}|–", day) for day in files["Stand"])
    assert all(moment.endswith("Uhr") for moment in files["Eingespielt"])


def test_a_tab_that_is_not_read_is_named_in_words(page: AppTest, tmp_path: Path):
    book = openpyxl.Workbook()
    for line in SHEET.format(key="99000000000101").splitlines():
        book.active.append(line.split(";"))
    book.create_sheet("Merkzettel").append(["Bis Freitag anrufen"])
    book.save(tmp_path / "blatt.xlsx")
    page.file_uploader[0].set_value(("blatt.xlsx", (tmp_path / "blatt.xlsx").read_bytes(), ""))
    page.run()
    (findings,) = [table for table in tables(page) if "Befund" in table and "Blatt" in table]
    assert any("„Merkzettel“ (kein Statusblatt" in sentence for sentence in findings["Befund"])


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_the_workbook_to_fill_in_is_taken_back_in_each_of_its_formats(
    page: AppTest, golden_settings: Settings, tmp_path: Path, ending: str
):
    path = tmp_path / f"vorlage.{ending}"
    template(golden_settings, path, partner="stadt", as_of=date(2021, 5, 31), lang="de")
    page.file_uploader[0].set_value((path.name, path.read_bytes(), ""))
    page.run()
    assert not page.exception
    assert "Stadt Zählheim, Stand 31.05.2021, 10 Zeilen" in " ".join(note.value for note in page.markdown)
