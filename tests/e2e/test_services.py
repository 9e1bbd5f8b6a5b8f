"""The services page in a real browser: search, open a service by mouse, keyboard and link, take it away."""

from __future__ import annotations

import re

import pytest
from dashboards import Watch
from playwright.sync_api import Page, expect

ANSWER = ".st-key-answer h2"
TABLE = ".st-key-table-services"
DETAIL = ".st-key-service-detail"
HISTORY = ".st-key-chart-service_history"
DOG_TAX = "99102013002000"


def drawn(page: Page) -> None:
    expect(page.locator(f"{HISTORY} .picture").first).to_be_visible()


def test_a_link_opens_a_service_and_its_history(dashboard: str, page: Page, watch: Watch):
    page.goto(f"{dashboard}/leistungen?leistung={DOG_TAX}")
    expect(page.locator(ANSWER)).to_contain_text("„Hundesteuer Festsetzung“: 1 von 3 zuständigen Partnern")
    expect(page.locator(f"{DETAIL} .st-key-service-card-braunschweig")).to_contain_text("RG 4")
    expect(page.locator(f"{DETAIL} .st-key-service-card-gifhorn")).to_contain_text("nicht zuständig")
    drawn(page)
    link = page.locator(f"{DETAIL} a", has_text="Online-Dienst öffnen")
    expect(link).to_have_attribute("href", re.compile(r"^https://braunschweig\.example/"))
    page.locator(f"{HISTORY} .st-key-export-service_history button").first.click()
    with page.expect_download() as taken:
        page.locator(".st-key-download-pptx-service_history button").click()
    assert taken.value.suggested_filename == "ozg-leistung-werdegang_2026-10-31_leistung_rg3.pptx"
    assert watch.console_errors == []
    assert watch.foreign_requests == []


