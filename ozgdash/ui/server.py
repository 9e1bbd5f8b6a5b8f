"""The web server around the dashboard: language of the document, compression, headers, warm start."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.pages_manager import PagesManager

from ozgdash.errors import UserError
from ozgdash.ui import errors, front_end, uploads
from ozgdash.ui.doors import Doors
from ozgdash.ui.sign_in_http import SignInHttp

log = logging.getLogger("ozgdash")

COMPRESSED_FROM_BYTES = 1_000
GZIP_LEVEL = 6
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
HTML_ENGLISH = b'<html lang="en"'


class SecurityHeaders:
    """Adds the headers that every answer carries."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; add the headers to the answer's start."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, with_headers)


class Document:
    """Mends the one HTML document that Streamlit serves for every page.

    It says ``lang="en"``, and a screen reader would read German with an English voice. And it makes the browser guess
    below which path the server lives: a link to a page would first ask that page for the server and get an error. Style
    sheets and scripts of our own come into its head.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; hold a document back until it is whole, and mend it."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _asks_for_document(scope["path"]):
            await self.app(scope, receive, send)
            return
        lang = "en" if b"lang=en" in scope.get("query_string", b"") else "de"
        start: Message = {}
        body = bytearray()

        async def mended(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body"):
                await _send_whole(start, _mend(bytes(body), lang), send)

        # Compression is the business of the middleware around this one: what is compressed cannot be mended.
        headers = [(name, value) for name, value in scope["headers"] if name not in UNTOUCHED]
        await self.app({**scope, "headers": headers}, receive, mended)


UNTOUCHED = {b"accept-encoding", b"range", b"if-none-match", b"if-modified-since"}
"""Request headers under which an answer is not the whole, plain document."""


def _asks_for_document(path: str) -> bool:
    parts = path.strip("/").split("/")
    return parts[0] not in {"_stcore", "static", "media", "component", "app", "assets"} and "." not in parts[-1]


def _mend(body: bytes, lang: str) -> bytes:
    if HTML_ENGLISH not in body:
        return body
    base = json.dumps("/" + front_end.base_path().strip("/"))
    where = f"<script>window.__streamlit={{BACKEND_BASE_URL:new URL({base},location.href).href}}</script>"
    german = body.replace(HTML_ENGLISH, f'<html lang="{lang}"'.encode(), 1)
    return german.replace(b"<head>", b"<head>" + where.encode(), 1).replace(
        b"</head>", front_end.head().encode() + b"</head>", 1
    )


async def _send_whole(start: Message, body: bytes, send: Send) -> None:
    headers = MutableHeaders(scope=start)
    headers["Content-Length"] = str(len(body))
    for name in ("ETag", "Last-Modified"):
        if name in headers:
            del headers[name]
    await send(start)
    await send({"type": "http.response.body", "body": body})


@asynccontextmanager
async def _lifespan(_: Any) -> AsyncIterator[None]:
    # Until the first run of app.py Streamlit would take the files in pages/ for its own kind of pages: whoever comes
    # first through a link to a page would get it without the frame around it.
    PagesManager.uses_pages_directory = False
    await asyncio.to_thread(warm_up)
    sweeping = asyncio.create_task(uploads.sweep_regularly())
    yield
    sweeping.cancel()


def warm_up() -> None:
    """Import what pages need and open the snapshot before the first reader comes.

    Objects that stay are then taken out of the garbage collector's sight: it runs after every click.
    """
    from ozgdash.ui import components, data, filters  # noqa: F401 - imported for the effect

    try:
        data.facts(data.current())
    except UserError as error:
        log.warning("%s", error.message("en"))
    except Exception:
        # Every reader is going to be told, with a reference; a server that does not start tells nobody.
        log.exception("warm-up failed")
    gc.collect()
    gc.freeze()


OPTIONS: dict[str, Any] = {
    "middleware": [
        Middleware(SecurityHeaders),
        Middleware(Doors),
        Middleware(front_end.FrontEnd),
        Middleware(GZipMiddleware, minimum_size=COMPRESSED_FROM_BYTES, compresslevel=GZIP_LEVEL),
        Middleware(SignInHttp),
        Middleware(Document),
    ],
    "lifespan": _lifespan,
    "on_script_error": errors.show,
}
"""What the application of app.py is made with; the first middleware is the outermost."""
