"""Below a path of another server, which the proxy keeps or takes away, and in a frame of another page."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from dashboards import Watch
from playwright.sync_api import Page, WebSocket, expect
from several_processes import Dashboard, secrets_for
from sign_in_fixtures import provider, sign_in
from test_dashboard import ANSWER, download
from test_returning_reader import PAGES

from ozgdash.ui.page_list import PAGES as ENTRIES
from ozgdash.ui.page_list import PageEntry
from tools.accessibility import drawn
from tools.proxying import KEPT, STRIPPED, proxy
from tools.serving import free_port

FRAME = (
    """<!doctype html><title>Intranet</title><iframe id="frame" src="{address}" width="1400" height="900"></iframe>"""
)


@dataclass(frozen=True)
class Below:
    """Where readers find the same dashboards, and the page that may show them in a frame.

    ``named``: the path is taken away, and the dashboard knows it.
    """

    kept: str
    stripped: str
    named: str
    intranet: str


@contextmanager
def intranet() -> Iterator[int]:
    """A page that shows the address behind its ``?`` in a frame; the port where it is."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = FRAME.format(address=self.path.partition("?")[2]).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def below(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Below]:
    folder = tmp_path_factory.mktemp("below")
    kept, stripped, named = (f"http://localhost:{free_port()}/ozg" for _ in range(3))
    with ExitStack() as stack:
        page = f"http://127.0.0.1:{stack.enter_context(intranet())}"
        openid = stack.enter_context(provider(folder / "provider.log", callbacks=[f"{named}/oauth2callback"]))
        secrets = secrets_for(named, openid.address, folder / "secrets.toml")
        with_path = Dashboard(example_data, folder, STREAMLIT_SERVER_BASE_URL_PATH="ozg", **secrets)
        without = Dashboard(example_data, folder, OZGDASH_EDIT="off", OZGDASH_FRAME_ANCESTORS=page)
        for one in (with_path, without):
            one.start()
            stack.callback(one.stop)
        ports = [int(one.split(":")[2].split("/")[0]) for one in (kept, stripped, named)]
        stack.enter_context(proxy([with_path.port], {KEPT: ports[0], STRIPPED: ports[2]}, folder / "with"))
        stack.enter_context(proxy([without.port], {STRIPPED: ports[1]}, folder / "without"))
        yield Below(kept, stripped, named, page)


@pytest.fixture(params=["stripped", *(pytest.param(name, marks=pytest.mark.long) for name in ("kept", "named"))])
def address(request: pytest.FixtureRequest, below: Below) -> str:
    found: str = getattr(below, request.param)
    return found


def at_rest(page: Page) -> None:
    expect(page.locator('[data-testid="stApp"]')).to_have_attribute("data-test-script-state", "notRunning")


@pytest.mark.parametrize(
    ("name", "entries"),
    [
        ("stripped", ENTRIES[1:]),
        ("kept", ENTRIES[1:3]),
        pytest.param("kept", ENTRIES[1:], marks=pytest.mark.long),
        pytest.param("named", ENTRIES[1:], marks=pytest.mark.long),
    ],
    ids=["stripped", "kept, two", "kept", "named"],
)
def test_every_page_opens_below_the_path_and_asks_for_nothing_beside_it(
    below: Below, page: Page, watch: Watch, name: str, entries: tuple[PageEntry, ...]
):
    address: str = getattr(below, name)
    requested: list[str] = []
    streams: list[WebSocket] = []
    page.on("request", lambda request: requested.append(request.url))
    page.on("websocket", lambda stream: streams.append(stream))
    page.goto(address)
    expect(page).to_have_url(f"{address}/")
    for entry in entries:
        page.locator(f'{PAGES}[href="{address}/{entry.url_path}"]').click()
        expect(page).to_have_url(f"{address}/{entry.url_path}")
        at_rest(page)
        expect(page.locator("h1, h2").first).to_be_visible()
    assert [one.url for one in streams] == [f"{address.replace('http', 'ws', 1)}/_stcore/stream"]
    assert [url for url in requested if not url.startswith((f"{address}/", "data:", "blob:")) and url != address] == []
    assert (watch.console_errors, watch.foreign_requests) == ([], [])


