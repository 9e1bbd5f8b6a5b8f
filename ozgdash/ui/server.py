"""The web server around the dashboard: language of the document, compression, security headers, warm start."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ozgdash.errors import UserError
from ozgdash.ui import errors

log = logging.getLogger("ozgdash")

COMPRESSED_FROM_BYTES = 1_000
GZIP_LEVEL = 6
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
HTML_ENGLISH, HTML_GERMAN = b'<html lang="en"', b'<html lang="de"'


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


class GermanDocument:
    """Streamlit's document says ``lang="en"``; a screen reader would read German with an English voice."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; mend the document unless the reader asked for English."""
        english = b"lang=en" in scope.get("query_string", b"")
        if scope["type"] != "http" or english:
            await self.app(scope, receive, send)
            return

        async def in_german(message: Message) -> None:
            # The German word is as long as the English one: length and range of the answer stay right.
            if message["type"] == "http.response.body" and HTML_ENGLISH in message.get("body", b""):
                message["body"] = message["body"].replace(HTML_ENGLISH, HTML_GERMAN, 1)
            await send(message)

        await self.app(scope, receive, in_german)


@asynccontextmanager
async def _lifespan(_: Any) -> AsyncIterator[None]:
    await asyncio.to_thread(warm_up)
    yield


def warm_up() -> None:
    """Import what pages need and open the snapshot before the first reader comes.

    Objects that stay are then taken out of the garbage collector's sight: it runs after every click.
    """
    from ozgdash.ui import components, data, filters  # noqa: F401 - imported for the effect

    try:
        data.facts(data.current())
    except UserError as error:
        log.warning("%s", error.message("en"))
    gc.collect()
    gc.freeze()


OPTIONS: dict[str, Any] = {
    "middleware": [
        Middleware(GZipMiddleware, minimum_size=COMPRESSED_FROM_BYTES, compresslevel=GZIP_LEVEL),
        Middleware(SecurityHeaders),
        Middleware(GermanDocument),
    ],
    "lifespan": _lifespan,
    "on_script_error": errors.show,
}
"""What the application of app.py is made with; the first middleware is the outermost."""
