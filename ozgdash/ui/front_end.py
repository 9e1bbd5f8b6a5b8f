"""The files of the front end, and where they live below the server: Streamlit's, our own, and Plotly's script.

Our own get names as Streamlit's have them: one that holds a hash of the content means the same bytes forever, so that a
browser never asks for it twice. A new version has a new name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

import streamlit as st
from starlette.types import Scope
from streamlit.file_util import get_static_dir

FOLDER = Path(__file__).parent / "assets"
BELOW = "assets"
PLOTLY = "plotly.min.js"
KINDS = frozenset({".js", ".css", ".svg"})
"""What of the folder is served."""


def address(name: str) -> str:
    """Where the file is served, relative to the start page: ``assets/chart.0a1b2c3d4e.js`` for ``chart.js``.

    Raises KeyError for a file that is not there.
    """
    return addresses()[name]


@cache
def addresses() -> Mapping[str, str]:
    """The addresses of our own files and Plotly's script, relative to the start page, by the files' names."""
    return MappingProxyType({name: _named(path) for name, path in _sources().items()})


@cache
def files() -> Mapping[str, Path]:
    """All files of the front end, Streamlit's among them, by their addresses relative to the start page."""
    folder = Path(get_static_dir())
    streamlits = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return MappingProxyType(streamlits | {where: _sources()[name] for name, where in addresses().items()})


def base_path() -> str:
    """The path of the start page, with a slash at both ends: ``server.baseUrlPath``, or only ``/``."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}/" if base else "/"


def way_to_start(scope: Scope) -> str:
    """From the page that is asked for to the start page, as a link says it: ``./``, ``../`` and so on.

    A proxy may have taken away how the path begins in the browser; how far below the start page a page lies stays true.
    """
    asked, base = str(scope.get("raw_path") or scope["path"].encode(), "latin-1"), base_path()
    if f"{asked}/" == base:
        return f"{base.rsplit('/', 2)[1]}/"
    return "../" * asked.removeprefix(base).lstrip("/").count("/") or "./"


@cache
def _sources() -> Mapping[str, Path]:
    ours = {path.name: path for path in sorted(FOLDER.iterdir()) if path.suffix in KINDS}
    return MappingProxyType(ours | {PLOTLY: _plotly()})


def _plotly() -> Path:
    package = find_spec("plotly")
    if package is None or package.origin is None:
        raise RuntimeError("The package plotly is not installed.")
    return Path(package.origin).parent / "package_data" / PLOTLY


def _named(path: Path) -> str:
    return f"{BELOW}/{path.stem}.{hashlib.sha256(path.read_bytes()).hexdigest()[:10]}{path.suffix}"
