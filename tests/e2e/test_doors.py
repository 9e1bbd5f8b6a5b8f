"""Requests that go past the page: every way into the server is shut or guarded, and uploads stay in bounds."""

from __future__ import annotations

import json
import re
import shutil
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Page, expect
from raw_requests import (
    ANSWER_TIMEOUT_S,
    as_header,
    body_of,
    cookies_of,
    eventually,
    held,
    session,
    upload,
    upload_headers,
    with_token,
)
from sign_in_fixtures import COOKIE_SECRET, SECRETS, provider, sign_in
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from ozgdash.settings import PROJECT_DIR
from tools.serving import free_port, running, served

OPEN, NO_DOOR, NOT_FOR_YOU = "open", "There is nothing at this address", "You may not do this here"
ANY_METHOD = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
DOORS = {
    "/_stcore/health": {"GET": OPEN, "HEAD": OPEN},
    "/_stcore/host-config": {"GET": OPEN, "HEAD": OPEN},
    "/_stcore/metrics": {},
    "/_stcore/script-health-check": {},
    "/media/{file_id:path}": {"GET": NOT_FOR_YOU, "HEAD": NOT_FOR_YOU},
    "/_stcore/upload_file/{session_id}/{file_id}": {"PUT": NOT_FOR_YOU, "DELETE": NOT_FOR_YOU},
    "/component/{path:path}": {},
    "/_stcore/bidi-components/{path:path}": {},
    "/auth/login": {"GET": OPEN},
    "/auth/logout": {"GET": OPEN},
    "/oauth2callback": {"GET": OPEN},
    "/_stcore/agent/interact": {},
    "/_stcore/agent/openapi.json": {},
    "/_stcore/agent/mcp": {},
    "/app/static/{path:path}": {},
}
"""What somebody who has not signed in meets at each route of this version of Streamlit; a method not named: no door."""
NO_REQUESTS = {"/_stcore/stream", ""}
"""The stream of a page, which asks for the sign-in itself, and the folder of the front end."""
EVERYTHING_ON = ("server.enableAgentApi", "server.enableStaticServing", "server.scriptHealthCheckEnabled")
MEGABYTE = 1_000_000


@contextmanager
def spied(
    data: Path, folder: Path, *options: str, port: int | None = None, bounds: dict[str, float] | None = None, **env: str
) -> Iterator[str]:
    """The dashboard with windows into its memory (spied_app.py)."""
    port = port or free_port()
    address = f"http://localhost:{port}"
    command = [sys.executable, "tests/e2e/spied_app.py", str(port), json.dumps(bounds or {}), *options]
    place = {"OZGDASH_DATA_DIR": str(data), "PYTHONPATH": str(PROJECT_DIR)}
    with running(command, f"{address}/_stcore/health", folder / "spied.log", folder=PROJECT_DIR, **place, **env):
        yield address


@pytest.fixture(scope="module")
def built(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(example_data, tmp_path_factory.mktemp("doors") / "data"))


