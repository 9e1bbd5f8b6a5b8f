"""The main job in a real browser: see, filter, link, take away, beside another reader."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Collection
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
import pytest
from dashboards import PAGE_TIMEOUT_MS, Watch
from lxml import etree
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pptx import Presentation

from ozgdash.ui.page_list import PAGES

ANSWER = ".st-key-answer"
PROGRESS = ".st-key-chart-progress"
NAMES = {"wolfsburg": "Wolfsburg", "braunschweig": "Braunschweig", "salzgitter": "Salzgitter", "gifhorn": "Gifhorn"}
FORMATS = ("png", "svg", "pdf", "pptx", "odp", "xlsx", "ods", "csv")


def expect_drawn(page: Page, partners: Collection[str]) -> None:
    """Waits until the lines in the progress chart are those of just these partners."""
    names = [NAMES[partner] for partner in NAMES if partner in partners]
    drawn = f"""([names, all]) => {{
        const lines = document.querySelectorAll(`{PROGRESS} .picture [role~="graphics-object"]`);
        const traces = [...lines].map(line => line.ariaLabel);
        return all.filter(name => traces.includes(name)).join() === names.join();
    }}"""
    page.wait_for_function(drawn, arg=[names, list(NAMES.values())])


def expect_tiles(page: Page, partners: Collection[str]) -> None:
    """Waits until there is a tile for just these partners."""
    shown = """wanted => [...document.querySelectorAll('[class*="st-key-tile-"]')]
        .map(tile => tile.className.match(/st-key-tile-([\\w-]+)/)[1]).sort().join() === wanted.join()"""
    page.wait_for_function(shown, arg=sorted(partners))


def choose_partner(page: Page, partner: str) -> None:
    page.locator(".st-key-filter-partner input").click()
    page.get_by_role("option", name=NAMES[partner]).click()
    page.keyboard.press("Escape")


def download(page: Page, form: str, target: Path, chart: str = "progress") -> Path:
    page.locator(f".st-key-export-{chart} button").first.click()
    with page.expect_download() as taken:
        page.locator(f".st-key-download-{form}-{chart} button").click()
    path = target / taken.value.suggested_filename
    taken.value.save_as(path)
    page.keyboard.press("Escape")
    return path


def test_the_first_page_answers_with_sentence_tiles_and_chart(dashboard: str, page: Page, watch: Watch):
    page.goto(dashboard)
    expect(page.locator(f"{ANSWER} h2")).to_contain_text(
        re.compile(r"^4 Partner zusammen: [\d.]+ von [\d.]+ Leistungen")
    )
    expect(page.locator(".st-key-example-data")).to_contain_text("Beispieldaten, nicht amtlich")
    expect_drawn(page, set(NAMES))
    expect_tiles(page, set(NAMES))
    expect(page.locator(f"{PROGRESS} .picture")).to_contain_text("OZG-Frist 31.12.2022")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    assert watch.console_errors == []
    assert watch.foreign_requests == []


def test_the_partner_filter_changes_answer_tiles_chart_and_address(dashboard: str, page: Page, watch: Watch):
    page.goto(dashboard)
    expect_drawn(page, set(NAMES))
    choose_partner(page, "gifhorn")
    expect(page.locator(f"{ANSWER} h2")).to_contain_text("Gifhorn:")
    expect(page).to_have_url(re.compile(r"\?partner=gifhorn$"))
    expect_tiles(page, {"gifhorn"})
    expect_drawn(page, {"gifhorn"})
    choose_partner(page, "wolfsburg")
    expect(page).to_have_url(re.compile(r"\?partner=wolfsburg&partner=gifhorn$"))
    expect(page.locator(f"{ANSWER} h2")).to_contain_text("2 Partner zusammen:")
    expect_drawn(page, {"wolfsburg", "gifhorn"})
    assert watch.console_errors == []


def test_a_link_restores_the_view_and_pages_keep_it(dashboard: str, page: Page, watch: Watch):
    link = "?partner=salzgitter&stand=2022-12-31&regel=buendel_rg2&thema=Gesundheit&adressat=buerger&lang=en"
    page.goto(f"{dashboard}/{link}")
    expect(page.locator(f"{ANSWER} h2")).to_contain_text("Salzgitter:")
    for words in ("31 December 2022", "bundles", "Gesundheit", "citizens"):
        expect(page.locator(f"{ANSWER} summary")).to_contain_text(words)
    page.locator('[data-testid="stSidebarNav"] a[href$="/leistungen"]').click()
    expect(page).to_have_url(re.compile(r"/leistungen\?partner=salzgitter&stand=2022-12-31&regel=buendel_rg2"))
    expect(page.locator(".st-key-filters")).to_contain_text("Salzgitter")
    page.locator('[data-testid="stSidebarNav"] a').first.click()
    expect(page.locator(f"{ANSWER} h2")).to_contain_text("Salzgitter:")
    expect(page).to_have_url(re.compile(r"/\?partner=salzgitter.*&lang=en$"))
    assert watch.console_errors == []


HEADS = """() => [...document.querySelectorAll(".stMain [class*='st-key-head-']")].map(head => {
    const box = each => each.getBoundingClientRect();
    const [row, title] = [box(head), box(head.querySelector("h3"))];
    const actions = [...head.querySelectorAll("[class*='st-key-show-table-'] label, [class*='st-key-export-'] button")].map(box);
    const middle = each => (each.top + each.bottom) / 2;
    return {
        high: row.height, wide: row.right - document.documentElement.clientWidth, actions: actions.length,
        beside: actions.every(each => each.left >= title.right && each.right <= row.right + 1 && Math.abs(middle(each) - middle(title)) < 4),
        aligned: Math.max(...actions.map(middle)) - Math.min(...actions.map(middle)),
    }})"""
BELOW_PICTURES = """() => {
    const of = [".picture", "[class*='st-key-events-']"].flatMap(each => [...document.querySelectorAll(`.stMain ${each}`)]);
    const ends = of.map(each => each.getBoundingClientRect().bottom);
    const titles = [...document.querySelectorAll(".stMain h3")].map(each => each.getBoundingClientRect().top);
    return titles.map(top => top - Math.max(...ends.filter(end => end <= top))).filter(Number.isFinite); }"""
"""From the end of a picture, or of the list of events that belongs to it, to the next title."""


def test_title_and_actions_of_a_chart_stand_in_one_row_and_below_it_is_the_next_one(dashboard: str, page: Page):
    page.goto(dashboard)
    expect_drawn(page, set(NAMES))
    expect(page.locator(".st-key-paper-end")).to_have_count(1)
    heads = page.evaluate(HEADS)
    assert [head["actions"] for head in heads] == [2, 2, 2, 2]
    assert all(head["beside"] and head["high"] < 60 for head in heads), heads
    below = page.evaluate(BELOW_PICTURES)
    assert len(below) == 3
    assert max(below) < 120, below
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function(f"() => ({HEADS})().every(head => head.aligned < 4 && head.wide <= 0 && head.high < 120)")


ROWS_OF_TILES = """() => {
    const tops = [...document.querySelectorAll(".stMain .st-key-tiles > *")].map(each => Math.round(each.getBoundingClientRect().top));
    return [...new Set(tops)].sort((a, b) => a - b).map(top => tops.filter(each => each === top).length);
}"""
CUT_TILES = """() => [...document.querySelectorAll(".stMain .st-key-tiles :is(p, [data-testid^='stMetric'] div)")]
    .filter(each => each.clientWidth && each.scrollWidth > each.clientWidth + 1).map(each => each.textContent)"""


def test_tiles_stand_in_one_row_or_in_equal_ones_at_every_width(dashboard: str, page: Page):
    page.goto(dashboard)
    expect_tiles(page, set(NAMES))
    found = {}
    for width in (1920, 1440, 1366, 1280, 1024, 820, 768, 600, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = tuple(page.evaluate(ROWS_OF_TILES))
        assert page.evaluate(CUT_TILES) == [], width
    assert {width: rows for width, rows in found.items() if len(set(rows)) != 1} == {}
    assert found[1440] == found[1366] == (4,)
    assert found[390] == (2, 2)
    page.set_viewport_size({"width": 390, "height": 844})
    for number in page.locator("[data-testid='stMetricValue']").all()[:2]:
        expect(number).to_be_in_viewport(ratio=1)
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{dashboard}/partner")
    expect(page.locator(".st-key-tile-open")).to_be_visible()
    assert page.evaluate(ROWS_OF_TILES) == [5]
    assert page.evaluate(CUT_TILES) == []


def test_one_line_below_the_answer_opens_by_key_to_where_the_numbers_come_from(dashboard: str, page: Page):
    page.goto(f"{dashboard}/?partner=salzgitter")
    expect_drawn(page, {"salzgitter"})
    line = page.locator(f"{ANSWER} summary")
    source = page.locator(f"{ANSWER} details").get_by_text(re.compile("Datenstand ozg-"))
    expect(line).to_contain_text(
        "Stand 31.10.2026 · Zählweise: einzelne Leistungen ab Reifegrad 3 · Filter: Partner Salzgitter"
    )
    expect(source).to_be_hidden()
    line.focus()
    page.keyboard.press("Enter")
    expect(source).to_be_visible()
    expect(page.locator(f"{ANSWER} details")).to_contain_text("Beispieldaten, nicht amtlich")
    expect(page.locator(".st-key-example-data")).to_be_visible()


def test_a_page_chosen_while_the_last_one_is_still_drawn_shows_the_filters_that_count(dashboard: str, page: Page):
    page.goto(f"{dashboard}/?partner=salzgitter&stand=2022-12-31&thema=Gesundheit&lang=en")
    expect(page.locator(f"{ANSWER} h2")).to_contain_text("Salzgitter:")
    page.locator('[data-testid="stSidebarNav"] a[href$="/leistungen"]').click()
    expect(page).to_have_url(re.compile(r"/leistungen\?partner=salzgitter"))
    for words in ("Salzgitter", "Gesundheit"):
        expect(page.locator(".st-key-filters")).to_contain_text(words)
    expect(page.get_by_role("combobox", name="As of")).to_have_value("31 December 2022")


def test_another_page_begins_at_its_answer_however_far_down_the_reader_was(dashboard: str, page: Page):
    page.goto(f"{dashboard}/leistungen")
    page.locator(".st-key-chart-matrix .picture").wait_for()
    page.locator(".stMain").evaluate("main => main.scrollTo(0, 600)")
    expect(page.locator(f"{ANSWER} h2")).not_to_be_in_viewport()
    page.locator('[data-testid="stSidebarNav"] a[href$="/ausblick"]').click()
    expect(page.locator(".st-key-paper-end")).to_contain_text("/ausblick")
    expect(page.locator("[data-test-script-state='notRunning']")).to_be_visible()
    expect(page.locator(f"{ANSWER} h2")).to_be_in_viewport()


def test_a_reader_who_is_quicker_than_the_server_loses_no_filter(dashboard: str, page: Page, watch: Watch):
    page.goto(f"{dashboard}/?partner=salzgitter&stand=2022-12-31&lang=en")
    expect(page.locator(f"{ANSWER} h2")).to_contain_text("Salzgitter:")
    pages = page.locator('[data-testid="stSidebarNav"] a')
    pages.first.click()
    # The next click goes out with the words of the old language.
    page.locator(".st-key-filter-lang label").filter(has_text="Deutsch").last.click()
    pages.first.click()
    pages.last.click()
    expect(page).to_have_url(re.compile(r"/methodik\?partner=salzgitter&stand=2022-12-31$"))
    expect(page.locator(ANSWER)).to_contain_text("Stand 31.12.2022")
    expect(page.locator(".st-key-filters")).to_contain_text("Salzgitter")
    expect(page.get_by_role("combobox", name="Stand")).to_have_value("31.12.2022")
    assert watch.console_errors == []


@pytest.mark.long
def test_back_and_forward_lead_through_filters_and_pages(dashboard: str, page: Page):
    page.goto(f"{dashboard}/?partner=salzgitter")
    expect(page.locator(f"{ANSWER} h2")).to_contain_text("Salzgitter:")
    page.locator(".st-key-filter-lang label").filter(has_text="English").last.click()
    expect(page).to_have_url(re.compile("lang=en$"))
    page.go_back()
    expect(page.locator(f"{ANSWER} h2")).to_contain_text("Leistungen")
    expect(page).to_have_url(re.compile(r"/\?partner=salzgitter$"))
    page.go_forward()
    expect(page.locator(f"{ANSWER} h2")).to_contain_text("services")
    page.locator('[data-testid="stSidebarNav"] a').last.click()
    expect(page).to_have_url(re.compile(r"/methodik\?partner=salzgitter&lang=en$"))
    expect(page.locator(f"{ANSWER} h2")).to_contain_text("Salzgitter:")
    # The browser may have the page once more, as it came there: without filters. They stay; it takes two steps then.
    for _ in range(2):
        if urlsplit(page.url).path != "/":
            page.go_back()
            expect(page).to_have_url(re.compile(r"\?partner=salzgitter&lang=en$"))
            expect(page.locator('[data-testid="stApp"]')).to_have_attribute("data-test-script-state", "notRunning")
            expect(page.locator(".st-key-filters")).to_contain_text("Salzgitter")
    expect(page).to_have_url(re.compile(r"/\?partner=salzgitter&lang=en$"))
    expect(page.locator(f"{ANSWER} h2")).to_contain_text("Salzgitter: 115 of 588 services")


def test_what_an_address_cannot_mean_is_said_and_dropped(dashboard: str, page: Page):
    page.goto(f"{dashboard}/?partner=atlantis&stand=gestern&regel=alles&frist=nie&lang=fr&thema=<b>fett</b>")
    notices = page.locator('[data-testid="stAlert"]')
    for words in ("atlantis", "gestern", "alles", "nie", "fr", "<b>fett</b>"):
        expect(notices.filter(has_text=words).first).to_be_visible()
    expect(page.locator(f"{ANSWER} h2")).to_contain_text("4 Partner zusammen")
    expect_drawn(page, set(NAMES))


def test_every_page_stands_without_error_or_foreign_request(dashboard: str, page: Page, watch: Watch):
    for lang in ("de", "en"):
        for entry in PAGES:
            page.goto(f"{dashboard}/{entry.url_path or ''}?lang={lang}")
            expect(page.locator(f"{ANSWER} h2")).not_to_be_empty()
            expect(page.locator('[data-testid="stStatusWidget"]')).to_have_count(0)
            expect(page.locator(".st-key-error")).to_have_count(0)
            expect(page.locator('[data-testid="stException"]')).to_have_count(0)
    assert watch.console_errors == []
    assert watch.foreign_requests == []


@pytest.fixture(scope="session")
def taken(dashboard: str, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The progress chart of one partner, taken away in every format through the menu."""
    folder = tmp_path_factory.mktemp("taken")
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, accept_downloads=True)
    context.set_default_timeout(PAGE_TIMEOUT_MS)
    page = context.new_page()
    page.goto(f"{dashboard}/?partner=braunschweig&stand=2022-12-31")
    expect_drawn(page, {"braunschweig"})
    files = {form: download(page, form, folder) for form in FORMATS}
    context.close()
    return files


