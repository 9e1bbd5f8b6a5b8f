"""The parts of the partner page: key figures, and sections of which only the open one is made."""

from __future__ import annotations

import streamlit as st

from ozgdash import formats
from ozgdash.model.filters import View
from ozgdash.texts import text
from ozgdash.ui import components, data, lists, tabs, use
from ozgdash.ui.key_figure import key_figure

TILE_WIDTH, WIDE_TILE = 168, 228
"""Pixels; five of them stand side by side on a laptop, two on a telephone; wide ones for six digits and more."""
LONG = 100_000


def key_figures(view: View) -> None:
    """A tile per key figure of the open services; with several partners also the table and how to choose one."""
    lang = view.lang
    with st.container(horizontal=True, key="tiles"):
        figures = data.key_figures(view)
        width = TILE_WIDTH if all(figure.amount < LONG for figure in figures) else WIDE_TILE
        for figure in figures:
            with st.container(key=f"tile-{figure.key}", width=width):
                key_figure(text(f"partner.figure_{figure.key}", lang), formats.number(figure.amount, lang), border=True)
                of = "partner.figure_of_counted" if figure.key == "open" else "partner.figure_of_open"
                st.caption(text(of, lang, total=formats.number(figure.total, lang)))
    if len(view.partners) > 1:
        components.note(text("partner.choose_one", lang, count=len(view.partners)))
        lists.show("partner", view, finding=False)


def sections(view: View) -> None:
    """The charts under tabs; what is not open is not made."""
    parts = {
        "fachbereiche": _departments,
        "demnaechst": _next,
        "hindernisse": _obstacles,
        "plaene": _plans,
        "nachfrage": _demand,
        "nutzung": use.of_partners,
    }
    tabs.show("partner", parts, view)


def _departments(view: View) -> None:
    components.chart("departments", view)
    components.chart("topics" if len(view.partners) == 1 else "matrix", view)
    components.chart("pipeline", view)


def _next(view: View) -> None:
    lists.show("late", view)
    lists.show("due", view)


def _obstacles(view: View) -> None:
    components.chart("obstacles", view)
    lists.show("obstacle_services", view)


def _plans(view: View) -> None:
    components.chart("plan_history", view)
    components.note(data.chart("plan_history", view).method)
    components.chart("plan_slip", view)
    components.note(data.chart("plan_slip", view).method)


def _demand(view: View) -> None:
    components.chart("demand", view)
    components.note(data.chart("demand", view).method)
    if not data.chart("demand", view).empty:
        components.chart("demand_next", view)
    if not data.chart("demand_services", view).empty:
        lists.show("demand_services", view)
