"""The middleware around Streamlit, asked as a web server asks it."""

from __future__ import annotations

import asyncio
import gzip
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import brotli
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit import config

from ozgdash.ui import data, front_end
from ozgdash.ui.server import HEADERS, OPTIONS, OWN_FRAMES

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}
COOKIE = "_streamlit_xsrf=2|a|b|1; Path=/"


@dataclass
class Answer:
    """What came back; header names in lower case."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def text(self) -> str:
        return UNPACK.get(self.headers.get("content-encoding", ""), bytes)(self.body).decode()


async def health(_):
    return PlainTextResponse("ok", headers={"Set-Cookie": COOKIE})


APP = Starlette(routes=[Route("/_stcore/health", health)], middleware=OPTIONS["middleware"])


def ask(path: str, query: str = "", method: str = "GET", **headers: str) -> Answer:
    """One request, as a web server passes it on."""
    answer = Answer()

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {name.decode().lower(): value.decode() for name, value in message["headers"]}
        else:
            answer.body += message.get("body", b"")

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
    }
    # In a thread of its own: a browser that another test keeps open has its event loop in this one.
    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(asyncio.run, APP(scope, receive, send)).result()
    return answer


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("/", "./"),
        ("/leistungen", "./"),
        ("/leistungen/", "../"),
        ("/index.html", "./"),
        ("/gibt/es//nicht", "../../../"),
    ],
)
def test_a_document_names_its_language_and_the_way_from_the_page_to_the_start_page(path: str, way: str):
    answer = ask(path)
    assert '<html lang="de">' in answer.text
    assert f'BACKEND_BASE_URL:new URL("{way}",location.href).href' in answer.text
    found = re.findall(r'(?:src|href)="([./]*)', answer.text)
    assert set(found) == {way}
    assert f'"chart.js": "{way}{front_end.address("chart.js")}"' in answer.text
    assert '<html lang="en">' in ask(path, "lang=en").text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_a_document_is_compressed_and_whole(encoding):
    plain, answer = ask("/"), ask("/", accept_encoding=encoding)
    assert "content-encoding" not in plain.headers
    assert answer.headers["content-encoding"] == encoding
    assert answer.headers["vary"] == "Accept-Encoding"
    assert int(answer.headers["content-length"]) == len(answer.body) < len(plain.body) / 3
    assert answer.text == plain.text
    assert answer.text.rstrip().endswith("</html>")


def test_a_document_is_asked_for_each_time_and_sent_only_if_it_is_another():
    first = ask("/", accept_encoding="br", cookie="_streamlit_xsrf=x")
    assert first.headers["cache-control"] == "no-cache"
    again = ask("/", accept_encoding="br", cookie="_streamlit_xsrf=x", if_none_match=first.headers["etag"])
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])
    other = ask("/", "lang=en", accept_encoding="br", cookie="_streamlit_xsrf=x", if_none_match=first.headers["etag"])
    assert other.status == 200
    head = ask("/", method="HEAD", accept_encoding="br", cookie="_streamlit_xsrf=x")
    assert (head.status, head.body, head.headers) == (200, b"", first.headers)


def test_who_has_no_cookie_for_the_stream_gets_it_with_the_document_which_no_cache_between_may_keep():
    answer = ask("/")
    assert answer.headers["set-cookie"] == COOKIE
    assert answer.headers["cache-control"] == "private, no-cache"
    again = ask("/", if_none_match=answer.headers["etag"])
    assert (again.status, again.headers["set-cookie"]) == (200, COOKIE)
    assert "set-cookie" not in ask("/", cookie="_streamlit_xsrf=x").headers


def test_the_page_begins_in_our_theme():
    said = ask("/").text
    assert '"backgroundColor": "#0E1117"' in said
    assert said.count('"bodyFont": "system-ui') == 2


@pytest.mark.parametrize("path", ["/", "/favicon.png", "/_stcore/health", "/gibt/es.nicht"])
def test_every_answer_carries_the_security_headers(path):
    answer = ask(path)
    expected = HEADERS | OWN_FRAMES
    assert {name: answer.headers.get(name.lower()) for name in expected} == expected
    assert "content-security-policy" not in answer.headers


@pytest.fixture
def settings_of(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Sets variables of the environment that the settings are read from."""

    def set_to(**variables: str) -> None:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        data.settings.cache_clear()

    yield set_to
    data.settings.cache_clear()


def test_pages_of_named_origins_may_show_a_page_in_a_frame(settings_of: Callable[..., None]):
    settings_of(OZGDASH_FRAME_ANCESTORS="https://intranet.example.org https://*.example.net:8443")
    for path in ("/", "/favicon.png", "/gibt/es.nicht"):
        headers = ask(path).headers
        allowed = "frame-ancestors 'self' https://intranet.example.org https://*.example.net:8443"
        assert headers["content-security-policy"] == allowed
        assert "x-frame-options" not in headers


def test_where_the_settings_cannot_be_used_no_other_page_shows_one_in_a_frame(settings_of: Callable[..., None]):
    settings_of(OZGDASH_FRAME_ANCESTORS="https://intranet.example.org", OZGDASH_EDIT="alle")
    assert ask("/").headers["x-frame-options"] == "SAMEORIGIN"


@pytest.fixture
def below_ozg() -> Iterator[None]:
    config.set_option("server.baseUrlPath", "ozg")
    yield
    config.set_option("server.baseUrlPath", "")


@pytest.mark.parametrize("path", ["/ozg/leistungen", "/leistungen", "/ozg", "/ozg/", "/"])
def test_below_a_path_a_request_may_come_with_and_without_it(below_ozg: None, path: str):
    script = f"/{front_end.address('chart.js')}"
    answer = ask(path)
    assert answer.status == 200
    way = "ozg/" if path == "/ozg" else "./"
    assert f'BACKEND_BASE_URL:new URL("{way}",location.href).href' in answer.text
    assert ask(f"/ozg{script}").body == ask(script).body == front_end.files()[script[1:]].read_bytes()
    assert ask("/ozgx").status == 200
    assert [ask(f"{start}/_stcore/metrics").status for start in ("", "/ozg")] == [404, 404]
    assert [ask(f"{start}//x").status for start in ("", "/ozg")] == [404, 404]


def test_an_address_far_below_the_start_page_is_none_of_a_page():
    assert [ask("/x" * depth).status for depth in (8, 9)] == [200, 404]