CARRIED = (
    "Fortschritt je Partner",
    "Stand 31.12.2022",
    "Zählweise: einzelne Leistungen ab Reifegrad 3",
    "27 von 588 (4,6 %)",
    "Partner Braunschweig",
    "Datenstand ozg-",
    "Beispieldaten, nicht amtlich",
)


def carries(content: str) -> list[str]:
    """What of the things that must stand on everything is missing."""
    plain = re.sub(r"\s+", " ", content.replace("\u00a0", " "))
    return [part for part in CARRIED if part not in plain]


def test_downloads_are_named_after_what_is_in_them(taken: dict[str, Path]):
    assert {form: path.name for form, path in taken.items()} == {
        form: f"ozg-fortschritt_braunschweig_2022-12-31_leistung_rg3.{form}" for form in FORMATS
    }


def test_the_slide_opens_with_a_native_chart(taken: dict[str, Path]):
    (slide,) = Presentation(str(taken["pptx"])).slides
    assert [shape.has_chart for shape in slide.shapes].count(True) == 1
    notes = slide.notes_slide.notes_text_frame.text
    assert carries(" ".join(s.text_frame.text for s in slide.shapes if s.has_text_frame) + notes) == []


def test_the_slide_of_opendocument_says_the_same(taken: dict[str, Path]):
    with zipfile.ZipFile(taken["odp"]) as archive:
        said = " ".join(etree.fromstring(archive.read("content.xml")).itertext())
        assert any(name.startswith("Object") for name in archive.namelist())
    assert carries(said) == []


