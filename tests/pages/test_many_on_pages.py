"""What the pages send of a made-up cooperation of many partners, in one view each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from made_once import made_once

from bench.made import publish
from ozgdash.settings import Settings
from ozgdash.ui.page_list import PAGES, PageEntry
from tools.one_view import OneView, one_view

MOST_BYTES = 1_000_000
MOST_ELEMENTS = 260
"""What a page of four partners has, with room; a page that draws something for each of 40 has more."""
ONE_SERVICE = "99107023017001"
VIEWS = [
    (entry, {"reiter": tab} if tab else {})
    for entry in PAGES
    if entry.key != "overview"
    for tab in entry.tab_ids or (None,)
] + [(entry, {"leistung": ONE_SERVICE}) for entry in PAGES if entry.key == "services"]
NAMES = [f"{entry.key} {' '.join(parameters.values())}".strip() for entry, parameters in VIEWS]


def made(factory: pytest.TempPathFactory, partners: int) -> Path:
    """The data folder of a cooperation of that size; only read."""

    def make(folder: Path) -> None:
        folder.mkdir()
        publish(Settings(data_dir=folder).snapshots_dir, partners, rich=True)

    return made_once(factory, f"many-{partners}", make)


@pytest.fixture
def forty(tmp_path_factory: pytest.TempPathFactory, look_at: Callable[[Path], None]) -> None:
    look_at(made(tmp_path_factory, 40))


@pytest.fixture
def four_hundred(tmp_path_factory: pytest.TempPathFactory, look_at: Callable[[Path], None]) -> None:
    look_at(made(tmp_path_factory, 400))


def stays_small(entry: PageEntry, parameters: dict[str, str]) -> OneView:
    seen = one_view(entry, dict(parameters))
    assert not seen.app.exception
    assert seen.app.header[0].value.strip()
    assert seen.sent < MOST_BYTES, seen.largest
    assert seen.elements < MOST_ELEMENTS
    return seen


@pytest.mark.parametrize(("entry", "parameters"), VIEWS, ids=NAMES)
def test_no_page_of_forty_partners_grows_with_them(forty: None, entry: PageEntry, parameters: dict[str, str]) -> None:
    stays_small(entry, parameters)


@pytest.mark.long
@pytest.mark.parametrize(("entry", "parameters"), VIEWS, ids=NAMES)
def test_no_page_of_four_hundred_partners_grows_with_them(
    four_hundred: None, entry: PageEntry, parameters: dict[str, str]
) -> None:
    stays_small(entry, parameters)


def test_a_list_that_is_cut_says_of_how_many_and_where_the_whole_is(forty: None) -> None:
    seen = one_view(next(entry for entry in PAGES if entry.key == "changes"), {})
    cut = [caption.value for caption in seen.app.caption if caption.value.startswith("Die ersten 50 von")]
    assert len(cut) == 1
    assert cut[0].endswith("alle stehen in der CSV- und in der Excel-Datei.")


def test_the_file_of_a_list_that_is_cut_is_whole(forty: None) -> None:
    from ozgdash.ui import data
    from ozgdash.ui.filters import VIEW

    entry = next(entry for entry in PAGES if entry.key == "changes")
    view = one_view(entry, {}).app.session_state[VIEW]
    table = data.chart("changes_list", view).table
    lines = data.file("changes_list", view, "csv").decode("utf-8-sig").splitlines()
    assert table.total > len(table.rows)
    assert sum(line.count(";") == len(table.columns) - 1 for line in lines) == table.total + 1


def test_chosen_partners_have_their_own_columns_beside_all_of_them(forty: None) -> None:
    from ozgdash.ui import data
    from ozgdash.ui.filters import VIEW

    entry = next(entry for entry in PAGES if entry.key == "services")
    view = one_view(entry, {"partner": ["p00003", "p00007"]}).app.session_state[VIEW]
    headers = [column.header.replace("\u00a0", " ") for column in data.chart("services", view).table.columns[5:]]
    assert headers == ["G 00003", "G 00007", "Alle 40 Partner: ab RG 3"]
