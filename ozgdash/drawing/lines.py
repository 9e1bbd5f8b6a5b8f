"""Lines over dates: measured shares with gaps, guides, the deadline, and the labels at the lines' ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from ozgdash import formats
from ozgdash.drawing import axes, bands, theme
from ozgdash.drawing.canvas import Canvas, Drawing, Margins
from ozgdash.drawing.event_marks import EventMark, event_marks
from ozgdash.drawing.lettering import cut, escaped, longest
from ozgdash.drawing.line_labels import (
    BOLD,
    LABEL_GAP_EM,
    MAX_LABEL_EM,
    crowded,
    end_labels,
    guide_label,
    label_lines,
)
from ozgdash.model import palette
from ozgdash.model.chart import Band, ChartSpec, Dash, ReferenceLine, Series, Unit
from ozgdash.texts import Lang, text

MARKER_EVERY = 6
"""A marker on every sixth value: enough to tell the lines apart without colour."""


def margins(spec: ChartSpec, target: theme.Target) -> Margins:
    """Room for the labels at the right and for the deadline's label on top.

    On the screen as much as Plotly would take by itself, so that figure and picture lie over each other.
    """
    font = theme.SIZES[target].font
    labels = [part for series in spec.series for part in label_lines(series, font)]
    labels.extend(cut(band.name, max_px=font * MAX_LABEL_EM, font_px=font) for band in spec.bands)
    ticks = longest([axes.tick_label(spec, value) for value in (0.0, 1.0)], font)
    return Margins(
        top=round(font * 2.0),
        bottom=round(font * (2.85 if target == "screen" else 2.0)),
        left=round(ticks + font * (1.25 if target == "screen" else 0.8)),
        right=round(longest(labels, font) * BOLD[target] + font * (LABEL_GAP_EM + 0.5)),
        plot_height=320 if target == "screen" else 380,
    )


def draw(drawing: Drawing, spec: ChartSpec, sheet: Canvas) -> None:
    """Adds axes, bands and guides first, then the measured lines, their labels and the reference lines."""
    top = axes.top(spec)
    drawing.update_layout(xaxis=axes.date_axis(spec, sheet), yaxis=axes.value_axis(spec, sheet, top))
    for line in spec.reference_lines:
        drawing.add_shape(_upright(line, sheet))
        drawing.add_annotation(_upright_label(line, spec, sheet))
    for mark in event_marks(spec):
        drawing.add_shape(_event(mark, sheet))
        if mark.label:
            drawing.add_annotation(_event_number(mark, sheet, top))
    measured = [series for series in spec.series if not series.guide]
    for band in spec.bands:
        drawing.add_trace(_shade(band, spec, sheet))
    edges = [edge for band in spec.bands for edge in bands.edges(band, spec.lang)]
    for series in (*edges, *spec.series):
        if series.guide:
            drawing.add_trace(_trace(series, spec, sheet, symbol=None))
    for position, series in enumerate(measured):
        for part in parts(series, spec.lang):
            drawing.add_trace(_trace(part, spec, sheet, symbol=palette.MARKERS[position % len(palette.MARKERS)]))
    named = [replace(bands.named_edge(band, spec), name=band.name, guide=False) for band in spec.bands]
    for annotation in end_labels([*measured, *named], spec, sheet, top):
        drawing.add_annotation(annotation)
    for series in spec.series:
        if series.guide and series.last is not None and not crowded(series, spec, top):
            drawing.add_annotation(guide_label(series, spec, sheet))


def parts(series: Series, lang: Lang) -> list[Series]:
    """What was measured and, dashed, what is expected; both hold the value at which they meet.

    The first of two keeps its ``expected_from``: it goes on in the next one.
    """
    start = series.expected_from
    if start is None:
        return [series]
    measured = (*series.values[: start + 1], *[None] * (len(series.values) - start - 1))
    expected = (*[None] * start, *series.values[start:])
    name = text("charts.expected", lang, name=series.name)
    return [
        replace(series, values=measured),
        replace(series, values=expected, name=name, dash=Dash.DASHED, expected_from=None),
    ]


def _trace(series: Series, spec: ChartSpec, sheet: Canvas, *, symbol: str | None) -> dict[str, Any]:
    colour = bands.mark(series, spec, sheet.look.background)
    weight = sheet.sizes.line * (0.6 if series.guide else 1)
    return {
        "type": "scatter",
        "name": escaped(series.name),
        "x": list(spec.categories),
        "y": list(series.values),
        "mode": "lines+markers" if symbol else "lines",
        "connectgaps": False,
        "line": {"color": colour, "width": weight, "dash": series.dash.value},
        "marker": {
            "color": colour,
            "symbol": symbol,
            "size": _marker_sizes(series, sheet),
            "opacity": 1,
            "line": {"width": 0},
        },
        "hoverinfo": "skip" if series.guide else "text",
        "hovertext": None if series.guide else _hover(series, spec),
        "cliponaxis": False,
    }


def _shade(band: Band, spec: ChartSpec, sheet: Canvas) -> dict[str, Any]:
    """The area of a band; the day axis and the lines across remain visible through it."""
    days: list[str | None] = []
    values: list[float | None] = []
    for outline in bands.outlines(band, spec):
        for day, value in (*outline, (None, None)):
            days.append(day)
            values.append(value)
    return {
        "type": "scatter",
        "name": escaped(band.name),
        "x": days,
        "y": values,
        "mode": "lines",
        "line": {"width": 0, "color": sheet.mark(band.colour), "dash": Dash.SOLID.value},
        "fill": "toself",
        "fillcolor": sheet.mark(band.colour),
        "opacity": theme.BAND_OPACITY,
        "hoverinfo": "skip",
        "cliponaxis": True,
    }


def _marker_sizes(series: Series, sheet: Canvas) -> list[float]:
    """A size per value: the last one, every sixth and values between two gaps are marked, the others are not.

    Of what is expected only the last one is marked.
    """
    measured = series.dash is Dash.SOLID
    known = [value is not None for value in series.values]
    alone = [
        own and not (index and known[index - 1]) and not (index + 1 < len(known) and known[index + 1])
        for index, own in enumerate(known)
    ]
    return [
        sheet.sizes.marker if alone[index] or index == series.last or (measured and index % MARKER_EVERY == 0) else 0
        for index in range(len(known))
    ]


def _hover(series: Series, spec: ChartSpec) -> list[str]:
    """What each value says, empty where there is none."""
    return [
        "" if value is None else f"{before}{escaped(_said(_value(value, spec), series.label(index)))}"
        for index, (value, before) in enumerate(zip(series.values, before_values(series, spec), strict=True))
    ]


def _said(value: str, label: str) -> str:
    """A value with its label, which may hold it already: ``8,0 % (29 von 362)``."""
    return label if label.startswith(value) else f"{value} ({label})"


def before_values(series: Series, spec: ChartSpec) -> list[str]:
    """What stands before each value: whose it is and of which day."""
    name = escaped(series.name)
    return [f"{name}, {day}: " for day in days(spec)]


def days(spec: ChartSpec) -> list[str]:
    """The days of the chart as a reader sees them."""
    return list(_days(spec.categories, spec.lang))


@lru_cache(maxsize=64)
def _days(days: tuple[str, ...], lang: Lang) -> tuple[str, ...]:
    return tuple(formats.day(date.fromisoformat(day), lang) for day in days)


def _value(value: float, spec: ChartSpec) -> str:
    return formats.percent(value, spec.lang) if spec.unit is Unit.SHARE else formats.number(value, spec.lang)


def _upright(line: ReferenceLine, sheet: Canvas) -> dict[str, Any]:
    ends = {"x0": line.at.isoformat(), "x1": line.at.isoformat(), "y0": 0, "y1": 1}
    style = {"color": sheet.look.ink, "width": sheet.sizes.line * 0.6}
    return {"type": "line", "xref": "x", "yref": "paper", "layer": "below", "line": style, **ends}


def _event(mark: EventMark, sheet: Canvas) -> dict[str, Any]:
    ends = {"x0": mark.at.isoformat(), "x1": mark.at.isoformat(), "y0": 0, "y1": 1}
    style = {"color": sheet.look.muted, "width": sheet.sizes.line * 0.35, "dash": Dash.DOTTED.value}
    return {"type": "line", "xref": "x", "yref": "paper", "layer": "below", "line": style, **ends}


def _event_number(mark: EventMark, sheet: Canvas, top: float) -> dict[str, Any]:
    """Beside the upper end of its line, within the plot: over it stand the names of reference lines."""
    return {
        "x": mark.at.isoformat(),
        "xref": "x",
        "y": top,
        "text": f"\u2009{escaped(mark.label)}",
        "xanchor": "left",
        "yanchor": "top",
        "showarrow": False,
        "font": {"size": sheet.sizes.small, "color": sheet.look.muted},
    }


def _upright_label(line: ReferenceLine, spec: ChartSpec, sheet: Canvas) -> dict[str, Any]:
    first, last = date.fromisoformat(spec.categories[0]), date.fromisoformat(spec.categories[-1])
    place = (line.at - first).days / max((last - first).days, 1)
    anchor = "left" if place < 0.2 else "right" if place > 0.8 else "center"
    return {
        "x": line.at.isoformat(),
        "xref": "x",
        "y": 1,
        "yref": "paper",
        "text": f"<b>{escaped(line.label)}</b>",
        "xanchor": anchor,
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": sheet.sizes.small, "color": sheet.look.ink},
    }
