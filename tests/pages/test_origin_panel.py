"""The panel that says where a number comes from."""

from __future__ import annotations

import pytest
from shown_tables import tables
from streamlit.testing.v1 import AppTest
from test_pages import run

from ozgdash.ui.page_list import named

pytestmark = pytest.mark.usefixtures("golden_pages")


def asked(app: AppTest, key: str) -> str:
    """Presses a button "Woher?"; what the page says then, its panel included."""
    app.button(key=f"origin-{key}").click().run()
    assert not app.exception
    return "\n".join(block.value for block in (*app.markdown, *app.caption)).replace("\u00a0", " ")


def test_the_panel_of_a_chart_lists_its_rows_and_files() -> None:
    page = run(named("overview"), {})
    assert len(tables(page)) == 0
    said = asked(page, "progress")
    assert "3 Partner zusammen: 8 von 16 Leistungen" in said.replace("\\", "")
    assert "Gezählte einzelne Leistungen: 16, davon nie gemeldet: 1." in said.replace("\\", "")
    rows, files = tables(page)
    assert len(rows) == 16
    assert list(rows["Zählt als"]).count("umgesetzt") == 8
    assert sum(map(int, files["Leistungen"])) == 16


def test_a_tile_asks_for_its_partner_alone() -> None:
    page = run(named("overview"), {})
    asked(page, "tile-kreis")
    rows = tables(page)[0]
    assert "Partner" not in rows.columns, "what is the same in every row is said once, below the table"
    assert len(rows) == 5


def test_the_panel_is_gone_with_the_next_click_on_the_page() -> None:
    page = run(named("overview"), {})
    asked(page, "answer")
    assert len(tables(page)) == 2
    page.run()
    assert len(tables(page)) == 0


def test_what_no_sheet_says_has_no_rows_of_services() -> None:
    page = run(named("data"), {})
    before = len(tables(page))
    assert "Dahinter stehen keine gemeldeten Leistungen" in asked(page, "outside_counts")
    assert len(tables(page)) == before
