"""A page says what a filter leaves out and which filters do not apply to it."""

from __future__ import annotations

import pytest
from test_pages import run

from ozgdash.ui.page_list import PAGES, PageEntry

pytestmark = pytest.mark.usefixtures("golden_pages")


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.key)
def test_every_page_says_what_a_department_filter_leaves_out(entry: PageEntry):
    app = run(entry, {"bereich": "Bürgeramt"})
    shown = " ".join(info.value for info in app.info).replace("\\", "")
    followed = "department" not in entry.ignores
    assert ("lässt 10 gezählte Leistungen weg" in shown) == followed
    assert ("Ohne Leistung in dieser Auswahl: Rechnen und Summe." in shown) == followed


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.key)
def test_every_page_names_the_filters_that_do_not_apply(entry: PageEntry):
    shown = " ".join(caption.value for caption in run(entry, {}).caption)
    assert ("nicht: " in shown and "Für diese Seite" in shown) == bool(entry.ignores)


def test_a_partner_that_had_not_joined_is_named():
    app = run(PAGES[0], {"partner": "kreis", "stand": "2021-02-28"})
    assert any("erst seit dem 15" in info.value for info in app.info)
