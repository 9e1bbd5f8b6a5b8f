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
ROW_PX = 35


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


def test_a_click_on_a_row_opens_it_and_the_head_of_a_topic_does_not(dashboard: str, page: Page, watch: Watch):
    page.goto(f"{dashboard}/leistungen")
    canvas = page.locator(f"{TABLE} [data-testid='stDataFrame'] canvas").first
    expect(canvas).to_be_visible()
    box = canvas.bounding_box()
    assert box is not None
    for row in (0, 1):  # The head of the first Themenfeld does nothing, the row below it is a service.
        page.mouse.click(box["x"] + 18, box["y"] + ROW_PX * (row + 1.5))
    expect(page.locator(DETAIL)).to_contain_text("Gesundheitszeugnis Ausstellung")
    expect(page).to_have_url(re.compile(r"leistung=99\d{12}"))
    page.locator('[data-testid="stSidebarNav"] a').first.click()
    expect(page.locator(ANSWER)).to_contain_text("4 Partner zusammen")
    page.locator('[data-testid="stSidebarNav"] a[href$="/leistungen"]').click()
    expect(page.locator(DETAIL)).to_contain_text("Gesundheitszeugnis Ausstellung")
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
