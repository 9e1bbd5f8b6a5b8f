"""The changes in a real browser: two days, one sentence, a waterfall, a list to take away."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from dashboards import Watch
from playwright.sync_api import Page, expect

ANSWER = ".st-key-answer h2"


def test_two_days_are_compared_and_the_list_can_be_taken_away(dashboard: str, page: Page, watch: Watch, tmp_path: Path):
    page.goto(f"{dashboard}/veraenderungen?partner=braunschweig&stand=2025-03-31&vergleich=2024-12-31")
    expect(page.locator(ANSWER)).to_contain_text("Braunschweig, 31.12.2024 bis 31.03.2025")
    expect(page.locator(".st-key-chart-changes_waterfall .picture")).to_contain_text("neu online")
    expect(page.locator(".st-key-ignored-filters")).to_contain_text("Zählweise")
    page.locator(".st-key-export-changes_list button").first.click()
    with page.expect_download() as taken:
        page.locator(".st-key-download-csv-changes_list button").click()
    file = tmp_path / "list.csv"
    taken.value.save_as(file)
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig")), delimiter=";"))
    header = next(place for place, cells in enumerate(rows) if cells[:1] == ["Änderung"])
    assert {"neu online", "zurückgefallen"} <= {cells[0] for cells in rows[header + 1 :]}
    assert watch.console_errors == []
    assert watch.foreign_requests == []


def test_without_a_chosen_day_the_comparison_is_three_months_before(dashboard: str, page: Page):
    page.goto(f"{dashboard}/veraenderungen")
    expect(page.locator(ANSWER)).to_contain_text(re.compile(r"^4 Partner zusammen, 31\.07\.2026 bis 31\.10\.2026"))
    expect(page.locator(ANSWER)).to_contain_text("324 Termine verschoben;")
    chosen = page.locator(".st-key-option-compare input")
    expect(chosen).to_have_attribute("placeholder", "31.07.2026 (−3 Monate)")
