"""The services as a table of the document: names break into lines, and on a phone it is a list.

``assets/services.js`` is the other half: it puts as many lines into the document as the reader has come to.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from ozgdash.drawing import theme
from ozgdash.texts import Lang, text

KEY = "services-rows"
HEIGHT, HEIGHT_BESIDE_DETAIL = 600, 250
"""Pixels: the whole table, and what is left of it while one service is open below."""
FILLING = 17
"""So many lines fill the table whatever stands in them."""
SCRIPT = """
const script = import(window.__ozgdash.assets["services.js"]);
export default (table) => void script.then(({ show }) => show(table));
"""
"""All of our script that travels with the table; the browser has the rest of it already."""


@dataclass(frozen=True)
class Line:
    """A line of the table: a service with its id, or with the id None the head of a Themenfeld; its name first."""

    service: str | None
    cells: tuple[str, ...]


_mount = st.components.v2.component("ozgdash.services", js=SCRIPT, isolate_styles=False)


def shown(
    lines: Sequence[Line],
    headers: Sequence[str],
    *,
    own: int,
    colours: Mapping[str, str],
    opened: str | None,
    on_open: Callable[[str | None], None],
    lang: Lang,
) -> None:
    """The lines under their headers; ``own``: so many columns after the name say what a partner has.

    ``colours``: of what these may say; ``opened``: the service that is open, ``on_open``: called with the one that a
    reader opens, or None where it is closed again.
    """
    height = HEIGHT_BESIDE_DETAIL if opened else HEIGHT
    label = text("services.table_alt", lang, count=sum(line.service is not None for line in lines))
    said = {
        "label": label,
        "headers": list(headers),
        "own": own,
        "lines": [(line.service, *line.cells) for line in lines],
        "colours": {words: (colour, theme.text_on(colour)) for words, colour in colours.items()},
        "more": text("services.more", lang),
        "opened": opened,
        "height": height,
    }
    known = frozenset(line.service for line in lines if line.service is not None)
    _mount(
        key=KEY,
        data=json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode(),
        height=height if len(lines) >= FILLING else "content",
        on_open_change=lambda: _follow(st.session_state[KEY].get("open"), known, on_open),
    )


def _follow(wish: Any, known: frozenset[str], on_open: Callable[[str | None], None]) -> None:
    """What the browser asks for: a service that stands in the table, or an empty text."""
    if wish == "" or wish in known:
        on_open(wish or None)
