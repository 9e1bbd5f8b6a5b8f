"""Use on the pages: where there are numbers, and what a partner without any reads."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from shown_tables import tables
from streamlit.testing.v1 import AppTest
from test_pages import TIMEOUT_S, _page_in_its_frame

from ozgdash import formats
from ozgdash.ingest import import_files
from ozgdash.model.rights import everything
from ozgdash.settings import Settings

SHARE = "Anteil der Fälle, die digital eingehen"
CHECKSUM = "Prüfsumme (SHA-256)"
SHEET = """Partner;stadt
Stand;31.10.2021
leika_schluessel;reifegrad;faelle_pro_jahr;faelle_digital_pro_jahr
99000000000101;3;1000;150
99000000000102;3;200;2
"""


@pytest.fixture
def used(golden_settings: Settings, tmp_path: Path, look_at: Callable[[Path], None]) -> None:
    """The golden cooperation, of which one house says what comes in digitally."""
    folder = Path(shutil.copytree(golden_settings.data_dir, tmp_path / "data"))
    sheet = tmp_path / "blatt.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    import_files(Settings(data_dir=folder), [sheet], by=everything("test"), today=date(2026, 11, 23))
    look_at(folder)


def run(page: str, **parameters: str) -> AppTest:
    app = AppTest.from_function(_page_in_its_frame, default_timeout=TIMEOUT_S, args=(f"pages/{page}.py", page))
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def headings(app: AppTest) -> list[str]:
    return [item.value for item in app.subheader]


def words(app: AppTest) -> str:
    return " ".join(item.value for item in (*app.markdown, *app.caption)).replace("\u00a0", " ").replace("\\", "")


@pytest.mark.usefixtures("used")
def test_use_stands_where_there_are_numbers_and_its_limit_is_in_the_address() -> None:
    assert SHARE in headings(run("uebersicht"))
    app = run("partner", partner="stadt", reiter="nutzung", nutzung="10")
    assert "12,8 % (153 von 1.200)" in words(app)
    assert "weniger als 10 % ihrer Fälle" in words(app)
    assert "Online, aber nicht genutzt" in headings(app)
    other = run("partner", partner="kreis", reiter="nutzung")
    assert "daher ist nichts berechnet" in words(other)
    assert "Online, aber nicht genutzt" not in headings(other)


@pytest.mark.usefixtures("used")
@pytest.mark.parametrize("page", ["daten", "methodik"])
def test_a_reader_sees_no_checksum_that_tells_a_small_number(page: str) -> None:
    telling = hashlib.sha256(SHEET.encode()).hexdigest()
    app = run(page)
    (shown,) = [frame for frame in tables(app) if CHECKSUM in frame]
    assert telling not in set(shown[CHECKSUM])
    of_sheet = shown["Datei"] == "blatt.csv"
    assert of_sheet.sum() == 1
    assert set(shown[CHECKSUM][of_sheet]) == {formats.DASH}
    assert formats.DASH not in set(shown[CHECKSUM][~of_sheet])


@pytest.mark.usefixtures("golden_pages")
def test_without_such_numbers_the_overview_has_no_chart_of_them() -> None:
    assert SHARE not in headings(run("uebersicht"))
