"""Every page over two cooperations, run as Streamlit runs it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ozgdash.ingest.data_folder import build
from ozgdash.ingest.files import import_files
from ozgdash.model.rights import everything
from ozgdash.settings import PROJECT_DIR, Settings
from ozgdash.ui import data
from ozgdash.ui.page_list import PAGES, STATEMENT, PageEntry

TIMEOUT_S = 200


@pytest.fixture(scope="session")
def other_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The second cooperation: three partners, another deadline, one sheet, no example data."""
    folder = tmp_path_factory.mktemp("b") / "data"
    shutil.copytree(PROJECT_DIR / "tests" / "fixtures" / "cooperation_b", folder)
    settings = Settings(data_dir=folder)
    build(settings, today=date(2026, 1, 31))
    sheet = folder / "blatt.csv"
    services = (folder / "catalogue" / "leistungen.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    rows = [f"{line.split(';')[0]};3;Amt <b>für</b> *Alles*" for line in services if line.split(";")[0]]
    head = "Partner;auenstadt\nStand;31.12.2025\nBeispieldaten;nein\nleika_schluessel;reifegrad;fachbereich\n"
    sheet.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    import_files(settings, [sheet], by=everything("test"), today=date(2026, 1, 31))
    return settings


@pytest.fixture(params=["golden", "other", "empty"])
def served_settings(
    request: pytest.FixtureRequest, look_at: Callable[[Path], None], tmp_path: Path
) -> tuple[str, Settings]:
    """The settings that the pages find, one cooperation after the other; ``empty``: nobody has reported anything."""
    kind = request.param
    if kind == "empty":
        folder = tmp_path / "data"
        shutil.copytree(PROJECT_DIR / "tests" / "fixtures" / "cooperation_b", folder)
        settings = Settings(data_dir=folder)
        build(settings, today=date(2026, 1, 31))
    else:
        settings = request.getfixturevalue(f"{kind}_settings")
    look_at(settings.data_dir)
    return kind, settings


def run(entry: PageEntry, parameters: dict[str, str | list[str]]) -> AppTest:
    """One run of the page behind the sidebar and the notices, as app.py has it."""
    app = AppTest.from_function(_page_in_its_frame, default_timeout=TIMEOUT_S, args=(entry.file, entry.url_path or ""))
    for name, value in parameters.items():
        app.query_params[name] = value
    return app.run()


def _page_in_its_frame(file: str, url_path: str) -> None:
    import runpy
    from datetime import date

    from ozgdash.settings import PROJECT_DIR
    from ozgdash.ui import components, data, filter_state, filters, origin, page_list, terms

    entry = page_list.at(url_path)
    view = filters.sidebar(data.current(), entry, today=date(2026, 1, 31))
    terms.begin()
    components.notices(view, filter_state.dropped(), ignored=entry.ignores)
    runpy.run_path(str(PROJECT_DIR / file))
    origin.answered()


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.key)
@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_page_answers_in_every_cooperation(served_settings, entry, lang):
    app = run(entry, {"lang": lang})
    assert not app.exception
    assert app.header, "the answer is missing"
    assert app.header[0].value.strip()
    assert [title.value.strip() != "" for title in app.title] == [True]


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_statement_says_whom_to_tell_of_barriers_or_that_nobody_is_named(golden_settings, look_at, tmp_path, lang):
    folder = tmp_path / "data"
    shutil.copytree(golden_settings.data_dir, folder)
    look_at(folder)
    nobody = run(STATEMENT, {"lang": lang})
    assert not nobody.exception
    assert {"de": "noch niemand genannt", "en": "Nobody has been named"}[lang] in said_by(nobody)
    with (folder / "cooperation.toml").open("a", encoding="utf-8") as file:
        file.write('\n[accessibility]\ncontact = "Amt *1*"\nemail = "b@a.example"\nenforcement = "Stelle X"\n')
    somebody = run(STATEMENT, {"lang": lang})
    assert not somebody.exception
    assert "mailto:b@a.example" in said_by(somebody)
    assert "Amt \\*1\\*" in said_by(somebody)
    assert "Stelle X" in said_by(somebody)


def said_by(app: AppTest) -> str:
    return "\n".join(element.value for element in app.markdown)


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.key)
@pytest.mark.parametrize(
    "parameters",
    [
        {"partner": "kreis", "stand": "2021-03-14"},
        {"partner": ["stadt", "dorf"], "regel": "buendel_alle_rg3"},
        {"stand": "2021-02-28", "regel": "buendel_rg2"},
        {"stand": "1990-01-01"},
        {"adressat": "unternehmen", "vergleich": "2021-01-31", "ziel": "2030-12-31", "tempo": "6"},
    ],
    ids=str,
)
def test_every_page_stands_under_every_filter(golden_settings, monkeypatch, entry, parameters):
    monkeypatch.setenv("OZGDASH_DATA_DIR", str(golden_settings.data_dir))
    data.settings.cache_clear()
    st.cache_resource.clear()
    app = run(entry, parameters)
    data.settings.cache_clear()
    assert not app.exception
    assert app.header[0].value.strip()


def test_another_cooperation_brings_its_own_names_and_deadline(other_settings, monkeypatch):
    monkeypatch.setenv("OZGDASH_DATA_DIR", str(other_settings.data_dir))
    data.settings.cache_clear()
    st.cache_resource.clear()
    app = run(PAGES[0], {})
    data.settings.cache_clear()
    toml = (other_settings.data_dir / "cooperation.toml").read_text(encoding="utf-8")
    shown = " ".join(element.value for element in [*app.header, *app.caption, *app.metric])
    assert "Wolfsburg" not in shown
    assert [metric.label for metric in app.metric] == [
        line.split('"')[1] for line in toml.splitlines() if line.startswith("name = ")
    ][1 : 1 + len(app.metric)]
    assert not any("Beispieldaten" in warning.value for warning in app.warning)
