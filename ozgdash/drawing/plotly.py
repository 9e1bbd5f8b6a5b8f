"""A ChartSpec as a Plotly figure for the page, and its drawing for pictures as well."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ozgdash.drawing import bars, canvas, grid, lines
from ozgdash.drawing import theme as themes
from ozgdash.drawing.canvas import Canvas, Drawing
from ozgdash.drawing.lettering import escaped
from ozgdash.model.chart import ChartSpec, Kind
from ozgdash.texts import Lang, text

if TYPE_CHECKING:
    import plotly.graph_objects as go

GEOMETRIES = {Kind.LINE: lines, Kind.BAR: bars, Kind.STACKED_BAR: bars, Kind.WATERFALL: bars, Kind.MATRIX: grid}
"""Per kind the module whose ``margins`` says what it needs and whose ``draw`` adds marks and labels."""

SEPARATORS: dict[Lang, str] = {"de": ",.", "en": ".,"}
MODEBAR_BUTTONS = ("zoom2d", "pan2d", "resetScale2d")
"""No picture button: a picture leaves by the export, with its provenance."""


def figure(spec: ChartSpec, *, theme: themes.ThemeName = "light") -> go.Figure:
    """The chart as a figure for a page; nothing in its texts is taken for markup.

    It follows the page's width on a transparent ground, without title, which the page shows itself. The same spec gives
    the same figure.
    """
    drawn = drawing(spec, theme=theme)
    for position, trace in enumerate(drawn.traces):
        trace["uid"] = f"{spec.name}{position}"
    return drawn.figure()


def json_for_page(spec: ChartSpec, *, theme: themes.ThemeName = "light") -> str:
    """The figure with its ``config`` as Plotly's script takes it: an object of ``data``, ``layout`` and ``config``.

    It is drawn over the picture of the chart, which keeps saying the names and values over bars, and names over rows
    of cells: they stand where they are, and only the page knows how much of them fits. It can stand in a ``script``
    element of HTML: no ``<`` is left.
    """
    drawn = drawing(spec, theme=theme)
    said = [] if GEOMETRIES[spec.kind] is bars else drawn.annotations
    if GEOMETRIES[spec.kind] is grid:
        said = [note for note in said if spec.empty or note.get("xref") != "paper"]
    layout = {**drawn.layout, "annotations": said, "shapes": drawn.shapes}
    whole = {"data": drawn.traces, "layout": layout, "config": config(spec.lang)}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def drawing(spec: ChartSpec, *, theme: themes.Look = "light", target: themes.Target = "screen") -> Drawing:
    """The parts of that figure before Plotly checks them, or of a picture (``svg.picture``, ``picture.picture``).

    ``print``: 1600 pixels wide with title, finding and provenance inside the picture; ``paper``: narrower and without.
    """
    geometry = GEOMETRIES[spec.kind]
    around = canvas.frame(spec, target)
    sheet = canvas.sheet(geometry.margins(spec, target), around, look=theme, target=target)
    drawn = Drawing(_layout(spec, sheet))
    if spec.empty:
        drawn.add_annotation(_nothing(spec, sheet))
    else:
        geometry.draw(drawn, spec, sheet)
    for annotation in canvas.surroundings(around, sheet):
        drawn.add_annotation(annotation)
    return drawn


def _layout(spec: ChartSpec, sheet: Canvas) -> dict[str, Any]:
    axis = {"visible": False, "fixedrange": not spec.reference_lines, "zeroline": False}
    return {
        "template": None,
        "width": sheet.width if sheet.printed else None,
        "height": sheet.height,
        "autosize": True,
        "margin": {"t": sheet.top, "b": sheet.bottom, "l": sheet.left, "r": sheet.right, "pad": 0, "autoexpand": False},
        "paper_bgcolor": sheet.look.background if sheet.printed else "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {
            "family": themes.SCREEN_FONT,
            "size": sheet.sizes.font,
            "color": sheet.look.ink,
        },
        "separators": SEPARATORS[spec.lang],
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "hoverlabel": {
            "bgcolor": sheet.look.background,
            "bordercolor": sheet.look.muted,
            "font": {"color": sheet.look.ink, "size": sheet.sizes.font},
            "namelength": -1,
        },
        "xaxis": axis,
        "yaxis": axis,
        "meta": {"alt": spec.alt_text},
    }


def _nothing(spec: ChartSpec, sheet: Canvas) -> dict[str, Any]:
    return {
        "text": escaped(text("charts.empty", spec.lang)),
        "xref": "paper",
        "yref": "paper",
        "x": 0.5,
        "y": 0.5,
        "showarrow": False,
        "font": {"size": sheet.sizes.font, "color": sheet.look.muted},
    }


def config(lang: Lang) -> dict[str, Any]:
    """The ``config`` of a figure on a page: a small tool bar in the reader's language, nothing fetched."""
    return {
        "displaylogo": False,
        "displayModeBar": "hover",
        "modeBarButtons": [list(MODEBAR_BUTTONS)],
        "responsive": True,
        "scrollZoom": False,
        "doubleClick": "reset",
        "showTips": False,
        "locale": lang,
        "locales": {lang: {"dictionary": _dictionary(lang), "format": _format(lang)}},
    }


def _dictionary(lang: Lang) -> dict[str, str]:
    return {
        "Zoom": text("charts.modebar_zoom", lang),
        "Pan": text("charts.modebar_pan", lang),
        "Reset axes": text("charts.modebar_reset", lang),
    }


def _format(lang: Lang) -> dict[str, Any]:
    months = [text(f"formats.month_{month}", lang) for month in range(1, 13)]
    short = [text(f"charts.short_month_{month}", lang) for month in range(1, 13)]
    separators = SEPARATORS[lang]
    return {"months": months, "shortMonths": short, "decimal": separators[0], "thousands": separators[1]}
