"""The nine questions of a head of department, each answered in a real browser with its clicks counted: never above three.

What is read is compared with what the metrics say of the same snapshot, not with a picture of the page.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pytest
from dashboards import PAGE_TIMEOUT_MS
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pptx import Presentation
from pypdf import PdfReader

from ozgdash import formats
from ozgdash.figures.frames import Count, records
from ozgdash.metrics.behind import sheets_behind
from ozgdash.metrics.changes import change_counts
from ozgdash.metrics.progress import Dimension, progress, progress_by
from ozgdash.model.filters import Filters, Rule
from ozgdash.settings import Settings
from ozgdash.store.connection import open_snapshot
from ozgdash.store.snapshots import Store

AS_OF, DEADLINE, HALF_A_YEAR_AGO = date(2026, 10, 31), date(2022, 12, 31), date(2026, 4, 30)
TOPIC = "Gesundheit"
PAPER = "Sachstand zur Umsetzung des Onlinezugangsgesetzes"
"""What the recipe of the half-yearly report is called."""
NOT_RUNNING = "[data-test-script-state='notRunning']"


@dataclass
class Hand:
    """The reader's hand on the mouse; what is typed is no click."""

    page: Page
    clicks: int = 0

    def click(self, what: Locator) -> None:
        what.click()
        self.clicks += 1

    def choose(self, label: str, words: str, *, one: bool = False) -> None:
        """One click into a field of the filter, then its first letters and Enter; ``one``: it takes a single value."""
        self.click(self.page.get_by_role("combobox", name=label))
        self.page.keyboard.type(words)
        expect(self.page.get_by_role("option").first).to_contain_text(words)
        self.page.keyboard.press("Enter")
        if not one:
            self.page.keyboard.press("Escape")  # a list of several stays open