@pytest.mark.long
def test_the_keyboard_alone_finds_opens_and_closes_a_service(dashboard: str, page: Page):
    page.goto(f"{dashboard}/leistungen")
    search = page.locator(f"{TABLE} .st-key-search input")
    expect(search).to_be_visible()
    search.focus()
    page.keyboard.type("hundesteur")
    page.keyboard.press("Enter")
    expect(page.locator(TABLE)).to_contain_text("2 von 625 Leistungen")
    # The hint beside the field can be reached as well.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(f"{TABLE} .st-key-option-service input")).to_be_focused()
    page.keyboard.type("Festsetzung")
    expect(page.get_by_role("option", name="Hundesteuer Festsetzung")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"leistung={DOG_TAX}"))
    expect(page.locator(DETAIL)).to_contain_text("Hundesteuer Festsetzung")
    expect(page.locator(ANSWER)).to_contain_text("„Hundesteuer Festsetzung“")
    expect(page.locator(f"{TABLE} .st-key-option-service input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(DETAIL)).to_have_count(0)
    expect(page).not_to_have_url(re.compile("leistung="))


@pytest.mark.long
def test_a_name_in_the_table_opens_its_service_and_closes_it_again(dashboard: str, page: Page, watch: Watch):
    page.goto(f"{dashboard}/leistungen")
    name = page.locator(f"{TABLE} .rows").get_by_role("button", name="Gesundheitszeugnis Ausstellung", exact=True)
    name.click()
    expect(page.locator(DETAIL)).to_contain_text("Gesundheitszeugnis Ausstellung")
    expect(page).to_have_url(re.compile(r"leistung=99\d{12}"))
    expect(name).to_have_attribute("aria-pressed", "true")
    expect(name).to_be_focused()
    page.locator('[data-testid="stSidebarNav"] a').first.click()
    expect(page.locator(ANSWER)).to_contain_text("4 Partner zusammen")
    page.locator('[data-testid="stSidebarNav"] a[href$="/leistungen"]').click()
    expect(page.locator(DETAIL)).to_contain_text("Gesundheitszeugnis Ausstellung")
    name.press("Enter")
    expect(page.locator(DETAIL)).to_have_count(0)
    expect(name).to_have_attribute("aria-pressed", "false")
    assert watch.console_errors == []


REACHED = """() => {
    const key = [...(document.activeElement?.closest('[class*="st-key-filter-"]')?.classList ?? [])]
        .find(name => name.startsWith('st-key-filter-'));
    return key ?? null;
}"""
LOOKS = """keys => Object.fromEntries(keys.map(key => [
    key,
    [...document.querySelectorAll('.' + key + ' *')].map(element => {
        const style = getComputedStyle(element);
        return [style.outline, style.boxShadow, style.borderColor, style.backgroundColor].join();
    }).join(),
]))"""


@pytest.mark.long
def test_every_filter_is_reached_by_tab_and_shows_its_focus(dashboard: str, page: Page):
    page.goto(dashboard)
    expect(page.locator(ANSWER)).to_contain_text("4 Partner zusammen")
    # The whole page first: what is still being drawn can take the focus away.
    page.locator(".st-key-chart-topics .picture").first.wait_for()
    expect(page.locator('[data-testid="stStatusWidget"]')).to_have_count(0)
    names = ("lang", "partner", "stand", "rule", "deadline", "topic", "department", "addressee")
    missing = {f"st-key-filter-{name}" for name in names}
    before = page.evaluate(LOOKS, sorted(missing))
    for _ in range(40):
        page.keyboard.press("Tab")
        key = page.evaluate(REACHED)
        if key in missing:
            page.wait_for_function(f"([key, before]) => ({LOOKS})([key])[key] !== before", arg=[key, before[key]])
            missing.remove(key)
    assert missing == set()


@pytest.mark.long
def test_an_everyday_word_finds_the_official_names_and_the_page_says_so(dashboard: str, page: Page):
    page.goto(f"{dashboard}/leistungen")
    search = page.locator(f"{TABLE} .st-key-search input")
    search.fill("Kita")
    search.press("Enter")
    expect(page.locator(TABLE)).to_contain_text("9 von 625 Leistungen")
    expect(page.locator(TABLE)).to_contain_text("Auch gesucht: Kindertagesstätte, Kindertageseinrichtung")
    page.goto(f"{dashboard}/synergien")
    search = page.locator(".st-key-table-opportunities .st-key-search input")
    search.fill("Perso")
    search.press("Enter")
    expect(page.locator(".st-key-table-opportunities")).to_contain_text("Auch gesucht: Personalausweis")


CUT = """() => [...document.querySelectorAll('.rows :is(th, td, button)')]
    .filter(own => own.checkVisibility() && (own.scrollWidth > own.clientWidth + 1 || own.scrollHeight > own.clientHeight + 1))
    .map(own => own.textContent)"""

STAYING = """() => {
    const edge = document.querySelector('.rows').getBoundingClientRect();
    const [name, head] = ['tbody tr:last-child th', 'thead th:nth-child(2)'].map(
        own => document.querySelector('.rows ' + own).getBoundingClientRect());
    return [Math.floor(name.left - edge.left - 1), Math.floor(head.top - edge.top - 1)];
}"""
"""How far from the left edge a name stands, and from the upper one a head."""


def test_no_name_of_a_service_is_cut_and_names_and_heads_stay_while_the_table_scrolls(dashboard: str, page: Page):
    page.goto(f"{dashboard}/leistungen")
    table = page.get_by_role("table", name="Tabelle mit 625 Leistungen")
    names = table.locator("tbody button")
    expect(names.first).to_be_visible()
    for width in (1440, 1366, 768):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function("width => innerWidth === width", arg=width)
        assert page.evaluate(CUT) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert names.count() < 100
    page.set_viewport_size({"width": 1100, "height": 900})
    page.wait_for_function("innerWidth === 1100")
    box = page.locator(".rows")
    box.evaluate("own => own.scrollTo(200, 0)")
    assert box.evaluate("own => own.scrollLeft") == 200
    assert page.evaluate(STAYING) == [0, 0]
    box.evaluate("own => own.scrollTo(200, own.scrollHeight)")
    expect(names.nth(150)).to_be_attached()
    assert page.evaluate(STAYING) == [0, 0]
    assert table.get_attribute("aria-rowcount") == "640"


def test_the_keys_with_arrows_walk_through_the_names_of_which_one_is_reached_by_tab(dashboard: str, page: Page):
    page.goto(f"{dashboard}/leistungen")
    names = page.locator(".rows tbody button")
    names.first.focus()
    for key, place in (("ArrowDown", 1), ("PageDown", 11), ("ArrowUp", 10), ("Home", 0), ("End", 624)):
        page.keyboard.press(key)
        expect(names.nth(place)).to_be_focused()
    expect(page.locator(".rows tbody button[tabindex='0']")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator(DETAIL)).to_contain_text(names.nth(624).inner_text())


def test_on_a_phone_the_services_are_a_list_that_a_search_narrows(dashboard: str, page: Page, watch: Watch):
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{dashboard}/leistungen")
    names = page.locator(".rows tbody button")
    expect(names.first).to_be_visible()
    first = names.count()
    assert 20 <= first <= 25
    assert page.evaluate(CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    edges = page.locator(".rows tr").evaluate_all("all => all.map(own => own.getBoundingClientRect().right)")
    assert max(edges) <= 390
    # The whole list stands in the page, which scrolls: its end is above what follows it.
    last = page.get_by_role("button", name="25 weitere zeigen").bounding_box()
    below = page.locator(".st-key-foot").bounding_box()
    assert last["y"] + last["height"] <= below["y"]
    page.get_by_role("button", name="25 weitere zeigen").click()
    expect(names.nth(first)).to_be_focused()
    search = page.locator(f"{TABLE} .st-key-search input")
    search.fill("hundesteuer")
    search.press("Enter")
    expect(names).to_have_count(2)
    expect(page.get_by_role("row", name="Hundesteuer Festsetzung")).to_contain_text("nicht zuständig")
    said = page.locator(".rows td[data-of]").evaluate_all(
        "all => all.map(own => getComputedStyle(own, '::before').content)"
    )
    assert '"Gifhorn: "' in said
    assert watch.console_errors == []
