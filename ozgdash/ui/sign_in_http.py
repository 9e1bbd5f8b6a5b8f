"""What Streamlit's sign-in leaves to do in HTTP: back to the page one came from, and cookies for TLS only."""

from __future__ import annotations

from urllib.parse import quote, unquote, urlsplit

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.errors import StreamlitSecretNotFoundError

from ozgdash.texts import LANGS, text

BACK = "ozgdash_back"
"""Name of the cookie that keeps the way back while the reader is at the provider."""
BACK_SECONDS = 900
MAX_BACK = 3000
"""Characters; browsers keep about 4,000 in a cookie."""


class SignInHttp:
    """Streamlit sends whoever has signed in to the start page: with this middleware it is the page one came from.

    And it leaves ``Secure`` out of the cookies, so that signing in works on localhost; behind TLS it belongs there.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; see to the headers of the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        base = "/" + str(st.get_option("server.baseUrlPath") or "").strip("/")
        path = scope["path"].removeprefix(base.rstrip("/"))
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        secure = _behind_tls()

        failed = False

        async def seen_to(message: Message) -> None:
            nonlocal failed
            if message["type"] == "http.response.start" and path == "/auth/login" and message["status"] >= 400:
                failed = True
                await _say_that_it_failed(scope, receive, send)
            if failed:
                return
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                if path == "/auth/login":
                    came_from = way_back(headers.get("referer", ""), host=headers.get("host", ""))
                    _set(answer, quote(came_from, safe=""), BACK_SECONDS if came_from else 0, base)
                elif path == "/oauth2callback" and answer.get("location") in {base, f"{base.rstrip('/')}/"}:
                    kept = unquote(cookie_parser(headers.get("cookie", "")).get(BACK, ""))
                    if is_own(kept):
                        answer["location"] = kept
                    _set(answer, "", 0, base)
                if secure:
                    _secure(message)
            await send(message)

        await self.app(scope, receive, seen_to)


async def _say_that_it_failed(scope: Scope, receive: Receive, send: Send) -> None:
    """In both languages: which one the reader speaks stands in the page they came from, not in this request."""
    words = "\n\n".join(text("account.provider_silent", lang) for lang in LANGS)
    await PlainTextResponse(words, status_code=502)(scope, receive, send)


def way_back(referer: str, *, host: str) -> str:
    """Path and query of the page somebody came from; empty where that was not a page of this server."""
    parts = urlsplit(referer)
    found = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return found if parts.netloc == host and is_own(found) else ""


def is_own(address: str) -> bool:
    """Whether the address stays on this server, however a browser reads it."""
    begins = address.startswith("/") and not address.startswith("//")
    return begins and len(address) <= MAX_BACK and "\\" not in address and address.isprintable()


def _set(answer: MutableHeaders, value: str, seconds: int, base: str) -> None:
    answer.append("set-cookie", f"{BACK}={value}; HttpOnly; SameSite=Lax; Path={base}; Max-Age={seconds}")


def _secure(message: Message) -> None:
    message["headers"] = [
        (name, value + b"; Secure" if name.lower() == b"set-cookie" and b"secure" not in value.lower() else value)
        for name, value in message["headers"]
    ]


def _behind_tls() -> bool:
    try:
        return str((st.secrets.get("auth") or {}).get("redirect_uri", "")).startswith("https:")
    except StreamlitSecretNotFoundError:
        return False