def test_the_workbook_opens(taken: dict[str, Path]):
    book = openpyxl.load_workbook(taken["xlsx"])
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert carries(" ".join(cells).replace("Zählweise einzelne", "Zählweise: einzelne")) == []


def test_the_csv_opens(taken: dict[str, Path]):
    content = taken["csv"].read_text(encoding="utf-8-sig")
    rows = [" ".join(row) for row in csv.reader(io.StringIO(content), delimiter=";")]
    assert carries("\n".join(rows).replace("Zählweise einzelne", "Zählweise: einzelne")) == []
    assert any("27" in row and "588" in row for row in csv.reader(io.StringIO(content), delimiter=";"))


def test_the_drawing_opens(taken: dict[str, Path]):
    texts = " ".join(ET.fromstring(taken["svg"].read_bytes()).itertext())  # noqa: S314 - our own file
    assert [part for part in carries(texts) if part != "Datenstand ozg-"] == []


def test_the_pictures_open(taken: dict[str, Path]):
    with Image.open(taken["png"]) as picture:
        picture.load()
        assert picture.size[0] == 3200
        assert len(picture.convert("RGB").getcolors(maxcolors=1 << 24) or []) > 10
    assert taken["pdf"].read_bytes().startswith(b"%PDF-")


@pytest.mark.long
def test_two_readers_never_see_each_other_s_state(dashboard: str, browser: Browser, tmp_path: Path):
    contexts = [browser.new_context(viewport={"width": 1440, "height": 1000}, accept_downloads=True) for _ in range(2)]
    first, second = (context.new_page() for context in contexts)
    first.goto(dashboard)
    second.goto(f"{dashboard}/?regel=buendel_rg2")
    choose_partner(first, "wolfsburg")
    choose_partner(second, "gifhorn")
    expect(first.locator(f"{ANSWER} h2")).to_contain_text("Wolfsburg:")
    expect(second.locator(f"{ANSWER} h2")).to_contain_text("Gifhorn:")
    for page, partner in ((first, "wolfsburg"), (second, "gifhorn")):
        expect_tiles(page, {partner})
        expect_drawn(page, {partner})
    files = [download(page, "csv", tmp_path).read_text(encoding="utf-8-sig") for page in (first, second)]
    assert "Stadt Wolfsburg" in files[0]
    assert "Gifhorn;" not in files[0]
    assert "Landkreis Gifhorn" in files[1]
    assert "Stadt Wolfsburg" not in files[1]
    assert "buendel_rg2" not in first.url
    for context in contexts:
        context.close()