@pytest.fixture(scope="module")
def guarded(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard where everybody has to sign in, with all that Streamlit can serve turned on."""
    folder = tmp_path_factory.mktemp("guarded")
    with provider(folder / "provider.log", dashboards=1) as openid:
        [port] = openid.ports
        secrets = folder / "secrets.toml"
        secrets.write_text(
            SECRETS.format(dashboard=f"http://localhost:{port}", secret=COOKIE_SECRET, provider=openid.address)
        )
        env = {"OZGDASH_EDIT": "oidc", "STREAMLIT_SECRETS_FILES": str(secrets)}
        with spied(built, folder, *EVERYTHING_ON, port=port, **env) as address:
            yield address


@pytest.fixture(scope="module")
def way_out() -> Iterator[socket.socket]:
    """The only way out that the dashboard ``small`` knows of: who knocks is not let in."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.setblocking(False)
        yield listening


@pytest.fixture(scope="module")
def small(built: Path, way_out: socket.socket, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard for whoever sits at the machine, with little room for uploads and little patience."""
    env = {"OZGDASH_MAX_UPLOAD_MB": "2", "OZGDASH_MAX_UPLOAD_TOTAL_MB": "3"}
    env |= dict.fromkeys(("http_proxy", "https_proxy"), f"http://127.0.0.1:{way_out.getsockname()[1]}")
    bounds = {"files": 5, "at_once": 2, "silence_s": 4}
    with spied(built, tmp_path_factory.mktemp("small"), bounds=bounds, **env) as address:
        yield address


def at(route: str) -> str:
    """An address that the route is asked under."""
    return re.sub(r"\{[^}]*\}", "x", route)


def test_every_route_of_this_streamlit_is_known_and_shut_to_somebody_who_has_not_signed_in(guarded: str):
    routes: list[list[str]] = httpx.get(f"{guarded}/test/routes").json()
    assert {path for path, _ in routes} == DOORS.keys() | NO_REQUESTS, "Streamlit has other routes: decide who may"
    for path, methods in DOORS.items():
        for method in ANY_METHOD:
            answer = httpx.request(method, guarded + at(path))
            expected = methods.get(method, NO_DOOR)
            if expected is OPEN:
                assert answer.status_code < 400, (path, method)
            else:
                assert answer.status_code == (403 if expected is NOT_FOR_YOU else 404), (path, method)
                assert method == "HEAD" or expected in answer.text, (path, method, answer.text[:200])


def test_which_snapshot_counts_is_told_to_readers_alone(guarded: str, small: str):
    answer = httpx.get(f"{guarded}/snapshot")
    assert (answer.status_code, NOT_FOR_YOU in answer.text) == (403, True)
    assert {httpx.request(method, f"{small}/snapshot").status_code for method in ("POST", "PUT", "DELETE")} == {404}
    told = httpx.get(f"{small}/snapshot")
    assert told.json()["id"] in told.headers["etag"]
    assert httpx.head(f"{small}/snapshot").content == b""


@pytest.mark.parametrize(
    "path",
    ["/_stcore/", "/_stcore/upload_file/a", "/_stcore/upload_file/a/b/c", "/_stcore/stream/", "/media/", "/media/a/b",
     "/component", "/app/static/", "/auth/", "/static/gibt-es-nicht.js", "/robots.txt", "/neu/_stcore.json"],
)  # fmt: skip
def test_an_address_beside_the_known_ones_leads_nowhere(guarded: str, path: str):
    answer = httpx.get(guarded + path)
    assert (answer.status_code, NO_DOOR in answer.text) == (404, True)
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"


@pytest.mark.parametrize(
    "path", ["/", "/leistungen", "/gibt-es-nicht", "/leistungen/_stcore/metrics", "/_STCORE/metrics"]
)
def test_whatever_could_be_a_page_is_the_one_document(guarded: str, path: str):
    answer = httpx.get(guarded + path)
    assert answer.status_code == 200
    assert "BACKEND_BASE_URL" in answer.text
    assert httpx.post(guarded + path).status_code == 404


def test_the_only_stream_is_that_of_the_page(guarded: str):
    for path in ("/", "/_stcore/other", "/media/x"):
        with pytest.raises(InvalidStatus), connect(guarded.replace("http://", "ws://") + path):
            raise AssertionError(path)


@pytest.mark.parametrize(
    "origin", ["https://elsewhere.example.org", "null", "http://[", "http://localhost.example.org"]
)
def test_a_page_of_another_server_gets_no_stream_and_nobody_on_the_internet_is_asked_about_it(
    small: str, way_out: socket.socket, origin: str
):
    stream = small.replace("http://", "ws://") + "/_stcore/stream"
    with pytest.raises(InvalidStatus), connect(stream, additional_headers={"Origin": origin}):
        raise AssertionError(origin)
    with pytest.raises(BlockingIOError):
        way_out.accept()
    with connect(stream, additional_headers={"Origin": small}):
        pass


def test_only_who_may_publish_hands_something_over_and_it_goes_with_their_page(guarded: str, page: Page):
    nobody = with_token(guarded, {})
    with session(guarded, nobody) as theirs:
        assert "nur nach Anmeldung" in theirs.said
        assert upload(guarded, theirs.id, nobody, b"x" * MEGABYTE).status_code == 403
    for account in ("viewer", "editor-gifhorn"):
        page.context.clear_cookies()
        page.goto(guarded)
        sign_in(page, account)
        cookies = cookies_of(page, guarded)
        with session(guarded, cookies) as mine:
            answer = upload(guarded, mine.id, cookies, b"x" * MEGABYTE)
            if account == "viewer":
                assert answer.status_code == 403
                assert "melden Sie sich an" in answer.text
                assert held(guarded) == {}
            else:
                assert answer.status_code == 204
                without_token = cookies | {"_streamlit_xsrf": ""}
                assert upload(guarded, mine.id, without_token, b"x").status_code == 403
                assert held(guarded) == {mine.id: [MEGABYTE]}
        assert eventually(lambda: held(guarded) == {})


def test_after_signing_out_neither_a_copied_cookie_nor_a_link_to_a_file_is_worth_anything(guarded: str, page: Page):
    page.context.clear_cookies()
    page.goto(f"{guarded}/daten")
    sign_in(page, "admin")
    with page.expect_download() as taken:
        page.locator(".st-key-template-gifhorn button").click()
    link, copied = taken.value.url, cookies_of(page, guarded)
    assert "/media/" in link
    assert httpx.get(link, headers=as_header(copied)).status_code == 200
    assert httpx.get(link).status_code == 403
    with page.context.expect_page() as opened:
        page.evaluate("window.open(location.href)")
    other_tab = opened.value
    expect(other_tab.locator(".st-key-account")).to_contain_text("Darf alles")
    page.locator(".st-key-sign-out-button button").click()
    page.get_by_role("button", name="Yes, sign me out").click()
    expect(page.locator(".st-key-sign-in-button button")).to_be_visible()
    assert httpx.get(link, headers=as_header(copied)).status_code == 403
    with session(guarded, copied) as late:
        assert "nur nach Anmeldung" in late.said
        assert upload(guarded, late.id, copied, b"x").status_code == 403
    other_tab.locator(".st-key-filter-lang label").last.click()
    expect(other_tab.locator(".st-key-sign-in")).to_be_visible()


@pytest.mark.long
def test_files_of_one_reader_stay_in_bounds_and_make_room_when_they_go(small: str):
    mine = with_token(small, {})
    with session(small, mine) as here:
        assert upload(small, here.id, mine, b"x" * MEGABYTE, file="1").status_code == 204
        refused = upload(small, here.id, mine, b"x" * MEGABYTE, file="2")
        assert (refused.status_code, "größer als 2 MB" in refused.text) == (413, True)
        address = f"{small}/_stcore/upload_file/{here.id}/1"
        assert httpx.delete(address, headers=upload_headers(small, mine)).status_code == 204
        for number in range(5):
            assert upload(small, here.id, mine, b"x", file=str(number)).status_code == 204
        refused = upload(small, here.id, mine, b"x", file="6")
        assert (refused.status_code, "schon 5 Dateien" in refused.text) == (413, True)
        assert held(small) == {here.id: [1] * 5}
    assert eventually(lambda: held(small) == {})


def test_a_file_for_a_page_of_another_process_is_answered_so_that_a_proxy_asks_that_one(small: str):
    mine = with_token(small, {})
    refused = upload(small, "a-page-of-another-process", mine, b"x")
    assert (refused.status_code, "gibt es hier nicht mehr" in refused.text) == (404, True)
    assert held(small) == {}


def test_an_upload_that_does_not_say_its_size_is_refused(small: str):
    mine = with_token(small, {})
    with session(small, mine) as here:
        headers = upload_headers(small, mine)
        answer = httpx.put(f"{small}/_stcore/upload_file/{here.id}/1", content=iter([body_of(b"x")]), headers=headers)
        assert (answer.status_code, "Größe der Datei" in answer.text) == (411, True)
    assert held(small) == {}


def begun_upload(
    address: str, session_id: str, cookies: dict[str, str], *, file: str, sent: int | None
) -> HTTPConnection:
    """An upload of 1,000 letters of which ``sent`` bytes are sent; None: all."""
    content = body_of(b"x" * 1000)
    connection = HTTPConnection(urlsplit(address).netloc, timeout=ANSWER_TIMEOUT_S)
    connection.putrequest("PUT", f"/_stcore/upload_file/{session_id}/{file}")
    for name, value in (upload_headers(address, cookies) | {"Content-Length": str(len(content))}).items():
        connection.putheader(name, value)
    connection.endheaders(content[:sent])
    return connection


def test_an_upload_that_stands_still_is_ended_and_others_beside_it_are_counted(small: str):
    mine = with_token(small, {})
    with session(small, mine) as here, ExitStack() as open_until_the_end:

        def begun(file: str, sent: int | None) -> HTTPConnection:
            started = begun_upload(small, here.id, mine, file=file, sent=sent)
            return open_until_the_end.enter_context(closing(started))

        slow = [begun("1", 500), begun("2", 500)]

        def one_more_is_too_many() -> bool:
            for one in slow:
                one.send(b"x")
            return begun("3", None).getresponse().status == 429

        assert eventually(one_more_is_too_many)
        assert [one.getresponse().status for one in slow] == [408, 408]
        assert upload(small, here.id, mine, b"x", file="3").status_code == 204
        assert held(small) == {here.id: [1]}


def test_a_file_that_arrives_when_its_page_has_gone_for_good_is_not_kept(small: str):
    mine, is_gone, whole = with_token(small, {}), threading.Event(), body_of(b"x" * 1000)

    def with_a_break() -> Iterator[bytes]:
        yield whole[:500]
        is_gone.wait(60)
        yield whole[500:]

    def send(session_id: str) -> None:
        headers = upload_headers(small, mine) | {"Content-Length": str(len(whole))}
        httpx.put(f"{small}/_stcore/upload_file/{session_id}/1", content=with_a_break(), headers=headers, timeout=60)

    with session(small, mine) as here:
        sending = threading.Thread(target=send, args=(here.id,))
        sending.start()
    assert eventually(lambda: here.id not in httpx.get(f"{small}/test/sessions").json())
    is_gone.set()
    sending.join()
    assert eventually(lambda: held(small) == {})


def test_whoever_does_not_sit_at_the_machine_hands_nothing_over(small: str):
    mine = with_token(small, {})
    with session(small, mine) as here:
        strange = [{"X-Forwarded-For": "192.0.2.7"}, {"Host": "ozg.example"}, {"Origin": "http://ozg.example"}]
        for headers in strange:
            assert upload(small, here.id, mine, b"x", **headers).status_code == 403, headers
        assert upload(small, here.id, mine | {"_streamlit_xsrf": "2|00|00|0"}, b"x").status_code == 403
    assert held(small) == {}


@pytest.mark.long
def test_where_nobody_publishes_nobody_uploads_and_an_environment_opens_no_interface_for_programs(
    built: Path, tmp_path: Path
):
    with served(
        built, tmp_path / "server.log", OZGDASH_EDIT="off", STREAMLIT_SERVER_ENABLE_AGENT_API="true"
    ) as address:
        mine = with_token(address, {})
        with session(address, mine) as here:
            assert "Hier kann nur gelesen werden" in here.said
            assert upload(address, here.id, mine, b"x").status_code == 403
        for path in ("interact", "openapi.json", "mcp"):
            answer = httpx.post(f"{address}/_stcore/agent/{path}", json={})
            assert (answer.status_code, NO_DOOR in answer.text) == (404, True)
        assert httpx.get(f"{address}/auth/login").status_code == 404
