"""The front-end files of our own, and Plotly's script: where they live below the server.

A name that holds a hash of the content means the same bytes forever, so that a browser never asks for it twice. A new
version has a new name.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import FileResponse
from starlette.staticfiles import NotModifiedResponse
from starlette.types import ASGIApp, Receive, Scope, Send

FOLDER = Path(__file__).parent / "assets"
BELOW = "assets"
PLOTLY = "plotly.min.js"
STYLES = ("chart.css", "chart_view.css", "print.css")
SCRIPTS = ("chart.js",)
TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
"""Said here, because the table of the machine may know others (mimetypes on Windows reads the registry)."""
FOREVER = "public, max-age=31536000, immutable"


def address(name: str) -> str:
    """Where the file is served, relative to the start page: ``assets/chart.0a1b2c3d4e.js`` for ``chart.js``.

    Raises KeyError for a file that is not there.
    """
    return _addresses()[name]


@cache
def files() -> Mapping[str, Path]:
    """Our files by their addresses, Plotly's among them."""
    return MappingProxyType({where: _sources()[name] for name, where in _addresses().items()})


def head() -> str:
    """What stands in the head of the document: style sheets, the script that every page needs, and all addresses.

    Scripts find the addresses, whole ones, in ``window.__ozgdash.assets`` by the files' names.
    """
    styles = [f'<link rel="stylesheet" href="./{address(name)}">' for name in STYLES]
    scripts = [f'<link rel="modulepreload" href="./{address(name)}">' for name in SCRIPTS]
    return "".join([_where_scripts_find_us(), *styles, *scripts])


def base_path() -> str:
    """The path of the start page, with a slash at both ends: ``server.baseUrlPath``, or only ``/``."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}/" if base else "/"


def _where_scripts_find_us() -> str:
    paths = json.dumps({name: base_path() + where for name, where in _addresses().items()})
    whole = f"Object.entries({paths}).map(([name,path])=>[name,new URL(path,location.href).href])"
    return f"<script>window.__ozgdash={{assets:Object.fromEntries({whole})}}</script>"


@cache
def _addresses() -> Mapping[str, str]:
    return MappingProxyType({name: _named(path) for name, path in _sources().items()})


@cache
def _sources() -> Mapping[str, Path]:
    ours = {path.name: path for path in sorted(FOLDER.iterdir()) if path.suffix in TYPES}
    return MappingProxyType(ours | {PLOTLY: _plotly()})


def _plotly() -> Path:
    package = find_spec("plotly")
    if package is None or package.origin is None:
        raise RuntimeError("The package plotly is not installed.")
    return Path(package.origin).parent / "package_data" / PLOTLY


def _named(path: Path) -> str:
    return f"{BELOW}/{path.stem}.{hashlib.sha256(path.read_bytes()).hexdigest()[:10]}{path.suffix}"


class FrontEnd:
    """Answers requests for our files; every other request goes on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file, or that the browser has it; pass the request on where it is not for one."""
        path = files().get(scope["path"].removeprefix(base_path())) if scope["type"] == "http" else None
        if path is None:
            await self.app(scope, receive, send)
            return
        headers = {"Cache-Control": FOREVER}
        answer = FileResponse(path, headers=headers, media_type=TYPES[path.suffix], stat_result=path.stat())
        known = {tag.strip().removeprefix("W/") for tag in Headers(scope=scope).get("if-none-match", "").split(",")}
        if known & {answer.headers["etag"], "*"}:
            await NotModifiedResponse(answer.headers)(scope, receive, send)
        else:
            await answer(scope, receive, send)
