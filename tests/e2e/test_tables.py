"""Tables in a real browser: nothing cut, sorted by their heads, marked, copied, a list on a phone, whole on paper."""

from __future__ import annotations

import itertools
import re

import pytest
from dashboards import Watch
from playwright.sync_api import Locator, Page, expect

from ozgdash import formats
from ozgdash.ui.page_list import PAGES
from tools.accessibility import ALL_STANDS

TAKEOVERS, CHANGES = ".st-key-table-opportunities", ".st-key-table-changes_list"
WITH_LISTS = {
    "takeovers": ("/synergien", TAKEOVERS),
    "changes": ("/veraenderungen", CHANGES),
    "unused": ("/partner?reiter=nutzung", ".st-key-table-use_list"),
}
CUT = """() => [...document.querySelectorAll('.rows :is(th, td, label, button)')]
    .filter(own => own.checkVisibility() && own.textContent && (own.scrollWidth > own.clientWidth + 1 || own.scrollHeight > own.clientHeight + 1))
    .map(own => own.textContent)"""
ASIDE = """() => [...document.querySelectorAll('.rows')].filter(own => own.checkVisibility()).filter(own =>
    own.scrollWidth > own.clientWidth + 1 || [...own.querySelectorAll('tr, select')].some(row => row.getBoundingClientRect().right > innerWidth))
    .map(own => own.querySelector('table').ariaLabel)"""
"""Tables that scroll sideways, or reach beyond the window."""
ALL_ROWS = "own => { own.scrollTo(0, own.scrollHeight); return own.querySelector('.more').hidden }"


def column(table: Locator, head: str) -> list[str]:
    """What the rows say under this head, once all of them stand in the document."""
    box = table.locator(".rows")
    while not box.evaluate(ALL_ROWS):
        box.page.evaluate("() => new Promise(requestAnimationFrame)")
    heads = table.locator("thead th").all_inner_texts()
    place = [words.strip() for words in heads].index(head) + 1
    return table.locator(f"tbody tr > :nth-child({place})").all_text_contents()


def opened(page: Page, address: str) -> None:
    page.goto(address)
    drawn(page)


def drawn(page: Page) -> None:
    """Wait until the run has ended and every table stands."""
    expect(page.locator(".st-key-paper-end")).to_have_count(1)
    expect(page.locator("[data-test-script-state='notRunning']")).to_be_visible()
    page.wait_for_function(ALL_STANDS)


@pytest.mark.parametrize("name", WITH_LISTS)
def test_no_name_is_cut_and_the_first_column_stays_while_the_table_scrolls(dashboard: str, page: Page, name: str):
    path, place = WITH_LISTS[name]
    opened(page, dashboard + path)
    for width in (1440, 1366, 768):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function("width => innerWidth === width", arg=width)
        assert page.evaluate(CUT) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.locator(f"{place} .rows")
    box.evaluate("own => own.scrollTo(150, 100)")
    left, top = box.evaluate(
        """own => { const edge = own.getBoundingClientRect();
        return [own.querySelector('tbody th').getBoundingClientRect().left - edge.left,
                own.querySelector('thead th').getBoundingClientRect().top - edge.top] }"""
    )
    assert (round(left), round(top)) == (1, 1)


def test_a_head_sorts_one_way_the_other_and_gives_the_list_back_as_it_came(dashboard: str, page: Page):
    opened(page, f"{dashboard}/veraenderungen")
    table = page.locator(CHANGES)
    head = table.locator("thead").get_by_role("button", name="Leistung")
    came = column(table, "Leistung")
    head.click()
    rising = column(table, "Leistung")
    assert rising == sorted(came, key=formats.by_name)
    assert rising != came
    expect(table.locator("thead th").first).to_have_attribute("aria-sort", "ascending")
    head.click()
    assert column(table, "Leistung") == sorted(came, key=formats.by_name, reverse=True)
    head.click()
    assert column(table, "Leistung") == came
    expect(table.locator("thead th[aria-sort]")).to_have_count(0)


def test_numbers_and_days_sort_as_such_and_what_is_not_said_is_last_either_way(dashboard: str, page: Page):
    opened(page, f"{dashboard}/partner?reiter=nutzung")
    table = page.locator(".st-key-table-use_list")
    head = table.locator("thead").get_by_role("button", name="Mehr nach Vorbild")
    for way in ("descending", "ascending"):
        head.click()
        expect(table.locator("thead th[aria-sort]")).to_have_attribute("aria-sort", way)
        said = column(table, "Mehr nach Vorbild")
        known = [int(words.replace(".", "")) for words in said if words != formats.DASH]
        assert known == sorted(known, reverse=way == "descending")
        assert 0 < len(known) < len(said)
        assert set(said[len(known) :]) == {formats.DASH}


