"""The overview of a large cooperation: a ranking in place of hundreds of tiles, with a search in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from shown_tables import tables
from test_pages import TIMEOUT_S, run

from ozgdash.figures.ranking import ENDS
from ozgdash.ui.page_list import PAGES

OVERVIEW = PAGES[0]


@pytest.fixture
def large_pages(large_data: Path, look_at: Callable[[Path], None]) -> None:
    look_at(large_data)


def listed(app) -> pd.DataFrame:
    """The rows of the ranking on the page."""
    (frame,) = [table for table in tables(app) if "Rang" in table]
    return frame


@pytest.mark.usefixtures("large_pages")
def test_nobody_chosen_means_no_tiles_but_the_first_and_the_last():
    app = run(OVERVIEW, {})
    assert not app.exception
    assert "30 Partner zusammen" in app.header[0].value
    assert "Im Median stehen die 30 Partner bei" in app.header[0].value
    assert len(listed(app)) == 2 * ENDS + 1
    assert not [element for element in app.markdown if "zum Vormonat" in element.value]


@pytest.mark.usefixtures("large_pages")
def test_all_rows_are_found_and_a_search_finds_one():
    app = run(OVERVIEW, {})
    app.selectbox(key="ranking-part").select(0).run(timeout=TIMEOUT_S)
    assert len(listed(app)) == 30
    name = listed(app)["Partner"].iloc[17]
    app.text_input(key="ranking-search").input(name).run(timeout=TIMEOUT_S)
    assert not app.exception
    assert name in listed(app)["Partner"].tolist()
    assert len(listed(app)) < 30
    app.text_input(key="ranking-search").input("qqqqqqqq").run(timeout=TIMEOUT_S)
    assert "Kein Partner passt zu dieser Suche." in [element.value for element in app.info]


@pytest.mark.usefixtures("golden_pages")
def test_a_cooperation_of_a_few_has_no_ranking():
    app = run(OVERVIEW, {})
    assert not app.exception
    assert not [table for table in tables(app) if "Rang" in table]


@pytest.mark.usefixtures("large_pages")
def test_a_chosen_partner_has_a_tile_and_its_rank_is_said(large):
    _, view = large
    partner = view.cooperation.partners[4]
    app = run(OVERVIEW, {"partner": partner.id})
    assert not app.exception
    assert app.header[0].value.startswith(partner.short_name)
    assert "auf Rang" in app.header[0].value
    assert partner.name in listed(app)["Partner"].tolist()


@pytest.mark.parametrize(("data", "said"), [("large_pages", True), ("golden_pages", False)])
def test_the_method_page_explains_distribution_and_rank_where_there_are_any(request, data, said):
    request.getfixturevalue(data)
    method = next(entry for entry in PAGES if entry.file.endswith("methodik.py"))
    app = run(method, {})
    assert not app.exception
    words = " ".join(element.value for element in app.markdown)
    assert ("**Verteilung**" in words, "**Rang**" in words) == (said, said)
