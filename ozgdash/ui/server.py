"""The web server around the dashboard: doors, files, headers, warm start."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.pages_manager import PagesManager

from ozgdash.errors import UserError
from ozgdash.ui import data, errors, front_end, storing, uploads
from ozgdash.ui.doors import Doors
from ozgdash.ui.sign_in_http import SignInHttp
from ozgdash.ui.static_files import StaticFiles

log = logging.getLogger("ozgdash")

OWN_FRAMES = {"X-Frame-Options": "SAMEORIGIN"}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def _frames() -> dict[str, str]:
    """Who may show a page in a frame: pages of this server, and those of the origins that the settings name."""
    try:
        others = data.settings().frame_ancestors
    except UserError:
        return OWN_FRAMES
    # The older header knows no list of origins: where there is one it stays away.
    return {"Content-Security-Policy": f"frame-ancestors 'self' {' '.join(others)}"} if others else OWN_FRAMES


class PublicPath:
    """Takes requests with and without the path that the dashboard lives below in the browser (``server.baseUrlPath``).

    One proxy passes the path on as it is, another one takes away what leads to this server.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, as if its path had been left whole."""
        start = front_end.base_path()
        if scope["type"] in {"http", "websocket"} and not f"{scope['path']}/".startswith(start):
            raw = scope.get("raw_path") or scope["path"].encode()
            before = start.rstrip("/")
            scope = {**scope, "path": before + scope["path"], "raw_path": before.encode() + raw}
        await self.app(scope, receive, send)


class SecurityHeaders:
    """Adds the headers that every answer carries."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; add the headers to the answer's start."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS | _frames())
            await send(message)

        await self.app(scope, receive, with_headers)


@asynccontextmanager
async def _lifespan(_: Any) -> AsyncIterator[None]:
    # Until the first run of app.py Streamlit would take the files in pages/ for its own kind of pages: whoever comes
    # first through a link to a page would get it without the frame around it.
    PagesManager.uses_pages_directory = False
    await asyncio.to_thread(warm_up)
    sweeping = asyncio.create_task(uploads.sweep_regularly())
    storing_beside = storing.store_beside()
    # Waited for from the beginning: one that has ended would stay in the list of processes until somebody asks for it.
    ended = asyncio.create_task(asyncio.to_thread(storing_beside.wait)) if storing_beside else None
    yield
    sweeping.cancel()
    if storing_beside and ended:
        storing_beside.kill()  # what it writes is renamed when it is whole: nothing is lost
        await ended


def warm_up() -> None:
    """Import what pages need, open the snapshot and store what a browser asks for before the first reader comes.

    Objects that stay are then taken out of the garbage collector's sight: it runs after every click.
    """
    from ozgdash.ui import components, data, filters  # noqa: F401 - imported for the effect

    for step in (lambda: data.facts(data.current()), storing.store_quickly):
        try:
            step()
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
        Middleware(PublicPath),
        Middleware(Doors),
        Middleware(StaticFiles, shelf=storing.shelf),
        Middleware(SignInHttp),
    ],
    "lifespan": _lifespan,
    "on_script_error": errors.show,
}
"""What the application of app.py is made with; the first middleware is the outermost."""
