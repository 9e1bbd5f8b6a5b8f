"""One language on a page: the framework's words are those of the page, whatever the browser speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from dashboards import PAGE_TIMEOUT_MS
from framework_seen import foreign
from playwright.sync_api import Browser, Page, expect

from ozgdash.texts import Lang
from ozgdash.ui.page_list import PAGES
from tools.accessibility import drawn

OTHER = {"de": "en-US", "en": "de-DE"}
BAD_FILES = [
    {"name": "Upload", "mimeType": "image/png", "buffer": b"x" * 2000},
    {"name": "Stop.csv", "mimeType": "text/csv", "buffer": b"a;b\n1;2\n"},
]
CHANGES_OF_LANGUAGE = """
() => {
  globalThis.flashes = [];
  const english = /^(Press Enter to apply|Choose date|Choose an option|Open|Upload|Sidebar|App pages)$/;
  const look = () => {
    for (const node of document.querySelectorAll("[aria-label], [placeholder]"))
      for (const name of ["aria-label", "placeholder"])
        if (english.test(node.getAttribute(name) ?? "")) flashes.push(node.getAttribute(name));
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
"""


@pytest.fixture(params=["de", pytest.param("en", marks=pytest.mark.long)])
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[Page, Lang]]:
    """A reader of a page in one language whose browser speaks the other one."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale=OTHER[request.param])
    context.set_default_timeout(PAGE_TIMEOUT_MS)
    page = context.new_page()
    yield page, request.param
    context.close()


def opened(page: Page, address: str, path: str, lang: Lang) -> None:
    page.goto(f"{address}/{path}?lang={lang}")
    expect(page.locator(".st-key-answer")).to_be_visible()
    expect(page.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning")


def test_calendar_and_filters_speak_the_page_s_language(reader: tuple[Page, Lang], dashboard: str):
    page, lang = reader
    opened(page, dashboard, "ausblick", lang)
    assert foreign(page, lang) == []
    topics = page.locator(".st-key-filter-topic").get_by_role("combobox")
    topics.fill("qqqq")
    expect(page.get_by_role("listbox")).to_have_text({"de": "Keine Treffer", "en": "No results"}[lang])
    topics.fill("")
    assert foreign(page, lang) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-filter-topic [data-tag]").first).to_be_visible()
    assert foreign(page, lang) == []
    page.get_by_test_id("stDateInputCalendarButton").click()
    calendar = page.get_by_role("dialog")
    expect(calendar.get_by_role("grid")).to_have_attribute(
        "aria-label", re.compile({"de": r"Datum wählen, \w+ \d{4}", "en": r"Choose date, \w+ \d{4}"}[lang])
    )
    # The first day of a week and its name are those of the language: in Germany and Britain it begins on Monday.
    expect(calendar.locator("thead th").first).to_have_text("M")
    expect(calendar.locator("thead th").nth(1)).to_have_text({"de": "D", "en": "T"}[lang])
    expect(calendar.get_by_role("gridcell").get_by_role("button").nth(10)).to_have_attribute(
        "aria-label", re.compile({"de": "tag|woch", "en": "day"}[lang])
    )
    assert foreign(page, lang) == []


CHOSEN = """() => [
    ...[...document.querySelectorAll('label:has(:checked)')].map(each => each.textContent.trim()),
    ...[...document.querySelectorAll('[role=combobox]')].map(each => each.value || each.placeholder),
]"""
"""What is chosen in every field of the page."""


@pytest.mark.parametrize(
    "entry",
    [pytest.param(entry, marks=[] if entry.key == "council" else pytest.mark.long, id=entry.key) for entry in PAGES],
)
def test_after_a_switch_every_field_says_in_the_other_language_what_is_chosen(entry, dashboard: str, page: Page):
    opened(page, dashboard, entry.url_path or "", "de")
    drawn(page)
    page.locator(".st-key-filter-lang label").filter(has_text="English").last.click()
    expect(page).to_have_url(re.compile(r"\?lang=en$"))
    drawn(page)
    switched = page.evaluate(CHOSEN)
    page.reload()
    drawn(page)
    assert switched == page.evaluate(CHOSEN)
    assert {"English", "Picture"} < set(switched)


def test_a_table_speaks_the_page_s_language(reader: tuple[Page, Lang], dashboard: str):
    page, lang = reader
    opened(page, dashboard, "leistungen", lang)
    page.locator(".st-key-search input").fill("bau")
    expect(page.get_by_test_id("InputInstructions")).to_have_text(
        {"de": "Mit Enter übernehmen", "en": "Press Enter to apply"}[lang]
    )
    opened(page, dashboard, "daten", lang)
    page.set_viewport_size({"width": 390, "height": 844})
    order = page.get_by_label({"de": "Sortieren nach", "en": "Sort by"}[lang]).first
    expect(order.locator("option").first).to_have_text({"de": "wie vorgegeben", "en": "as it comes"}[lang])
    assert foreign(page, lang) == []


def test_an_upload_speaks_the_page_s_language_and_leaves_names_alone(reader: tuple[Page, Lang], dashboard: str):
    page, lang = reader
    opened(page, dashboard, "daten", lang)
    assert foreign(page, lang) == []
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(BAD_FILES)
    expect(page.get_by_test_id("stFileChipName").first).to_have_text("Upload")
    expect(page.get_by_test_id("stFileChipName").nth(1)).to_have_text("Stop.csv")
    expect(page.get_by_test_id("stFileChip").first.get_by_role("button")).to_have_attribute(
        "aria-label", {"de": "Upload entfernen", "en": "Remove Upload"}[lang]
    )
    sizes = {"de": ["2,0\u00a0KB", "8,0\u00a0B"], "en": ["2.0\u00a0KB", "8.0\u00a0B"]}[lang]
    for chip, size in zip(page.get_by_test_id("stFileChip").all(), sizes, strict=True):
        expect(chip).to_contain_text(size)
    expect(page.locator(".st-key-intake-error")).to_be_visible()
    assert [words for words in foreign(page, lang) if words != "Upload"] == []


def test_the_language_of_the_document_follows_the_reader_s_choice(page: Page, dashboard: str):
    opened(page, dashboard, "ausblick", "de")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    page.locator(".st-key-filter-lang").get_by_text("English").click()
    expect(page.get_by_role("heading", level=2)).to_have_text(re.compile("pace"))
    expect(page.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert foreign(page, "en") == []
    page.locator(".st-key-filter-lang").get_by_text("Deutsch").click()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.get_by_role("heading", level=2)).to_have_text(re.compile("Tempo"))
    expect(page.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stDateInputCalendarButton")).to_have_attribute("aria-label", "Datum wählen")
    assert foreign(page, "de") == []


def test_no_english_word_flashes_while_a_german_page_opens(page: Page, dashboard: str):
    page.add_init_script(f"({CHANGES_OF_LANGUAGE})()")
    opened(page, dashboard, "ausblick", "de")
    expect(page.get_by_test_id("stDateInputCalendarButton")).to_be_visible()
    assert page.evaluate("flashes") == []


@pytest.mark.long
def test_a_lost_connection_is_told_in_the_page_s_language(reader: tuple[Page, Lang], dashboard: str):
    page, lang = reader
    streams = []
    page.route_web_socket("**/_stcore/stream", lambda socket: streams.append((socket, socket.connect_to_server())))
    opened(page, dashboard, "", lang)
    page.route("**/_stcore/**", lambda route: route.abort())
    for socket, _ in streams:
        socket.close()
    dialog = page.get_by_test_id("stDialog")
    expect(dialog).to_contain_text({"de": "Das Dashboard antwortet nicht", "en": "The dashboard does not answer"}[lang])
    expect(dialog.locator("pre")).to_be_hidden()
    assert foreign(page, lang) == []


@pytest.mark.long
@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.key)
def test_no_page_mixes_languages(entry, reader: tuple[Page, Lang], dashboard: str):
    page, lang = reader
    opened(page, dashboard, entry.url_path or "", lang)
    assert foreign(page, lang) == []
    for summary in page.locator(".stMain details > summary").all():
        summary.click()
    for toggle in page.locator(".stMain [class*='st-key-show-table-'] label").all()[:3]:
        toggle.click()
    for button in page.get_by_test_id("stPopoverButton").all()[:1]:
        button.click()
    expect(page.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning")
    assert foreign(page, lang) == []


def test_numbers_in_tables_are_written_as_the_page_s_language_does(reader: tuple[Page, Lang], dashboard: str):
    page, lang = reader
    opened(page, dashboard, "daten", lang)
    mark = {"de": "[.]", "en": ","}[lang]
    cells = page.locator(".rows td.number")
    expect(cells.filter(has_text=re.compile(f"^[0-9]{mark}[0-9]{{3}}$")).first).to_be_attached()
    assert not [word for word in cells.all_text_contents() if re.fullmatch(r"\d{4,}", word)]
