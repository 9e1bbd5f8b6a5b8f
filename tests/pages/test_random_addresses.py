"""Whatever an address says: the page answers, and what the address cannot mean is said, once per parameter.

``make fuzz`` tries as many addresses as ADDRESSES says.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_pages import run

from ozgdash.ingest.data_folder import build
from ozgdash.model.days import FIRST_DAY, LAST_DAY
from ozgdash.model.filters import ADDRESSEES, PACES, USE_LIMITS, Rule
from ozgdash.settings import PROJECT_DIR, Settings
from ozgdash.texts import LANGS
from ozgdash.ui.address import KNOWN
from ozgdash.ui.page_list import PAGES, PageEntry, named

EXAMPLES = int(os.environ.get("ADDRESSES", "15"))
BOUNDARIES = (
    date.min, date(1, 2, 1), date(1989, 12, 31), FIRST_DAY, date(1990, 1, 2), date(1990, 3, 31), date(2021, 4, 30),
    date(2021, 5, 1), date(2024, 2, 29), date(2026, 1, 31), date(2026, 2, 1), LAST_DAY, date(2101, 1, 1), date.max,
)  # fmt: skip
KNOWN_VALUES = {
    "partner": ("stadt", "kreis", "dorf", "auenstadt"),
    "regel": tuple(rule.value for rule in Rule),
    "adressat": ADDRESSEES,
    "tempo": tuple(map(str, PACES)),
    "nutzung": tuple(map(str, USE_LIMITS)),
    "lang": LANGS,
    "reiter": tuple(part for entry in PAGES for part in entry.tab_ids),
    "bereich": ("Bürgeramt",),
}
STRANGE = (
    "",
    " ",
    "x" * 10_000,
    "\x00\x1b[31m",
    "‮txt.exe",
    "<b>fett</b>",
    "31.12.2022",
    "2021-W05-1",
    "-1",
    "٣",
    "%00",
    "None",
)
DAYS = st.one_of(st.sampled_from(BOUNDARIES), st.dates()).map(date.isoformat)
WORDS = st.one_of(st.sampled_from(STRANGE), st.text(max_size=30).map(lambda words: words.replace("\ud800", "")))


def values_of(parameter: str) -> st.SearchStrategy[list[str]]:
    known = [st.sampled_from(KNOWN_VALUES[parameter])] if parameter in KNOWN_VALUES else []
    one = st.one_of(*known, DAYS if parameter in ("stand", "vergleich", "ziel") else WORDS, WORDS)
    return st.lists(one, min_size=1, max_size=3)


ADDRESSES = st.lists(st.sampled_from([*KNOWN, "Partner", "utm_source"]), max_size=5, unique=True).flatmap(
    lambda names: st.fixed_dictionaries({name: values_of(name) for name in names})
)


@pytest.fixture
def nothing_reported(tmp_path: Path, look_at: Callable[[Path], None]) -> None:
    """The pages show a cooperation of which nobody has reported anything."""
    folder = tmp_path / "data"
    shutil.copytree(PROJECT_DIR / "tests" / "fixtures" / "cooperation_b", folder)
    build(Settings(data_dir=folder), today=date(2026, 1, 31))
    look_at(folder)


def assert_answered(entry: PageEntry, parameters: dict[str, list[str]]) -> None:
    """The page answers, and says at most once of each parameter that something of it was left out."""
    app = run(entry, dict(parameters))
    assert not app.exception
    assert app.header[0].value.strip()
    said = [note.value for note in app.info if "in der Adresse" in note.value or "in the address" in note.value]
    assert len(said) <= len(parameters)
    assert all(len(note) < 2_000 for note in said)


pages_and_addresses = given(entry=st.sampled_from(PAGES), parameters=ADDRESSES)
many = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@many
@pages_and_addresses
def test_no_address_is_an_error_page(golden_pages: None, entry: PageEntry, parameters: dict[str, list[str]]):
    assert_answered(entry, parameters)


@pytest.mark.long
@many
@pages_and_addresses
def test_no_address_is_an_error_page_where_nothing_is_reported(
    nothing_reported: None, entry: PageEntry, parameters: dict[str, list[str]]
):
    assert_answered(entry, parameters)


@pytest.mark.parametrize(
    ("page", "parameters"),
    [
        ("overview", {"stand": ["0001-01-01"]}),
        ("outlook", {"ziel": ["2077-01-01"]}),
        ("outlook", {"stand": ["1990-01-01"], "ziel": ["2100-12-31"]}),
        ("council", {"stand": ["1990-01-01"], "ziel": ["2100-12-31"], "vergleich": ["1989-12-31"]}),
        ("changes", {"stand": ["0001-02-01"]}),
        ("changes", {"stand": ["1990-01-02"], "vergleich": ["1990-01-01"]}),
        (
            "services",
            {"leistung": ["x"], "reiter": ["plaene"], "lang": ["xx"], "thema": [f"t{n}" for n in range(1000)]},
        ),
    ],
    ids=str,
)
def test_the_first_and_the_last_days_are_answered(golden_pages: None, page: str, parameters: dict[str, list[str]]):
    assert_answered(named(page), parameters)


def test_a_thousand_unknown_values_are_one_notice_with_the_first_of_them_and_the_count(golden_pages: None):
    app = run(PAGES[0], {"partner": [f"fremd{number}" for number in range(1000)]})
    (said,) = [note.value for note in app.info if "in der Adresse" in note.value]
    assert "1000 Werte für „partner“" in said
    assert "„fremd0“, „fremd1“, „fremd2“, …" in said.replace("\\", "")
    assert "fremd3" not in said


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.key)
def test_on_a_day_before_the_cooperation_every_page_says_since_when_there_is_one(golden_pages: None, entry: PageEntry):
    app = run(entry, {"stand": ["1990-01-01"]})
    assert "Am 01.01.1990 gehörte noch niemand zur Kooperation" in " ".join(note.value for note in app.info)
    assert "seit dem 01.01.2021" in " ".join(note.value for note in app.info)
