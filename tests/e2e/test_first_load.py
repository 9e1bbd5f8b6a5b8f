"""What a first and a second visit load over HTTP, as the browser counts the bytes on the wire."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from dashboards import Watch
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ozgdash.ui import storing
from ozgdash.ui.packing import pack_best
from tools.serving import served

FIRST_LOAD_BYTES, SECOND_LOAD_BYTES = 1_000_000, 30_000
PLAIN_TEXT_BYTES = 1_000
TEXTS = ("javascript", "css", "html", "json", "svg", "text")


@dataclass
class Loaded:
    """One answer: its path, how many bytes came over the wire, in which encoding, and of what kind."""

    path: str
    bytes: int = 0
    encoding: str = ""
    kind: str = ""


@pytest.fixture(scope="module")
def dashboard_with_all_stored(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard after its first start is long over: everything is stored as small as it gets."""
    cache = tmp_path_factory.mktemp("cache")
    pack_best([cache], [path for path in storing.wanted() if path.name != "plotly.min.js"])
    with served(example_data, cache / "server.log", OZGDASH_CACHE_DIR=str(cache)) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has never been here."""
    fresh = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="de-DE")
    yield fresh
    fresh.close()


def visit(context: BrowserContext, address: str) -> list[Loaded]:
    """All that the browser loads until the page has come to rest."""
    page = context.new_page()
    found = noted(page)
    page.goto(address)
    expect(page.locator(".st-key-answer h2")).to_be_visible()
    expect(page.locator("[data-testid=stStatusWidget]")).to_have_count(0)
    expect(page.locator(".st-key-foot a").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.close()
    return [one for one in found.values() if one.bytes]


def noted(page: Page) -> dict[str, Loaded]:
    found: dict[str, Loaded] = {}
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")

    def begun(event) -> None:
        answer = event["response"]
        if answer["url"].startswith("http") and not answer.get("fromDiskCache"):
            headers = {name.lower(): value for name, value in answer["headers"].items()}
            encoding = headers.get("content-encoding", "")
            found[event["requestId"]] = Loaded(urlsplit(answer["url"]).path, 0, encoding, answer["mimeType"])

    def ended(event) -> None:
        if event["requestId"] in found:
            found[event["requestId"]].bytes = int(event["encodedDataLength"])

    wire.on("Network.responseReceived", begun)
    wire.on("Network.loadingFinished", ended)
    return found


@pytest.mark.long
def test_a_first_visit_loads_a_megabyte_at_most_a_second_one_next_to_nothing(
    dashboard_with_all_stored: str, context: BrowserContext
):
    first = visit(context, dashboard_with_all_stored)
    assert any("/index." in one.path for one in first)
    assert [one for one in first if is_plain_text(one)] == []
    assert [one.path for one in first if "SourceSans" in one.path] == []
    assert sum(one.bytes for one in first) <= FIRST_LOAD_BYTES, sorted(first, key=lambda one: -one.bytes)[:20]
    second = visit(context, dashboard_with_all_stored)
    assert sum(one.bytes for one in second) <= SECOND_LOAD_BYTES, second
    assert [one.path for one in second if one.path.startswith(("/static/", "/assets/"))] == []


@pytest.mark.parametrize(
    "path", ["leistungen", *(pytest.param(path, marks=pytest.mark.long) for path in ("partner", "daten?lang=en"))]
)
def test_no_page_gets_text_as_it_is(dashboard_with_all_stored: str, context: BrowserContext, path: str):
    loaded = visit(context, f"{dashboard_with_all_stored}/{path}")
    assert any("/index." in one.path for one in loaded)
    assert [one for one in loaded if is_plain_text(one)] == []


def test_a_page_begins_in_the_colours_that_it_stays_in_also_at_an_address_with_a_slash_at_its_end(
    dashboard_with_all_stored: str, browser: Browser
):
    dark = browser.new_context(color_scheme="dark", locale="de-DE")
    page = dark.new_page()
    watch = Watch(page)
    page.add_init_script(
        """window.seen = new Set();
        const look = () => { const app = document.querySelector('.stApp');
            if (app) window.seen.add(getComputedStyle(app).backgroundColor); requestAnimationFrame(look) };
        look()"""
    )
    page.goto(f"{dashboard_with_all_stored}/leistungen")
    expect(page.locator(".st-key-answer h2")).to_be_visible()
    assert page.evaluate("[...window.seen]") == ["rgb(14, 17, 23)"]
    assert watch.console_errors == []
    page.goto(f"{dashboard_with_all_stored}/leistungen/")
    expect(page.locator(".st-key-answer h2")).to_be_visible()
    assert page.evaluate("[...window.seen]") == ["rgb(14, 17, 23)"]
    dark.close()


def is_plain_text(one: Loaded) -> bool:
    return not one.encoding and one.bytes > PLAIN_TEXT_BYTES and any(kind in one.kind for kind in TEXTS)
