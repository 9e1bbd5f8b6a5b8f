"""The middleware around Streamlit, asked as a web server asks it."""

from __future__ import annotations

import asyncio
import gzip
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route

from ozgdash.ui.doors import front_end_files
from ozgdash.ui.server import HEADERS, OPTIONS

PAGE = '<!doctype html><html lang="en"><head><title>x</title></head><body>' + "x" * 4_000 + "</body></html>"


@dataclass
class Answer:
    """What came back; header names in lower case."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def text(self) -> str:
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


async def page(_):
    return HTMLResponse(PAGE, headers={"ETag": '"abc"'})


async def plain(_):
    return PlainTextResponse('<html lang="en">')


A_FILE = "/" + next(name for name in sorted(front_end_files()) if name.endswith(".js"))
APP = Starlette(
    routes=[
        Route("/", page),
        Route("/leistungen", page),
        Route(A_FILE, plain),
        Route("/_stcore/health", plain),
    ],
    middleware=OPTIONS["middleware"],
)


def get(path: str, query: str = "", **headers: str) -> Answer:
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
        "method": "GET",
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
    }
    # In a thread of its own: a browser that another test keeps open has its event loop in this one.
    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(asyncio.run, APP(scope, receive, send)).result()
    return answer


@pytest.mark.parametrize("path", ["/", "/leistungen"])
def test_a_document_names_its_language_and_where_the_server_lives(path):
    answer = get(path)
    assert '<html lang="de">' in answer.text
    assert "BACKEND_BASE_URL" in answer.text
    assert '<html lang="en">' in get(path, "lang=en").text
    assert "etag" not in answer.headers


def test_a_document_is_compressed_and_whole():
    answer = get("/", accept_encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert len(answer.body) < len(PAGE) / 4
    assert '<html lang="de">' in answer.text
    assert answer.text.endswith("</body></html>")


@pytest.mark.parametrize("path", [A_FILE, "/_stcore/health"])
def test_what_is_no_document_stays_as_it_is(path):
    assert get(path).text == '<html lang="en">'


@pytest.mark.parametrize("path", ["/", A_FILE, "/gibt-es-nicht"])
def test_every_answer_carries_the_security_headers(path):
    answer = get(path)
    assert {name: answer.headers.get(name.lower()) for name in HEADERS} == HEADERS
