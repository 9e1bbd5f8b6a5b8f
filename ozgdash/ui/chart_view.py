"""A chart on a page: its picture at once, Plotly over it when the reader reaches for it.

The picture comes in the run that says the sentence; Plotly's script and the figure come when the reader rests on the
chart, touches it, asks for it by its button, or wants all charts interactive. ``assets/chart.js`` is the other half.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import streamlit as st

from ozgdash.drawing.theme import ThemeName
from ozgdash.model.chart import ChartSpec
from ozgdash.model.filters import View
from ozgdash.texts import text
from ozgdash.ui import data, filter_state

KEPT, ONCE = "charts-kept-interactive", "chart-reached-for"
"""In the session: the charts whose button is pressed; the one that the reader has just reached for."""
SCRIPT = """
const script = import(window.__ozgdash.assets["chart.js"]);
export default (chart) => script.then(({ show }) => show(chart));
"""
"""All of our script that travels with each chart; the browser has the rest of it already."""


def _component() -> Any:
    return st.components.v2.component("ozgdash.chart", js=SCRIPT, isolate_styles=False)


_mount = _component()


def shown(name: str, view: View, *, key: str) -> None:
    """The chart of that name; ``key``: under which the page holds it, once."""
    spec, picture = data.chart(name, view), data.picture(name, view)
    _mount(
        key=key,
        data=_message(key, spec, picture.html, _figure(name, key, view)),
        height=picture.height,
        on_wish_change=_follow(key),
    )


def _message(key: str, spec: ChartSpec, picture: str, figure: str | None) -> bytes:
    """What goes to the browser: one piece of HTML, in which the figure is a block of data."""
    lang = spec.lang
    pressed, everywhere = (str(flag).lower() for flag in (_is_kept(key), filter_state.interactive()))
    failed, label = escape(text("charts.not_interactive", lang)), escape(text("charts.interactive", lang))
    said = f'aria-pressed="{pressed}" data-everywhere="{everywhere}" data-failed="{failed}"'
    button = f'<button type="button" class="chart-live" {said}>{label}</button>'
    block = f'<script type="application/json">{figure}</script>' if figure else ""
    return f"{picture}{button}{block}".encode()


def _figure(name: str, key: str, view: View) -> str | None:
    """The figure with its settings as JSON that is inert in HTML; None while nobody reaches for the chart."""
    theme = _wished_theme(key)
    if theme is None:
        return None
    return data.figure(name, view, theme)


def _wished_theme(key: str) -> ThemeName | None:
    once: tuple[str, ThemeName] | None = st.session_state.get(ONCE)
    if once and once[0] == key:
        del st.session_state[ONCE]
        return once[1]
    return _page_theme() if filter_state.interactive() or _is_kept(key) else None


def _is_kept(key: str) -> bool:
    return key in st.session_state.get(KEPT, ())


def _follow(key: str) -> Callable[[], None]:
    """What happens before the page runs anew because the reader reached for the chart."""

    def follow() -> None:
        wish = st.session_state[key].get("wish")
        if not isinstance(wish, dict):
            return
        kept: frozenset[str] = st.session_state.get(KEPT, frozenset())
        match wish.get("kind"):
            case "reached":
                theme: ThemeName = "dark" if wish.get("theme") == "dark" else "light"
                st.session_state[ONCE] = key, theme
            case "pressed":
                st.session_state[KEPT] = kept | {key}
            case "released":
                st.session_state[KEPT] = kept - {key}

    return follow


def _page_theme() -> ThemeName:
    return "dark" if st.context.theme.type == "dark" else "light"
