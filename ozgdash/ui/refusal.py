"""How the server says no to a request."""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from ozgdash.texts import LANGS, text


async def refuse(key: str, status: int, scope: Scope, receive: Receive, send: Send, **values: object) -> None:
    """Says why not, in both languages: which one the reader speaks stands in the page, not in this request."""
    words = "\n\n".join(text(f"doors.{key}", lang, **values) for lang in LANGS)
    answer = PlainTextResponse(words, status_code=status, headers={"Cache-Control": "no-store", "Connection": "close"})
    await answer(scope, receive, send)
