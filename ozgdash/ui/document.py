"""The one HTML document that every page is: Streamlit's, mended, and ready in every encoding.

Streamlit's says ``lang="en"``, and a screen reader would read German with an English voice. It makes the browser guess
below which path the server lives: a link to a page would first ask that page for the server and get an error. Ours
names the way from the page to the start page, which stays true behind a proxy that takes a part of the path away.
Streamlit's lets the browser ask for the server's health and wait, before it opens the stream of the page. It asks early
for a font that our theme does not use, and late for what our pages need.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

import brotli
import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from ozgdash.texts import Lang, text
from ozgdash.ui import chunks, framework_words, front_end, helping, reach
from ozgdash.ui.encodings import accepted

STYLES = ("chart.css", "chart_view.css", "sections.css", "page.css", "print.css")
SCRIPTS = ("chart.js", "values.js", "table.js")
FIRST = ("words.js",)
"""Scripts that run before Streamlit's, which thus never shows a word of its own."""
READY = ("steps.js", "access.js", "links.js", "news.js", "meanings.js")
"""Scripts that wait in every page for what may happen to it."""
COLOURS = ("primaryColor", "backgroundColor", "secondaryBackgroundColor", "textColor")
HTML_ENGLISH = '<html lang="en"'
TITLE = "<title>Streamlit</title>"
EARLY_FONT = re.compile(r'<link\s+rel="preload"[^>]*\bas="font"[^>]*>')
WITHOUT_SCRIPTS = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
TOKEN_COOKIE = "_streamlit_xsrf"  # noqa: S105 - the name of a cookie
HEALTH = "_stcore/health"
WAY_TO_START = "ozgdash.way_to_start"
"""In the scope of a request: from the page that was asked for to the start page, where that is not the path itself."""


@dataclass(frozen=True)
class Document:
    """A document in every encoding in which it is sent; the plain one has the name ``""``."""

    bodies: Mapping[str, bytes]
    digest: str


