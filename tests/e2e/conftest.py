"""The real app in a real browser: a server over the example data and Debian's Chromium, both on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dashboards import PAGE_TIMEOUT_MS, Watch
from playwright.sync_api import Browser, Page, expect

from tools.serving import browser as chromium_started
from tools.serving import served

expect.set_options(timeout=PAGE_TIMEOUT_MS)


@pytest.fixture(scope="session")
def dashboard(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(example_data, tmp_path_factory.mktemp("log") / "server.log") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium_started() as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="de-DE", accept_downloads=True)
    context.set_default_timeout(PAGE_TIMEOUT_MS)
    page = context.new_page()
    yield page
    context.close()


@pytest.fixture
def watch(page: Page) -> Watch:
    return Watch(page)