@pytest.fixture(scope="module")
def cursor(example_data: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    current = Store(Settings(data_dir=example_data).snapshots_dir).current()
    assert current is not None
    with closing(open_snapshot(current.path)) as connection:
        yield connection.cursor()


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": 1440, "height": 1000},
        locale="de-DE",
        accept_downloads=True,
        reduced_motion="reduce",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(PAGE_TIMEOUT_MS)
    yield context
    context.close()


@pytest.fixture
def hand(dashboard: str, reader: BrowserContext) -> Hand:
    page = reader.new_page()
    page.goto(dashboard)
    expect(page.locator(".st-key-chart-progress .picture")).to_be_visible()
    expect(page.locator(NOT_RUNNING)).to_be_visible()
    return Hand(page)


def answer(page: Page) -> Locator:
    return page.locator(".st-key-answer h2")


def counted(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Count:
    return Count.summed(records(progress(cursor, filters)))


def plain(words: str) -> str:
    return re.sub(r"\s+", " ", words)


def n_of_m(count: Count) -> str:
    return f"{formats.number(count.done, 'de')} von {formats.number(count.total, 'de')}"


def test_how_far_is_a_partner_in_a_topic_today_and_at_the_deadline(hand: Hand, cursor: duckdb.DuckDBPyConnection):
    hand.choose("Partner", "Gifhorn")
    expect(answer(hand.page)).to_contain_text("Gifhorn")
    hand.choose("Themenfeld", TOPIC)
    filters = Filters(AS_OF, partners=("gifhorn",), topics=(TOPIC,))
    expect(answer(hand.page)).to_contain_text(n_of_m(counted(cursor, filters)))
    expect(answer(hand.page)).to_contain_text(f"am {formats.day(DEADLINE, 'de')}")
    expect(answer(hand.page)).to_contain_text(n_of_m(counted(cursor, filters.at(DEADLINE))))
    assert hand.clicks == 2


def test_what_came_and_what_slipped_since_the_last_half_year(hand: Hand, cursor: duckdb.DuckDBPyConnection):
    hand.click(hand.page.locator('[data-testid="stSidebarNav"] a[href$="/veraenderungen"]'))
    hand.choose("Vergleich mit", formats.day(HALF_A_YEAR_AGO, "de"), one=True)
    since = f"{formats.day(HALF_A_YEAR_AGO, 'de')} bis {formats.day(AS_OF, 'de')}"
    kinds = Counter[str]()
    for row in records(change_counts(cursor, Filters(AS_OF), HALF_A_YEAR_AGO)):
        kinds[row["kind"]] += row["services"]
    expect(answer(hand.page)).to_contain_text(since)
    expect(answer(hand.page)).to_contain_text(f"{formats.number(kinds['online'], 'de')} Leistungen neu online")
    expect(answer(hand.page)).to_contain_text(f"{formats.number(kinds['slipped'], 'de')} Termine verschoben")
    assert hand.clicks == 2


@pytest.mark.long
def test_which_department_is_behind(hand: Hand, cursor: duckdb.DuckDBPyConnection):
    hand.choose("Partner", "Gifhorn")
    hand.click(hand.page.locator('[data-testid="stSidebarNav"] a[href$="/partner"]'))
    rows = records(progress_by(cursor, Filters(AS_OF, partners=("gifhorn",)), Dimension.DEPARTMENT))
    behind = min((row for row in rows if row["total"] and row["department"]), key=lambda row: Count.of(row).share or 0)
    expect(hand.page.locator(".st-key-chart-departments")).to_contain_text(
        re.compile(rf"am wenigsten weit {behind['department']} mit \S+\s% \({n_of_m(Count.of(behind))}\)")
    )
    assert hand.clicks == 2


@pytest.mark.long
def test_one_slide_for_one_partner(hand: Hand, cursor: duckdb.DuckDBPyConnection):
    hand.choose("Partner", "Gifhorn")
    expect(answer(hand.page)).to_contain_text("Gifhorn")
    hand.click(hand.page.locator(".st-key-export-progress button"))
    with hand.page.expect_download() as taken:
        hand.click(hand.page.locator(".st-key-download-pptx-progress button"))
    (slide,) = Presentation(str(taken.value.path())).slides
    words = plain(" ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame))
    assert f"Gifhorn: {n_of_m(counted(cursor, Filters(AS_OF, partners=('gifhorn',))))} Leistungen" in words
    assert hand.clicks == 3


@pytest.mark.long
def test_the_package_for_the_next_half_yearly_report(dashboard: str, hand: Hand, cursor: duckdb.DuckDBPyConnection):
    hand.page.goto(f"{dashboard}/ratspaket")
    hand.click(hand.page.locator(".st-key-recipe-take-halbjahresbericht button"))
    expect(hand.page.locator(".st-key-council-title input")).to_have_value(PAPER)
    hand.click(hand.page.locator(".st-key-make-package button"))
    ready = hand.page.locator(".st-key-download-package button")
    expect(ready).to_be_visible(timeout=200_000)
    with hand.page.expect_download() as taken:
        hand.click(ready)
    with zipfile.ZipFile(taken.value.path()) as package:
        words = plain(package.read("inhalt.txt").decode("utf-8-sig"))
    assert words.startswith(PAPER)
    assert "bis 31.10.2026" in words
    assert n_of_m(counted(cursor, Filters(AS_OF))) in words
    assert hand.clicks == 3


@pytest.mark.long
def test_share_this_view(hand: Hand, cursor: duckdb.DuckDBPyConnection):
    hand.page.goto(f"{hand.page.url}?partner=gifhorn&regel=buendel_rg2")
    expect(answer(hand.page)).to_contain_text("Gifhorn")
    hand.click(hand.page.get_by_role("button", name="Link kopieren"))
    expect(hand.page.locator(".note")).to_contain_text("kopiert")
    other = hand.page.context.new_page()
    other.goto(hand.page.evaluate("navigator.clipboard.readText()"))
    expect(answer(other)).to_contain_text(n_of_m(counted(cursor, Filters(AS_OF, Rule.BUNDLE_RG2, ("gifhorn",)))))
    assert hand.clicks == 1


@pytest.mark.long
def test_print_it(hand: Hand, cursor: duckdb.DuckDBPyConnection):
    sheet = PdfReader(io.BytesIO(hand.page.pdf(format="A4")))
    words = plain(" ".join(page.extract_text() for page in sheet.pages))
    assert n_of_m(counted(cursor, Filters(AS_OF))) in words
    assert "Quelle:" in words
    assert hand.clicks == 0  # Ctrl and P


@pytest.mark.long
def test_what_a_word_means(hand: Hand):
    hand.click(hand.page.locator("a[href='#begriff-reifegrad-3']").first)
    meaning = hand.page.get_by_role("dialog", name="Reifegrad 3: Online-Leistung")
    expect(meaning).to_contain_text("Der Antrag und alle Nachweise gehen online")
    assert hand.clicks == 1


def test_where_a_number_comes_from(hand: Hand, cursor: duckdb.DuckDBPyConnection):
    hand.click(hand.page.locator(".st-key-origin-answer button"))
    panel = hand.page.get_by_role("dialog", name="Woher kommt diese Zahl?")
    filters = Filters(AS_OF)
    count, files = counted(cursor, filters), records(sheets_behind(cursor, filters))
    expect(panel.locator(".st-key-origin")).to_contain_text("einzelne Leistungen ab Reifegrad\u00a03")
    expect(panel.locator(".st-key-origin-rows_behind")).to_contain_text(n_of_m(count))
    expect(panel.locator(".st-key-origin-sheets_behind")).to_contain_text(formats.number(files[0]["files"], "de"))
    expect(panel.locator(".st-key-origin")).to_contain_text(re.compile(r"ozg-\w+-\w+, veröffentlicht am"))
    assert hand.clicks == 1
    with hand.page.expect_download() as taken:
        panel.locator(".st-key-download-csv-rows_behind button").click()
    rows = Path(taken.value.path()).read_text(encoding="utf-8-sig")
    assert rows.count(";umgesetzt;") == count.done
    assert rows.count(";nicht umgesetzt;") == count.total - count.done