async def answer_with_document(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Send the document, or that the browser has it.

    The stream of the page is opened at once, with the cookie in it that Streamlit sets with the health of the server:
    who has none yet gets it with the document.
    """
    lang: Lang = "en" if b"lang=en" in scope.get("query_string", b"") else "de"
    found = document(lang, scope.get(WAY_TO_START) or front_end.way_to_start(scope))
    request = Headers(scope=scope)
    encoding = next(iter(accepted(request.get("accept-encoding", ""), ("br", "gzip"))), "")
    tag = f'"{found.digest}{encoding and "-" + encoding}"'
    cookies = [] if TOKEN_COOKIE in cookie_parser(request.get("cookie", "")) else await _cookies(app, scope, receive)
    headers = {"Content-Type": "text/html; charset=utf-8", "Vary": "Accept-Encoding", "ETag": tag}
    headers["Cache-Control"] = "private, no-cache" if cookies else "no-cache"
    if not cookies and knows(scope, tag):
        await not_modified(headers)(scope, receive, send)
        return
    body = found.bodies[encoding]
    headers |= {"Content-Length": str(len(body))} | ({"Content-Encoding": encoding} if encoding else {})
    answer = Response(body, headers=headers)
    for cookie in cookies:
        answer.headers.append("set-cookie", cookie)
    if scope["method"] == "HEAD":
        answer.body = b""
    await answer(scope, receive, send)


def knows(scope: Scope, tag: str) -> bool:
    """Whether whoever asks says that they have what has this tag."""
    named = {one.strip().removeprefix("W/") for one in Headers(scope=scope).get("if-none-match", "").split(",")}
    return bool(named & {tag, "*"})


def not_modified(headers: Mapping[str, str]) -> Response:
    """The answer to whoever has it."""
    kept = {name: value for name, value in headers.items() if name in {"ETag", "Vary", "Cache-Control"}}
    return Response(status_code=304, headers=kept)


@cache
def document(lang: Lang, start: str) -> Document:
    """The document in this language for a page from which the start page lies there (``../``); made once."""
    html = _mended((Path(get_static_dir()) / "index.html").read_text(encoding="utf-8"), lang, start).encode()
    bodies = {"": html, "br": brotli.compress(html), "gzip": gzip.compress(html, mtime=0)}
    return Document(bodies, hashlib.sha256(html).hexdigest()[:16])


def _mended(html: str, lang: Lang, start: str) -> str:
    german = html.replace(HTML_ENGLISH, f'<html lang="{lang}"', 1)
    # Links that begin at the page lead astray from an address with one more slash.
    rooted = EARLY_FONT.sub("", german).replace('="./', f'="{start}')
    named = rooted.replace(TITLE, f"<title>{escape(text('app.title', lang))}</title>", 1)
    first = f"<script>{_told_to_scripts(start)}</script>{''.join(_module(start, name) for name in FIRST)}"
    told = named.replace("<head>", f"<head>{first}", 1)
    told = told.replace("<body>", f"<body>{reach.first(lang, start)}", 1)
    told = WITHOUT_SCRIPTS.sub(lambda _: f"<noscript><p>{escape(text('app.no_script', lang))}</p></noscript>", told)
    return told.replace("</head>", f"{_links(start)}</head>", 1)


def _told_to_scripts(start: str) -> str:
    addresses = _script({name: start + where for name, where in front_end.addresses().items()})
    whole = f"Object.entries({addresses}).map(([name,path])=>[name,new URL(path,location.href).href])"
    return (
        f"window.__streamlit={{BACKEND_BASE_URL:new URL({_script(start)},location.href).href"
        f"{_stream_at_once()},LIGHT_THEME:{_script(_theme('light'))},DARK_THEME:{_script(_theme('dark'))}}};window.__ozgdash={{assets:Object.fromEntries({whole}),words:{_script(framework_words.for_browser())},helping:{_script(helping.for_browser())},anchor:location.hash}};{helping.FIRST_VISIT}"
    )


def _stream_at_once() -> str:
    """Streamlit opens the stream without waiting for health and host-config where it finds these three here."""
    origins = list(st.get_option("client.allowedOrigins") or [])
    config = {"allowedOrigins": origins, "useExternalAuthToken": False, "metricsUrl": ""}
    return f",HOST_CONFIG:{_script(config)}" if origins else ""


def _theme(kind: str) -> dict[str, object]:
    """Our theme as far as it shows before the stream has said it: else a page begins in another one, with its font."""
    asked = {name: f"theme.{kind}.{name}" for name in COLOURS} | {
        "bodyFont": "theme.font",
        "headingFont": "theme.headingFont",
    }
    found = {name: st.get_option(option) for name, option in asked.items()}
    return {name: value for name, value in found.items() if value}


def _script(value: object) -> str:
    """The value as a script has it; nothing in it ends the script."""
    return json.dumps(value).replace("<", "\\u003c")


def _links(start: str) -> str:
    styles = [f'<link rel="stylesheet" href="{start}{front_end.address(name)}">' for name in STYLES]
    early = [*(front_end.address(name) for name in SCRIPTS), *chunks.first_view()]
    links = [f'<link rel="modulepreload" crossorigin href="{start}{one}">' for one in early]
    ready = [_module(start, name) for name in READY]
    return "".join([*styles, *links, *ready])


def _module(start: str, name: str) -> str:
    return f'<script type="module" src="{start}{front_end.address(name)}"></script>'


async def _cookies(app: ASGIApp, scope: Scope, receive: Receive) -> list[str]:
    found: list[str] = []

    async def noted(message: Message) -> None:
        if message["type"] == "http.response.start":
            found.extend(MutableHeaders(scope=message).getlist("set-cookie"))

    path = front_end.base_path() + HEALTH
    await app({**scope, "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b""}, receive, noted)
    return found