def test_services_sort_within_their_themenfeld(dashboard: str, page: Page):
    opened(page, f"{dashboard}/leistungen")
    table = page.locator(".st-key-table-services")
    topics = table.locator("tbody .group th")
    box = table.locator(".rows")
    names = column(table, "Leistung")
    heads = topics.all_inner_texts()
    table.locator("thead").get_by_role("button", name="Leistung", exact=True).click()
    found = column(table, "Leistung")
    assert topics.all_inner_texts() == heads
    assert len(heads) == 14
    parts = [names.index(head) for head in heads] + [len(names)]
    for start, end in itertools.pairwise(parts):
        assert found[start + 1 : end] == sorted(names[start + 1 : end], key=formats.by_name)
    assert found != names
    expect(box).not_to_have_attribute("data-rows", re.compile("."))


def test_marked_services_stay_marked_while_they_are_seen(dashboard: str, page: Page):
    opened(page, f"{dashboard}/synergien")
    table, brought = page.locator(TAKEOVERS), page.locator(".st-key-chart-what_if")
    boxes = table.locator("tbody").get_by_role("checkbox")
    every = table.get_by_role("checkbox", name="Alle auswählen")
    search = table.locator("input[type=text]").first
    boxes.nth(1).check()
    expect(brought).to_contain_text("Mit der einen ausgewählten Leistung")
    boxes.nth(2).check()
    expect(brought).to_contain_text("Mit den 2 ausgewählten Leistungen")
    expect(every).to_have_js_property("indeterminate", value=True)
    table.locator("thead").get_by_role("button", name="Leistung").click()
    expect(brought).to_contain_text("Mit den 2 ausgewählten Leistungen")
    search.fill("Baugenehmigung")
    search.press("Enter")
    expect(brought).not_to_contain_text("ausgewählten Leistungen")
    every.check()
    expect(brought).to_contain_text("ausgewählten Leistungen")
    every.uncheck()
    expect(brought).to_contain_text("Übernimmt jeder")


def test_rows_are_copied_as_a_table(dashboard: str, page: Page):
    opened(page, f"{dashboard}/leistungen")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(
        """() => { const rows = document.querySelectorAll('.rows tbody tr');
        getSelection().setBaseAndExtent(rows[1], 0, rows[2], rows[2].childNodes.length); }"""
    )
    page.keyboard.press("Control+c")
    first, second = page.evaluate("() => navigator.clipboard.readText()").splitlines()
    assert first.split("\t")[:2] == ["Gesundheitszeugnis Ausstellung", "RG 2"]
    assert second.split("\t")[0] == "Gesundheitszeugnis Ausstellung für Personen"


ON_PHONES = {
    entry.key: [f"/{entry.url_path or ''}", *(f"/{entry.url_path}?reiter={tab}" for tab in entry.tab_ids[1:])]
    for entry in PAGES
}


@pytest.mark.parametrize(
    "key", [pytest.param(key, marks=[] if key == "synergies" else pytest.mark.long) for key in ON_PHONES]
)
def test_on_a_phone_every_table_is_a_list_that_scrolls_nowhere(dashboard: str, page: Page, watch: Watch, key: str):
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        for path in ON_PHONES[key]:
            opened(page, dashboard + path)
            for toggle in page.locator(".stMain [class*='st-key-show-table-'] label").all():
                toggle.click()
            drawn(page)
            assert page.evaluate(ASIDE) == [], (path, width)
            assert page.evaluate(CUT) == [], (path, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert watch.console_errors == []


def test_on_a_phone_a_list_is_sorted_by_a_field_and_says_what_each_word_is(dashboard: str, page: Page):
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, f"{dashboard}/veraenderungen")
    table = page.locator(CHANGES)
    names = table.locator("tbody th")
    expect(names).to_have_count(10)
    table.get_by_label("Sortieren nach").select_option("Leistung, absteigend")
    expect(names).to_have_count(10)
    shown = names.all_inner_texts()
    assert shown == sorted(shown, key=formats.by_name, reverse=True)
    before = table.locator("tbody td").first.evaluate("own => getComputedStyle(own, '::before').content")
    assert before == '"Änderung: "'
    table.get_by_role("button", name="10 weitere zeigen").click()
    expect(names).to_have_count(20)


def test_a_table_prints_all_its_columns_and_says_how_many_rows_there_are(dashboard: str, page: Page):
    opened(page, f"{dashboard}/veraenderungen")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 690, "height": 1000})
    edges = page.locator(f"{CHANGES} :is(th, td)").evaluate_all(
        "all => all.map(own => own.getBoundingClientRect().right)"
    )
    assert max(edges) <= 690
    after = page.locator(f"{CHANGES} .rows").evaluate("own => getComputedStyle(own, '::after').content")
    assert after == '"1–40 / 413"'
    expect(page.locator(".st-key-paper-tables")).to_be_visible()
