"""A head of department looks at the own house, opens the lists and takes one away."""

import re
from pathlib import Path

import openpyxl
import pytest
from dashboards import Watch
from playwright.sync_api import Page, expect


@pytest.mark.long
def test_a_house_shows_its_departments_and_its_lists(dashboard: str, page: Page, watch: Watch, tmp_path: Path):
    page.goto(f"{dashboard}/partner?partner=braunschweig")
    answer = page.locator(".st-key-answer h2")
    expect(answer).to_contain_text(re.compile(r"^Braunschweig: .* geplant, \d+ sind überfällig\.$"))
    expect(page.locator(".st-key-chart-departments .picture")).to_contain_text("Straßenverkehr")
    page.get_by_text("Demnächst und überfällig", exact=True).click()
    late = page.locator(".st-key-table-late")
    expect(late).to_contain_text("offenen Leistungen sind überfällig")
    expect(page.locator(".st-key-chart-departments")).to_have_count(0)
    late.get_by_role("button", name="Herunterladen").click()
    with page.expect_download() as download:
        page.locator(".st-key-download-xlsx-late button").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    cells = [cell.value for row in openpyxl.load_workbook(file).active.iter_rows() for cell in row if cell.value]
    assert "Tage überfällig" in cells
    assert "Beispieldaten, nicht amtlich" in cells
    page.get_by_text("Verschobene Pläne", exact=True).click()
    expect(page.locator(".st-key-chart-plan_history .picture")).to_contain_text("erreicht")
    assert watch.console_errors == []
    assert watch.foreign_requests == []


def test_a_link_opens_a_tab_and_the_open_tab_is_in_the_address(dashboard: str, page: Page):
    page.goto(f"{dashboard}/partner?partner=braunschweig&reiter=plaene")
    expect(page.get_by_role("radio", name="Verschobene Pläne")).to_be_checked()
    expect(page.locator(".st-key-chart-plan_history .picture")).to_be_visible()
    page.get_by_text("Hindernisse", exact=True).click()
    expect(page).to_have_url(re.compile(r"partner=braunschweig&reiter=hindernisse$"))
    expect(page.locator(".st-key-table-obstacle_services")).to_be_visible()
    page.get_by_text("English", exact=True).click()
    expect(page.get_by_role("radio", name="Obstacles")).to_be_checked()
    expect(page).to_have_url(re.compile(r"reiter=hindernisse&lang=en$"))
    page.get_by_role("link", name="Synergies").click()
    expect(page.get_by_role("radio", name="Take over")).to_be_checked()
    expect(page).to_have_url(re.compile(r"/synergien\?partner=braunschweig&lang=en$"))
