"""A reader who is faster than the server: what was chosen last counts, and nothing that was seen is taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from cut_line import Line
from playwright.sync_api import Page, expect

from tools.accessibility import drawn

SLOW_S, ANSWERED_MS = 1.0, 600
"""The server has answered the first step, and the browser has not heard of it when the second is taken."""
CHOSEN = """() => {
  const said = () => document.querySelector('CHOICE')?.innerText;
  window.seen = [said()];
  new MutationObserver(() => said() !== seen.at(-1) && seen.push(said()))
    .observe(document.body, { attributes: true, childList: true, subtree: true });
}"""
"""Notes what is chosen whenever it is something else."""


@pytest.fixture
def line(dashboard: str) -> Iterator[Line]:
    with Line(dashboard) as line:
        yield line


def test_of_two_keys_on_the_parts_of_a_page_the_last_one_counts_at_once(line: Line, page: Page):
    page.goto(f"{line.address}/synergien?partner=gifhorn")
    drawn(page)
    page.evaluate(CHOSEN.replace("CHOICE", '[class*="st-key-tabs-"] label:has(:checked)'))
    page.get_by_text("Übernehmen", exact=True).last.click()
    line.delay_s = SLOW_S
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(ANSWERED_MS)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".st-key-board")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/synergien\?partner=gifhorn&reiter=initiativen$"))
    line.delay_s = 0
    drawn(page)
    assert page.evaluate("seen") == ["Übernehmen", "Gemeinsame Basis", "Initiativen und Bitten"]
    assert page.evaluate("document.activeElement.closest('label, [role=tab]')?.innerText") == "Initiativen und Bitten"


def test_of_two_clicks_on_an_option_the_last_one_counts_at_once(line: Line, page: Page):
    page.goto(f"{line.address}/ausblick?partner=gifhorn")
    drawn(page)
    paces = page.locator(".st-key-option-pace").get_by_role("radio")
    page.evaluate(CHOSEN.replace("CHOICE", '.st-key-option-pace [aria-checked="true"]'))
    line.delay_s = SLOW_S
    paces.nth(0).click()
    page.wait_for_timeout(ANSWERED_MS)
    paces.nth(2).click()
    first, _, last = paces.all_inner_texts()[:3]
    expect(page).to_have_url(re.compile(f"tempo={last}$"))
    line.delay_s = 0
    drawn(page)
    assert page.evaluate("seen")[1:] == [first, last]


def step(page: Page, *steps: int) -> None:
    """Through the history of the browser, each step before the last one is answered."""
    for way in steps:
        page.evaluate("way => history.go(way)", way)
        page.wait_for_timeout(ANSWERED_MS)


def stands(page: Page, address: str, answer: str) -> None:
    """Page and filters are those of the address."""
    drawn(page)
    expect(page).to_have_url(re.compile(f"{re.escape(address)}$"))
    expect(page.locator(".st-key-answer h2")).to_contain_text(answer)
    expect(page.locator("[data-test-script-state='notRunning']")).to_be_visible()
    expect(page).to_have_url(re.compile(f"{re.escape(address)}$"))


FILTERED = (
    ("/?partner=gifhorn", "Gifhorn: "),
    ("/?partner=gifhorn&lang=en", "services"),
    ("/?partner=gifhorn&regel=buendel_rg2&lang=en", "bundles"),
)


@pytest.mark.parametrize("steps", [(-1, -1, 1), pytest.param((-1, -1, 1, 1, -1), marks=pytest.mark.long)], ids=str)
def test_steps_back_and_forward_in_a_moment_lead_where_the_history_says(line: Line, page: Page, steps: tuple[int, ...]):
    page.goto(f"{line.address}{FILTERED[0][0]}")
    stands(page, *FILTERED[0])
    page.locator(".st-key-filter-lang label").filter(has_text="English").last.click()
    stands(page, *FILTERED[1])
    page.get_by_role("combobox", name="Counting rule").click()
    page.get_by_role("option").nth(1).click()
    drawn(page)
    line.delay_s = SLOW_S
    step(page, *steps)
    line.delay_s = 0
    at = len(FILTERED) - 1 + sum(steps)
    stands(page, *FILTERED[at])
    for place in reversed(FILTERED[:at]):
        page.go_back()
        stands(page, *place)
    for place in FILTERED[1:]:
        page.go_forward()
        stands(page, *place)


def test_a_step_back_to_a_page_without_filters_takes_them_away(dashboard: str, page: Page):
    page.goto(f"{dashboard}/?partner=gifhorn")
    stands(page, "/?partner=gifhorn", "Gifhorn")
    page.locator('[data-testid="stSidebarNav"] a[href$="/leistungen"]').click()
    stands(page, "/leistungen?partner=gifhorn", "Gifhorn")
    page.locator(".st-key-filter-partner [data-tag] button").click()
    stands(page, "/leistungen", "Leistungen")
    page.locator(".st-key-filter-lang label").filter(has_text="English").last.click()
    stands(page, "/leistungen?lang=en", "services")
    page.go_back()
    stands(page, "/leistungen", "Leistungen")
    expect(page.locator(".st-key-filter-lang label:has(:checked)")).to_have_text("Deutsch")
