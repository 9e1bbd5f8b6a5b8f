"""The first reader of a fresh server comes through a link to a page, not through the front door."""

from pathlib import Path

from dashboards import Watch
from playwright.sync_api import Page, expect

from tools.serving import served


def test_a_link_to_a_page_shows_that_page_in_its_frame(example_data: Path, tmp_path: Path, page: Page, watch: Watch):
    with served(example_data, tmp_path / "server.log") as address:
        page.goto(f"{address}/methodik?partner=gifhorn&lang=en")
        expect(page.locator(".st-key-answer")).to_contain_text("What is counted, and how?")
        expect(page.locator(".st-key-filters")).to_contain_text("Gifhorn")
        expect(page.locator("html")).to_have_attribute("lang", "en")
    assert watch.console_errors == []
    assert watch.foreign_requests == []
