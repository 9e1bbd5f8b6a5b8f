"""The outlook in a real browser: the answer follows pace and target, and the line goes on dashed."""

from __future__ import annotations

import re

from dashboards import Watch
from playwright.sync_api import Page, expect

ANSWER = ".st-key-answer h2"
CHART = ".st-key-chart-outlook"


def test_the_answer_follows_the_pace_and_the_line_goes_on_dashed(dashboard: str, page: Page, watch: Watch):
    page.goto(f"{dashboard}/ausblick?partner=braunschweig&ziel=2030-12-31")
    expect(page.locator(ANSWER)).to_contain_text(
        re.compile(
            r"^Bei dem Tempo der letzten 12 Monate \([\d,]+ Leistungen im Monat\) ist Braunschweig im \w+ 20\d\d"
        )
    )
    expect(page.locator(f"{CHART} .picture")).to_contain_text("Zieldatum 31.12.2030")
    expected = page.locator(f"{CHART} .picture [aria-label='Braunschweig (erwartet)'] path")
    expect(expected).to_have_attribute("stroke-dasharray", re.compile(r"\d"))
    page.locator(".st-key-option-pace").get_by_text("24", exact=True).click()
    expect(page.locator(ANSWER)).to_contain_text("Bei dem Tempo der letzten 24 Monate")
    expect(page).to_have_url(re.compile("tempo=24"))
    expect(page.locator(".st-key-chart-pace_needed")).to_contain_text("31.12.2030")
    assert watch.console_errors == []
    assert watch.foreign_requests == []


def test_the_method_page_prints_how_often_the_interval_was_right(dashboard: str, page: Page):
    page.goto(f"{dashboard}/methodik")
    expect(page.locator(".st-key-backtest")).to_contain_text(re.compile(r"In \d+ von \d+ Fällen \([\d,]+\s%\) lag"))
