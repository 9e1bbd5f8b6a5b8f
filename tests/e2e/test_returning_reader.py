"""Readers who come back to a server that has forgotten them: what their browser shows counts, and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from cut_line import Line
from playwright.sync_api import Page, expect
from test_dashboard import ANSWER, choose_partner, download, expect_drawn, expect_tiles

from tools.serving import free_port, served

LOST = ".st-key-connection-lost"
PAGES = '[data-testid="stSidebarNav"] a'
CONNECTED = '[data-testid="stApp"][data-test-connection-state="CONNECTED"]'
GONE = '[data-testid="stApp"]:not([data-test-connection-state="CONNECTED"])'


def arrive(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(f"{ANSWER} h2")).to_contain_text("Gifhorn:")
    expect(page.locator('[data-testid="stApp"]')).to_have_attribute("data-test-script-state", "notRunning")


@pytest.fixture
def restarted(example_data: Path, tmp_path: Path, page: Page) -> Iterator[Callable[[str], str]]:
    """Brings the reader to a page of a server that is then ended and started anew; its address."""
    port, running = free_port(), list[AbstractContextManager[str]]()

    def start() -> str:
        server = served(example_data, tmp_path / "log", port=port)
        running.append(server)
        return server.__enter__()

    def bring(place: str) -> str:
        arrive(page, f"{start()}{place}")
        running.pop().__exit__(None, None, None)
        expect(page.locator(GONE)).to_be_attached()
        return start()

    yield bring
    for server in running:
        server.__exit__(None, None, None)


@pytest.mark.long
def test_after_a_restart_another_page_shows_the_chosen_partner(restarted: Callable[[str], str], page: Page):
    restarted("/?partner=gifhorn&stand=2022-12-31")
    page.locator(f'{PAGES}[href$="/leistungen"]').click()
    expect(page).to_have_url(re.compile(r"/leistungen\?partner=gifhorn&stand=2022-12-31$"))
    expect(page.locator(".st-key-filters")).to_contain_text("Gifhorn")
    expect(page.locator(ANSWER)).to_contain_text("Stand 31.12.2022")


@pytest.mark.long
def test_after_a_restart_the_first_choice_counts_beside_what_was_chosen(restarted: Callable[[str], str], page: Page):
    restarted("/?partner=gifhorn")
    # Escape empties a field whose list was shut meanwhile.
    expect(page.locator(CONNECTED)).to_be_attached()
    choose_partner(page, "wolfsburg")
    expect(page).to_have_url(re.compile(r"\?partner=wolfsburg&partner=gifhorn$"))
    expect(page.locator(f"{ANSWER} h2")).to_contain_text("2 Partner zusammen:")
    expect_tiles(page, {"wolfsburg", "gifhorn"})


@pytest.mark.long
def test_after_a_restart_another_language_keeps_the_partner(restarted: Callable[[str], str], page: Page):
    restarted("/?partner=gifhorn")
    # Until then the browser takes no click: a field waits for it, the label of a choice does not.
    expect(page.locator(CONNECTED)).to_be_attached()
    page.locator(".st-key-filter-lang label").filter(has_text="English").last.click()
    expect(page).to_have_url(re.compile(r"\?partner=gifhorn&lang=en$"))
    expect(page.locator(f"{ANSWER} h2")).to_contain_text("services")


@pytest.mark.long
def test_after_a_restart_a_sentence_says_so_and_files_come(restarted: Callable[[str], str], page: Page, tmp_path: Path):
    restarted("/?partner=gifhorn")
    expect(page.locator(LOST)).to_contain_text("Die Verbindung zum Server war unterbrochen")
    expect(page.locator(f"{ANSWER} h2")).to_contain_text("Gifhorn:")
    expect_drawn(page, {"gifhorn"})
    words = download(page, "csv", tmp_path).read_text(encoding="utf-8-sig")
    assert "Landkreis Gifhorn" in words
    assert "Stadt Wolfsburg" not in words


@pytest.mark.long
def test_after_a_cut_in_which_the_server_forgot_the_reader_the_partner_counts(
    example_data: Path, tmp_path: Path, page: Page
):
    forgetful = {"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": "0"}
    with served(example_data, tmp_path / "log", **forgetful) as server, Line(server) as line:
        arrive(page, f"{line.address}/?partner=gifhorn")
        line.cut()
        expect(page.locator(GONE)).to_be_attached()
        line.mend()
        expect(page.locator(LOST)).to_be_visible()
        page.locator(f'{PAGES}[href$="/ausblick"]').click()
        expect(page).to_have_url(re.compile(r"/ausblick\?partner=gifhorn$"))
        expect(page.locator(f"{ANSWER} h2")).to_contain_text("Gifhorn")
        expect(page.locator(LOST)).to_have_count(0)


def test_a_first_visit_is_told_of_no_lost_connection(dashboard: str, page: Page):
    arrive(page, f"{dashboard}/?partner=gifhorn")
    choose_partner(page, "wolfsburg")
    expect(page.locator(f"{ANSWER} h2")).to_contain_text("2 Partner zusammen:")
    expect(page.locator(LOST)).to_have_count(0)


@pytest.mark.long
def test_after_a_restart_the_first_tick_in_the_list_of_the_council_page_counts(
    restarted: Callable[[str], str], page: Page
):
    restarted("/ratspaket?partner=gifhorn")
    expect(page.locator(CONNECTED)).to_be_attached()
    topics, late = (page.locator(f'.sections li[data-key="{section}"]') for section in ("topics", "late"))
    topics.get_by_role("checkbox").uncheck()
    expect(topics.locator(".look")).to_have_text("Ansehen")
    late.get_by_role("checkbox").uncheck()
    expect(late.locator(".look")).to_have_text("Ansehen")
    expect(topics.get_by_role("checkbox")).not_to_be_checked()
