"""What helps a reader along: links to a view and to a chart, terms explained, news, the first visit, keys."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import httpx
import pytest
from dashboards import PAGE_TIMEOUT_MS, Watch
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pptx import Presentation

from ozgdash.charts import by_name
from ozgdash.export import registry
from ozgdash.ingest import import_files
from ozgdash.model.filters import Filters, Rule, View
from ozgdash.model.rights import everything
from ozgdash.settings import Settings
from ozgdash.store import read
from ozgdash.store.connection import open_snapshot
from ozgdash.store.snapshots import Store
from ozgdash.texts import text
from ozgdash.ui import keys
from tools.serving import served

NOT_RUNNING = "[data-test-script-state='notRunning']"
SHEET = (
    "Partner;gifhorn\nStand;{day:02}.10.2026\nBeispieldaten;nein\n"
    "leika_schluessel;reifegrad;reifegradmodell;stufe\n99003009012001;3;1.1;online\n"
)
NO_CLIPBOARD = "Object.defineProperty(Navigator.prototype, 'clipboard', {value: undefined})"
SENT = "document.addEventListener('copy', () => { window.sent = document.activeElement.value })"


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that may write into its clipboard."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 1000},
        locale="de-DE",
        reduced_motion="reduce",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(PAGE_TIMEOUT_MS)
    yield context
    context.close()


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.locator(".st-key-answer h2")).to_be_visible()
    expect(page.locator(NOT_RUNNING)).to_be_visible()
    return page


def test_a_link_is_copied_by_mouse_and_keyboard_and_leads_back_to_the_view(dashboard: str, reader: BrowserContext):
    page = opened(reader.new_page(), f"{dashboard}/partner?partner=gifhorn&reiter=plaene&regel=buendel_rg2")
    page.get_by_role("button", name="Link kopieren").click()
    expect(page.locator(".note")).to_have_text("Der Link zu dieser Ansicht ist kopiert.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{dashboard}/partner?partner=gifhorn&regel=buendel_rg2&reiter=plaene"
    page.locator(".st-key-export-plan_slip button").first.click()
    page.locator(".st-key-copy-plan_slip button").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("async (was) => (await navigator.clipboard.readText()) !== was", arg=copied)
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{copied}#chart-plan_slip"
    other = opened(reader.new_page(), link)
    heading = other.locator(".st-key-chart-plan_slip h3")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()


@pytest.mark.long
def test_the_address_on_a_slide_opens_its_chart_with_the_same_filters(
    dashboard: str, example_data: Path, page: Page, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("OZGDASH_ADDRESS", dashboard)
    current = Store(Settings(data_dir=example_data).snapshots_dir).current()
    assert current is not None
    with closing(open_snapshot(current.path)) as cursor:
        filters = Filters(date(2026, 9, 30), Rule.BUNDLE_RG2, ("gifhorn",), ("Bildung", "Gesundheit"))
        view = View(filters, "en", read.cooperation(cursor), read.snapshot_info(cursor, current.path))
        spec = by_name.chart("plan_slip", cursor, view)
    (slide,) = Presentation(io.BytesIO(registry.write(spec, "pptx"))).slides
    words = [line for shape in slide.shapes if shape.has_text_frame for line in shape.text_frame.text.splitlines()]
    (where,) = [line for line in words if line.startswith(dashboard)]
    opened(page, where)
    expect(page.locator(".st-key-chart-plan_slip h3")).to_be_focused()
    expect(page.locator(".st-key-chart-plan_slip")).to_contain_text(spec.finding.replace("\u00a0", " "))
    expect(page.locator(".st-key-provenance summary")).to_contain_text(spec.provenance.filters)
    expect(page.locator(".st-key-provenance summary")).to_contain_text("30 September 2026")


@pytest.mark.long
def test_without_a_clipboard_the_older_way_copies_and_at_last_the_address_stands_selected(dashboard: str, page: Page):
    page.add_init_script(f"{NO_CLIPBOARD}; {SENT}")
    opened(page, f"{dashboard}/?partner=gifhorn")
    page.get_by_role("button", name="Link kopieren").click()
    expect(page.locator(".note")).to_have_text("Der Link zu dieser Ansicht ist kopiert.")
    assert page.evaluate("window.sent") == f"{dashboard}/?partner=gifhorn"
    page.evaluate("document.execCommand = () => false")
    page.get_by_role("button", name="Link kopieren").click()
    field = page.get_by_label("Link zu dieser Ansicht")
    expect(field).to_be_focused()
    assert page.evaluate("getSelection().toString() || document.activeElement.value") == f"{dashboard}/?partner=gifhorn"
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Link kopieren")).to_be_focused()
    expect(field).to_have_count(0)


@pytest.mark.long
def test_a_list_and_a_definition_have_addresses_as_charts_have(dashboard: str, page: Page):
    opened(page, f"{dashboard}/daten#chart-quality_findings")
    expect(page.locator(".st-key-table-quality_findings h3")).to_be_focused()
    opened(page, f"{dashboard}/methodik?lang=en#begriff-reifegrad-2")
    expect(page.locator(".st-key-begriff-reifegrad-2")).to_be_focused()
    expect(page.locator(".st-key-begriff-reifegrad-2")).to_contain_text("An assistant helps to fill in the form")


def test_a_term_is_explained_where_it_first_stands_and_leads_to_its_definition(dashboard: str, reader: BrowserContext):
    page = opened(reader.new_page(), f"{dashboard}/")
    words = page.locator("a[href='#begriff-stufen']")
    expect(words).to_have_count(1)
    for term in page.locator("a[href^='#begriff-']").evaluate_all("all => all.map(each => each.hash)"):
        expect(page.locator(f"a[href='{term}']")).to_have_count(1)
    words.focus()
    page.keyboard.press("Space")
    box = page.get_by_role("dialog", name="Was die Reifegrade heißen")
    expect(box).to_be_focused()
    expect(box).to_contain_text("Reifegrad 2: Formular-Assistent. Ein Assistent hilft beim Ausfüllen")
    expect(words).to_have_attribute("aria-expanded", "true")
    with reader.expect_page() as found:
        box.get_by_role("link").click()
    expect(found.value.locator(".st-key-begriff-stufen")).to_be_focused()
    assert found.value.url.endswith("/methodik#begriff-stufen")
    words.click()
    page.keyboard.press("Escape")
    expect(words).to_be_focused()
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.long
def test_the_first_line_is_said_until_it_was_read_and_never_printed(dashboard: str, reader: BrowserContext):
    page = opened(reader.new_page(), dashboard)
    line = page.locator(".st-key-first-visit")
    expect(line).to_be_visible()
    page.emulate_media(media="print")
    expect(line).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Verstanden").click()
    expect(line).to_be_hidden()
    expect(page.locator(".stMain h1")).to_be_focused()
    again = opened(reader.new_page(), f"{dashboard}/partner")
    expect(again.locator(".st-key-first-visit")).to_be_hidden()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('ozgdash'))") == ["ozgdash-welcomed"]


@pytest.mark.long
def test_newer_data_is_announced_and_shown_when_the_reader_asks_for_it(
    example_data: Path, tmp_path: Path, page: Page, watch: Watch
):
    data = Path(shutil.copytree(example_data, tmp_path / "data"))
    with served(data, tmp_path / "server.log") as address:
        asked = httpx.get(f"{address}/snapshot")
        known = {"If-None-Match": asked.headers["etag"]}
        assert httpx.get(f"{address}/snapshot", headers=known).status_code == 304
        opened(page, address)
        look(page)
        expect(page.locator(".news")).to_have_attribute("data-id", asked.json()["id"])
        expect(page.locator(".news .reload")).to_be_hidden()
        publish(data, 1)
        look(page)
        newest = httpx.get(f"{address}/snapshot", headers=known).json()["id"]
        expect(page.locator(".news .reload")).to_be_visible()
        expect(page.locator(f".st-key-from-{asked.json()['id']}")).to_have_count(1)
        page.locator(".news .reload").click()
        expect(page.locator(f".st-key-from-{newest}")).to_have_count(1)
        expect(page.locator(".news .reload")).to_be_hidden()
        expect(page.get_by_test_id("stToast")).to_have_count(0)
        publish(data, 2)
        page.locator(".st-key-filter-partner input").click()
        page.get_by_role("option", name="Gifhorn").click()
        expect(page.get_by_test_id("stToast")).to_contain_text("Seit Ihrem letzten Klick wurden neue Daten")
    assert watch.console_errors == []
    assert watch.foreign_requests == []


def look(page: Page) -> None:
    """What the page does each minute."""
    with page.expect_response(re.compile("/snapshot$")):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def publish(data: Path, day: int) -> None:
    """A sheet of one row of that day in October."""
    sheet = data / f"gifhorn-{day}.csv"
    sheet.write_text(SHEET.format(day=day), encoding="utf-8")
    settings = Settings(data_dir=data, max_shrink=1, max_jump=1)
    import_files(settings, [sheet], by=everything("test"), today=date(2026, 11, 23), reason="one row")


@pytest.mark.long
def test_every_key_that_is_listed_works(dashboard: str, page: Page):
    opened(page, f"{dashboard}/tasten")
    for part, names in keys.PARTS.items():
        for name in names:
            expect(page.locator(f".st-key-keys-{part}")).to_contain_text(text(f"keys.does_{name}", "de"))
    press_on_a_page(page, dashboard)
    press_in_a_chart(page, dashboard)
    press_in_a_table(page, dashboard)


def press_on_a_page(page: Page, dashboard: str) -> None:
    opened(page, f"{dashboard}/partner")
    page.keyboard.press("Tab")
    expect(page.locator(".skip a").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".skip a").nth(1)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".skip a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".stMain h1")).to_be_focused()
    page.get_by_role("tab").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab").nth(1)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("tab").first).to_be_focused()
    menu = page.locator("[class*='st-key-export-'] button").first
    menu.focus()
    page.keyboard.press("Space")
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)


def press_in_a_chart(page: Page, dashboard: str) -> None:
    opened(page, dashboard)
    line = page.locator(".st-key-chart-progress .picture [role~='graphics-object'][tabindex='0']").first
    line.focus()
    shown = []
    for key in ("End", "ArrowLeft", "ArrowDown", "Home"):
        page.keyboard.press(key)
        tip = page.locator(".st-key-chart-progress .chart-tip")
        expect(tip).not_to_have_text(shown[-1] if shown else "")
        shown.append(tip.inner_text())
    assert len(set(shown)) == 4


def press_in_a_table(page: Page, dashboard: str) -> None:
    opened(page, f"{dashboard}/synergien")
    table = page.locator(".st-key-table-opportunities .rows")
    boxes = table.locator("tbody").get_by_role("checkbox")
    boxes.first.focus()
    for key, place in (("ArrowDown", 1), ("PageDown", 11), ("ArrowUp", 10), ("Home", 0)):
        page.keyboard.press(key)
        expect(boxes.nth(place)).to_be_focused()
    heads = table.locator("thead").get_by_role("button")
    heads.first.focus()
    for key, place in (("ArrowRight", 1), ("End", 9), ("ArrowLeft", 8), ("Home", 0)):
        page.keyboard.press(key)
        expect(heads.nth(place)).to_be_focused()
    for way in ("ascending", "descending", None):
        page.keyboard.press("Enter")
        expect(table.locator("thead th[aria-sort]")).to_have_count(1 if way else 0)
        if way:
            expect(table.locator("thead th").first).to_have_attribute("aria-sort", way)
        expect(heads.first).to_be_focused()


def test_escape_closes_the_panel_of_a_number_from_within_its_tables_and_gives_the_focus_back(
    dashboard: str, page: Page
):
    opened(page, dashboard)
    page.locator(".st-key-origin-answer button").click()
    panel = page.get_by_role("dialog", name="Woher kommt diese Zahl?")
    head = panel.locator(".rows thead").get_by_role("button").first
    expect(head).to_be_visible()
    head.focus()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(page.locator(".st-key-origin-answer button")).to_be_focused()
