"""Every page on paper: A4, what it says and nothing that can be pressed, each chart whole on one sheet."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator

import pytest
from dashboards import PAGE_TIMEOUT_MS
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from ozgdash.texts import text
from ozgdash.ui.page_list import PAGES
from tools.accessibility import ALL_STANDS

A4 = (595, 842)
MOST_SHEETS = 8
SETTINGS = [
    {"viewport": {"width": 1440, "height": 1000}, "color_scheme": "light"},
    {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
]
TEXTS_OF_CHARTS = """() => [...document.querySelectorAll('.stMain .picture')]
    .filter(each => each.checkVisibility()).map(picture =>
    [...picture.querySelectorAll('text, .over b, .over span, .heads b')]
        .filter(each => each.getClientRects().length && each.textContent.trim())
        .map(each => each.textContent.trim()))"""
OUTSIDE = """() => [...document.querySelectorAll('.stMain .picture')].map(each => each.getBoundingClientRect())
    .filter(box => box.width < 100 || box.left < -1 || box.right > document.documentElement.clientWidth + 1).length"""
SOME_NOW_ALL_LATER = [
    pytest.param(entry, marks=[] if entry.key in {"overview", "data"} else pytest.mark.long, id=entry.key)
    for entry in PAGES
]
"""The other pages take minutes: ``make e2e-long`` prints them."""
COLOURS = """() => [...document.querySelectorAll('.stMain :is(h2, h3, p, td, th)')]
    .filter(each => each.getClientRects().length && !each.closest('.chart'))
    .map(each => getComputedStyle(each).color)"""


@pytest.fixture(
    params=[SETTINGS[0], pytest.param(SETTINGS[1], marks=pytest.mark.long)], ids=["wide and light", "phone and dark"]
)
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="de-DE", **request.param)
    context.set_default_timeout(PAGE_TIMEOUT_MS)
    yield context.new_page()
    context.close()


def drawn(page: Page, address: str) -> None:
    """Wait until the page, its charts and its tables are there."""
    page.goto(address)
    expect(page.locator(".st-key-paper-end")).to_have_count(1)
    expect(page.locator("[data-test-script-state='notRunning']")).to_be_visible()
    page.wait_for_function(ALL_STANDS)


def sheets(page: Page) -> list[str]:
    """The words of each sheet, blanks as one; every sheet is an upright A4."""
    file = PdfReader(io.BytesIO(page.pdf(format="A4")))
    for sheet in file.pages:
        assert (float(sheet.mediabox.width), float(sheet.mediabox.height)) == pytest.approx(A4, abs=2)
    return [packed(sheet.extract_text()) for sheet in file.pages]


def packed(words: str) -> str:
    """Without blanks and ligatures: where they stand depends on the letters of the machine."""
    return re.sub(r"[\s\u00ad\u200b]+", "", unicodedata.normalize("NFKC", words))


def words_on_screen(page: Page, selector: str) -> list[str]:
    return [each for each in page.locator(selector).all_inner_texts() if each.strip()]


@pytest.mark.parametrize("entry", SOME_NOW_ALL_LATER)
def test_a_page_prints_what_it_says_and_nothing_to_press(dashboard: str, reader: Page, entry):
    drawn(reader, f"{dashboard}/{entry.url_path or ''}")
    titles = words_on_screen(reader, ".stMain [class*='st-key-chart-'] h3")
    answer = reader.locator(".st-key-answer h2").inner_text()
    source = reader.locator(".st-key-paper-end").text_content() or ""
    charts = reader.evaluate(TEXTS_OF_CHARTS)
    printed = sheets(reader)
    whole = "".join(printed)
    assert 1 <= len(printed) <= MOST_SHEETS
    assert all(len(sheet) > 40 for sheet in printed)
    assert packed(answer) in whole
    for title in titles:
        assert packed(title) in whole
    snapshot = re.search(r"ozg-\d{8}T\d{6}Z-[0-9a-f]{12}", source)
    assert snapshot is not None
    assert whole.count(f"Datenstand{snapshot.group()}") == (2 if entry.key == "method" else 1)
    assert whole.count(packed(f"Diese Ansicht: {dashboard}/{entry.url_path or ''}")) == 1
    assert packed("Beispieldaten, nicht amtlich") in printed[0]
    for word in (text("ui.export", "de") + "Als", text("ui.as_table", "de"), text("filters.language", "de")):
        assert packed(word) not in whole
    for name in PAGES:
        assert not whole.startswith(packed(text(name.title_key, "de")))
    for letters in charts:
        assert_whole_on_a_sheet(letters, printed)


def assert_whole_on_a_sheet(letters: list[str], printed: list[str]) -> None:
    """A chart's first and last words stand on the same sheet."""
    assert letters
    first, last = packed(letters[0]), packed(letters[-1])
    assert any(first in sheet and last in sheet for sheet in printed), (letters[0], letters[-1])


@pytest.mark.parametrize("entry", SOME_NOW_ALL_LATER)
def test_on_paper_every_picture_lies_within_the_sheet_and_words_are_dark(dashboard: str, reader: Page, entry):
    drawn(reader, f"{dashboard}/{entry.url_path or ''}")
    reader.emulate_media(media="print", color_scheme="dark")
    reader.set_viewport_size({"width": 690, "height": 1000})
    assert reader.evaluate(OUTSIDE) == 0
    assert reader.evaluate("document.documentElement.scrollWidth") <= 690
    assert set(reader.evaluate(COLOURS)) <= {"rgb(31, 35, 40)", "rgb(87, 96, 106)"}
    for selector in (
        ".stSidebar",
        ".stMain button:not([role='tab'], .rows table *)",
        ".stMain input",
        ".stTooltipIcon",
    ):
        assert [each for each in reader.locator(selector).all() if each.is_visible()] == []


def test_a_table_prints_its_rows_on_the_screen_and_says_how_many_there_are(dashboard: str, page: Page):
    drawn(page, f"{dashboard}/daten?lang=en")
    printed = "".join(sheets(page))
    assert "StadtSalzgitter" in printed
    assert re.search(r"1–\d+/143", printed)
    assert packed(text("ui.printed_tables", "en")) in printed


OVER_THE_EDGE = """() => [...document.querySelectorAll(".rows :is(th, td)")].filter(cell => cell.checkVisibility())
    .filter(cell => cell.getBoundingClientRect().right > innerWidth + 1).map(cell => cell.textContent)"""


def test_services_print_with_all_columns_and_say_how_many_rows_there_are(dashboard: str, page: Page):
    drawn(page, f"{dashboard}/leistungen")
    printed = "".join(sheets(page))
    for words in ("OZG-Leistung", "HilfezurÜberwindungbesonderersozialerSchwierigkeiten", "1–", "/625"):
        assert words in printed
    assert packed(text("ui.printed_tables", "de")) in printed
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 690, "height": 1000})
    assert page.evaluate(OVER_THE_EDGE) == []


def test_the_printed_address_is_that_of_the_filtered_view(dashboard: str, page: Page):
    drawn(page, f"{dashboard}/?partner=gifhorn&lang=en")
    printed = "".join(sheets(page))
    assert packed(f"This view: {dashboard}/?partner=gifhorn&lang=en") in printed


def test_on_the_screen_nothing_of_paper_is_seen_or_read_aloud(dashboard: str, page: Page):
    drawn(page, dashboard)
    expect(page.locator(".st-key-paper-end")).to_be_hidden()
    assert "Diese Ansicht" not in page.locator("body").aria_snapshot()
