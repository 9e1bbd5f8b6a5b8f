"""Answers requests for files of the front end with stored bytes: nothing is compressed for a request."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from starlette.datastructures import Headers
from starlette.responses import FileResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ozgdash.ui import front_end
from ozgdash.ui.document import answer_with_document, knows, not_modified
from ozgdash.ui.encodings import accepted
from ozgdash.ui.packing import ENCODINGS, STEPS, Original, Shelf

DOCUMENT = frozenset({"", "index.html"})
FOREVER = "public, max-age=31536000, immutable"
A_DAY = "public, max-age=86400"
HASHED = re.compile(r"\.[\w-]{8,10}\.\w+$")
"""How a name ends that holds a hash of the content, Streamlit's or ours."""
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".png": "image/png",
    ".gif": "image/gif",
    ".ttf": "font/ttf",
    ".woff2": "font/woff2",
}
"""Said here, because the table of the machine may know others (on Windows it comes from the registry)."""
PACKED = frozenset({".js", ".css", ".json", ".svg", ".txt", ".ttf"})
"""What becomes smaller; pictures and woff2 are compressed already."""
PACKED_FROM_BYTES = 200
CHUNK_BYTES = 256 * 1024


class StaticFiles:
    """Answers requests for files and for the one document; every other request goes on."""

    def __init__(self, app: ASGIApp, shelf: Callable[[], Shelf]) -> None:
        self.app = app
        self.shelf = shelf

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file or document, or that the browser has it; pass the request on where it is not for one."""
        address = scope["path"].removeprefix(front_end.base_path()) if scope["type"] == "http" else None
        if address in DOCUMENT:
            await answer_with_document(self.app, scope, receive, send)
        elif address is None or address not in front_end.files():
            await self.app(scope, receive, send)
        elif "range" in Headers(scope=scope):
            await self._part(address, scope, receive, send)
        else:
            await self._whole(address, scope, receive, send)

    async def _part(self, address: str, scope: Scope, receive: Receive, send: Send) -> None:
        """A part of the file itself, whatever encodings the client takes."""
        path = front_end.files()[address]
        headers = _headers(address) | {"ETag": _tag(self.shelf().original(path), "", 0)}
        await FileResponse(path, headers=headers)(scope, receive, send)

    async def _whole(self, address: str, scope: Scope, receive: Receive, send: Send) -> None:
        original = self.shelf().original(front_end.files()[address])
        encoding, file = await self._opened(original, Headers(scope=scope).get("accept-encoding", ""))
        with file:
            size = os.fstat(file.fileno()).st_size
            headers = _headers(address) | {"ETag": _tag(original, encoding, size), "Content-Length": str(size)}
            headers |= {"Content-Encoding": encoding} if encoding else {"Accept-Ranges": "bytes"}
            if knows(scope, headers["ETag"]):
                await not_modified(headers)(scope, receive, send)
            else:
                await _send(headers, None if scope["method"] == "HEAD" else file, send)

    async def _opened(self, original: Original, accept: str) -> tuple[str, BinaryIO]:
        """The encoding, empty for none, and the open file."""
        if original.path.suffix in PACKED and original.size >= PACKED_FROM_BYTES:
            for encoding in accepted(accept, ENCODINGS):
                stored = self.shelf().opened(original, encoding) or await self._stored_now(original, encoding)
                if stored is not None:
                    return encoding, stored
        return "", original.path.open("rb")

    async def _stored_now(self, original: Original, encoding: str) -> BinaryIO | None:
        done = await asyncio.to_thread(self.shelf().pack, original, encoding, STEPS[encoding][-1])
        return self.shelf().opened(original, encoding) if done else None


def _headers(address: str) -> dict[str, str]:
    kind = Path(address).suffix
    headers = {"Content-Type": TYPES.get(kind, "application/octet-stream")}
    headers["Cache-Control"] = FOREVER if HASHED.search(address) else A_DAY
    return headers | ({"Vary": "Accept-Encoding"} if kind in PACKED else {})


def _tag(original: Original, encoding: str, size: int) -> str:
    return f'"{original.digest[:16]}-{encoding}-{size}"' if encoding else f'"{original.digest[:16]}"'


async def _send(headers: dict[str, str], file: BinaryIO | None, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": Headers(headers).raw})
    chunk = file.read(CHUNK_BYTES) if file else b""
    while file and len(chunk) == CHUNK_BYTES:
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
        chunk = file.read(CHUNK_BYTES)
    await send({"type": "http.response.body", "body": chunk})