def step(page: Page, go: Callable[[], object], expected: str) -> None:
    """Back or forward; the browser may have a page once more, as it came there: without filters. It takes two steps then."""
    for _ in range(2):
        # A run may follow another, and writes the address again: a step meanwhile would be taken back.
        drawn(page)
        at_rest(page)
        if page.url != expected:
            go()
            expect(page).to_have_url(re.compile(r"\?partner=gifhorn$"))
            drawn(page)
    expect(page).to_have_url(expected)


def test_links_back_forward_reload_and_downloads_stay_below_the_path(address: str, page: Page, tmp_path: Path):
    page.goto(f"{address}/ausblick?partner=gifhorn")
    expect(page.locator(f"{ANSWER} h2")).to_contain_text("Gifhorn")
    at_rest(page)
    page.locator(f'{PAGES}[href="{address}/"]').click()
    expect(page).to_have_url(f"{address}/?partner=gifhorn")
    assert "Landkreis Gifhorn" in download(page, "csv", tmp_path).read_text(encoding="utf-8-sig")
    step(page, page.go_back, f"{address}/ausblick?partner=gifhorn")
    expect(page.locator(f"{ANSWER} h2")).to_contain_text("Gifhorn im")
    step(page, page.go_forward, f"{address}/?partner=gifhorn")
    page.reload()
    expect(page.locator(f"{ANSWER} h2")).to_contain_text("Gifhorn")
    page.emulate_media(media="print")
    expect(page.locator(".st-key-paper-end")).to_contain_text(f"{address}/?partner=gifhorn")


@pytest.mark.parametrize("path", ["/leistungen/", pytest.param("/gibt/es/nicht", marks=pytest.mark.long)])
def test_a_page_opens_also_under_an_address_that_goes_further_down(address: str, page: Page, path: str):
    page.goto(f"{address}{path}?partner=gifhorn")
    expect(page.locator(f"{ANSWER} h2")).to_contain_text("Gifhorn")


@pytest.mark.long
def test_the_sign_in_leads_back_to_the_page_below_a_path_that_is_taken_away(below: Below, page: Page):
    page.goto(f"{below.named}/daten?partner=gifhorn")
    sign_in(page, "viewer")
    expect(page).to_have_url(f"{below.named}/daten?partner=gifhorn")
    expect(page.locator(".st-key-account")).to_contain_text("Angemeldet als viewer")
    assert {one["path"] for one in page.context.cookies() if one["name"].startswith("_streamlit_user")} == {"/ozg"}


@pytest.mark.long
def test_a_page_of_a_named_origin_shows_the_dashboard_in_a_frame_though_the_browser_keeps_it_no_cookies(
    below: Below, page: Page, tmp_path: Path
):
    page.goto(f"{below.intranet}/?{below.stripped}/?partner=gifhorn")
    inside = page.frame_locator("#frame")
    expect(inside.locator(f"{ANSWER} h2")).to_contain_text("Gifhorn:")
    inside.locator(".st-key-filter-lang label").filter(has_text="English").last.click()
    expect(inside.locator(f"{ANSWER} h2")).to_contain_text("services")
    inside.locator(".st-key-export-progress button").first.click()
    with page.expect_download() as taken:
        inside.locator(".st-key-download-csv-progress button").click()
    assert "Landkreis Gifhorn" in taken.value.path().read_text(encoding="utf-8-sig")


def test_a_page_of_another_origin_shows_none(below: Below, page: Page):
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    elsewhere = below.intranet.replace("127.0.0.1", "localhost")
    with page.expect_console_message(lambda message: "frame" in message.text) as said:
        page.goto(f"{elsewhere}/?{below.stripped}/")
    assert re.search(r"frame-ancestors", said.value.text)
    expect(page.frame_locator("#frame").locator('[data-testid="stApp"]')).to_have_count(0)
    # Where no origin is named, only the dashboard's own pages may.
    with page.expect_console_message(lambda message: "frame" in message.text.lower()) as said:
        page.goto(f"{below.intranet}/?{below.kept}/")
    assert "X-Frame-Options" in said.value.text
    expect(page.frame_locator("#frame").locator('[data-testid="stApp"]')).to_have_count(0)
