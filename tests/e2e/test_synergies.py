"""The synergies page in a real browser: narrow the list, pick from it, look at the other parts, take the list away."""

from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.sync_api import Page, expect

LIST = ".st-key-table-opportunities"
WHAT_IF = ".st-key-chart-what_if"


def bars(page: Page) -> None:
    page.wait_for_function(f"document.querySelector('{WHAT_IF} .picture .mark')")


def test_narrowing_and_picking_change_what_if(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}/synergien")
    expect(page.locator(".st-key-answer h2")).to_contain_text("390 Leistungen hat mindestens ein Partner")
    expect(page.locator(LIST)).to_contain_text("390 von 390 Leistungen")
    bars(page)
    expect(page.locator(WHAT_IF)).to_contain_text("Übernimmt jeder")
    page.locator(f"{LIST} input[type=text]").first.fill("Baugenehmigung")
    page.keyboard.press("Enter")
    expect(page.locator(LIST)).not_to_contain_text("390 von 390 Leistungen")
    page.locator(f"{LIST} tbody").get_by_role("checkbox").first.check()
    expect(page.locator(WHAT_IF)).to_contain_text("Mit der einen ausgewählten Leistung")
    expect(page.locator(WHAT_IF)).to_contain_text(re.compile("Übernommen: Baugenehmigung"))
    bars(page)
    page.locator(f"{WHAT_IF} .st-key-export-what_if button").first.click()
    with page.expect_download() as taken:
        page.locator(".st-key-download-csv-what_if button").click()
    written = taken.value.path().read_text(encoding="utf-8-sig")
    assert "Mit der einen ausgewählten Leistung" in written
    assert "Übernommen: Baugenehmigung" in written


def test_the_list_leaves_as_a_file(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}/synergien?partner=gifhorn")
    expect(page.locator(".st-key-answer h2")).to_contain_text("Gifhorn kann 160 Leistungen")
    page.locator(".st-key-export-opportunities button").first.click()
    with page.expect_download() as taken:
        page.locator(".st-key-download-csv-opportunities button").click()
    rows = list(csv.reader(io.StringIO(taken.value.path().read_text(encoding="utf-8-sig")), delimiter=";"))
    head = next(number for number, row in enumerate(rows) if row[:2] == ["Leistung", "Fehlt bei"])
    assert len(rows) - head - 1 == 160
    assert {row[1] for row in rows[head + 1 :]} == {"Gifhorn"}


@pytest.mark.long
def test_common_ground_and_the_board_open_when_they_are_asked_for(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}/synergien")
    page.get_by_text("Gemeinsame Basis", exact=True).click()
    expect(page.locator(".st-key-table-procurement_windows")).to_contain_text("enden Verträge mehrerer Partner")
    expect(page.locator(".st-key-table-components")).to_contain_text("30 Komponenten sind gemeldet")
    page.get_by_text("Initiativen und Bitten", exact=True).click()
    board = page.locator(".st-key-board")
    expect(board).to_contain_text(re.compile(r"läuft \(5\)"))
    expect(board).to_contain_text("Rollout Digitaler Bauantrag (Beispiel)")
    expect(page.locator(".st-key-table-asks")).to_contain_text("9 Bitten")


BROKEN = r"""() => {
    const walk = document.createTreeWalker(document.querySelector('.st-key-board'), NodeFilter.SHOW_TEXT), found = [];
    while (walk.nextNode())
        for (const match of walk.currentNode.data.matchAll(/[^\s\u00ad/-]+/g)) {
            const range = document.createRange();
            range.setStart(walk.currentNode, match.index);
            range.setEnd(walk.currentNode, match.index + match[0].length);
            if (match[0].length < 18 && range.getClientRects().length > 1) found.push(match[0]);
        }
    return found;
}"""


def test_the_board_breaks_long_words_only_at_any_width(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}/synergien?reiter=initiativen")
    expect(page.locator(".st-key-board")).to_contain_text("Antragsmanagement")
    for width in (1440, 1366, 768, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function("width => innerWidth === width", arg=width)
        # The list of pages slides away below 768 px.
        page.wait_for_function(f"() => ({BROKEN})().length === 0")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
