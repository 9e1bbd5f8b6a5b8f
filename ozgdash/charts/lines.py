"""Lines over dates: measured shares with gaps, guides, the deadline, and the labels at the lines' ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import plotly.graph_objects as go

from ozgdash import formats
from ozgdash.charts import axes, bands, theme
from ozgdash.charts.canvas import LEADING, Canvas, Drawing, Margins
from ozgdash.charts.lettering import cut, escaped, longest, spread
from ozgdash.charts.placing import beside
from ozgdash.charts.spec import Band, ChartSpec, Dash, ReferenceLine, Series, Unit
from ozgdash.texts import Lang, text

MARKER_EVERY = 6
"""A marker on every sixth value: enough to tell the lines apart without colour."""
MAX_LABEL_EM = 16
LABEL_GAP_EM = 0.8
CROWDED = 0.14
"""Within this part of the axis the label of a guide would run into that of a line."""
BOLD = 1.12
"""How much wider than estimated the bold names of a wide screen font may be."""


def margins(spec: ChartSpec, target: theme.Target) -> Margins:
    """Room for the labels at the right and for the deadline's label on top."""
    font = theme.SIZES[target].font
    labels = [part for series in spec.series for part in _label_lines(series, font)]
    labels.extend(cut(band.name, max_px=font * MAX_LABEL_EM, font_px=font) for band in spec.bands)
    ticks = longest([axes.tick_label(spec, value) for value in (0.0, 1.0)], font)
    return Margins(
        top=round(font * 2.0),
        bottom=round(font * 2.0),
        left=round(ticks + font * 0.8),
        right=round(longest(labels, font) * BOLD + font * (LABEL_GAP_EM + 0.5)),
        plot_height=320 if target == "screen" else 380,
    )


def draw(drawing: Drawing, spec: ChartSpec, sheet: Canvas) -> None:
    """Adds axes, bands and guides first, then the measured lines, their labels and the reference lines."""
    top = 1.0 if spec.unit is Unit.SHARE else axes.highest(spec)
    drawing.update_layout(xaxis=axes.date_axis(spec, sheet), yaxis=axes.value_axis(spec, sheet, top))
    for line in spec.reference_lines:
        drawing.add_shape(_upright(line, sheet))
        drawing.add_annotation(_upright_label(line, spec, sheet))
    measured = [series for series in spec.series if not series.guide]
    for band in spec.bands:
        drawing.add_trace(_shade(band, spec, sheet))
    edges = [edge for band in spec.bands for edge in bands.edges(band, spec.lang)]
    for series in (*edges, *spec.series):
        if series.guide:
            drawing.add_trace(_trace(series, spec, sheet, symbol=None))
    for position, series in enumerate(measured):
        for part in parts(series, spec.lang):
            drawing.add_trace(_trace(part, spec, sheet, symbol=theme.MARKERS[position % len(theme.MARKERS)]))
    named = [replace(bands.named_edge(band, spec), name=band.name, guide=False) for band in spec.bands]
    for annotation in _end_labels([*measured, *named], spec, sheet, top):
        drawing.add_annotation(annotation)
    for series in spec.series:
        if series.guide and series.last is not None and not crowded(series, spec, top):
            drawing.add_annotation(_guide_label(series, spec, sheet))


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


def _trace(series: Series, spec: ChartSpec, sheet: Canvas, *, symbol: str | None) -> go.Scatter:
    colour = bands.mark(series, spec, sheet.look.background)
    weight = sheet.sizes.line * (0.6 if series.guide else 1)
    return go.Scatter(
        name=escaped(series.name),
        x=list(spec.categories),
        y=list(series.values),
        mode="lines+markers" if symbol else "lines",
        connectgaps=False,
        line={"color": colour, "width": weight, "dash": series.dash.value},
        marker={
            "color": colour,
            "symbol": symbol,
            "size": _marker_sizes(series, sheet),
            "opacity": 1,
            "line": {"width": 0},
        },
        hoverinfo="skip" if series.guide else "text",
        hovertext=None if series.guide else [_hover(series, spec, index) for index in range(len(series.values))],
        cliponaxis=False,
    )


def _shade(band: Band, spec: ChartSpec, sheet: Canvas) -> go.Scatter:
    """The area of a band; the day axis and the lines across remain visible through it."""
    days: list[str | None] = []
    values: list[float | None] = []
    for outline in bands.outlines(band, spec):
        for day, value in (*outline, (None, None)):
            days.append(day)
            values.append(value)
    return go.Scatter(
        name=escaped(band.name),
        x=days,
        y=values,
        mode="lines",
        line={"width": 0, "color": sheet.mark(band.colour), "dash": Dash.SOLID.value},
        fill="toself",
        fillcolor=sheet.mark(band.colour),
        opacity=theme.BAND_OPACITY,
        hoverinfo="skip",
        cliponaxis=True,
    )


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


def _hover(series: Series, spec: ChartSpec, index: int) -> str:
    value = series.values[index]
    if value is None:
        return ""
    day = formats.day(date.fromisoformat(spec.categories[index]), spec.lang)
    return escaped(f"{series.name}, {day}: {_value(value, spec)} ({series.label(index)})")


def _value(value: float, spec: ChartSpec) -> str:
    return formats.percent(value, spec.lang) if spec.unit is Unit.SHARE else formats.number(value, spec.lang)


def _label_lines(series: Series, font: float) -> list[str]:
    """Name and count at a line's end, each on a line of its own."""
    if series.last is None or (series.guide and not begins_inside(series)):
        return []
    return [cut(part, max_px=font * MAX_LABEL_EM, font_px=font) for part in (series.name, series.label(series.last))]


def _end_labels(measured: Sequence[Series], spec: ChartSpec, sheet: Canvas, top: float) -> list[dict[str, Any]]:
    """Labels to the right of each line's last value, moved apart where they would cover each other.

    Where the lines are many, the names stand alone; the counts are in the table.
    """
    drawn = [series for series in measured if series.last is not None]
    font = sheet.sizes.font
    counted = len(drawn) * font * LEADING * 2.2 <= sheet.plot_height
    height = font * LEADING * (2.2 if counted else 1)
    ends = [(series.values[series.last or 0] or 0) / top * sheet.plot_height for series in drawn]
    guides = guide_curves(spec, sheet.plot_width, sheet.plot_height, top)
    widths = [longest(_label_lines(series, font), font) * BOLD + font * LABEL_GAP_EM for series in drawn]
    wished = [
        beside((across(series, spec, sheet.plot_width), end), (width, height), guides, low=0, high=sheet.plot_height)
        for series, end, width in zip(drawn, ends, widths, strict=True)
    ]
    placed = spread(wished, gap=height, low=height / 2, high=sheet.plot_height - height / 2)
    return [
        {
            "x": spec.categories[series.last or 0],
            "y": series.values[series.last or 0],
            "text": f"<b>{escaped(lines[0])}</b>" + (f"<br>{escaped(lines[1])}" if counted and lines[1] else ""),
            "align": "left",
            "xanchor": "left",
            "yanchor": "middle",
            "showarrow": True,
            "arrowhead": 0,
            "arrowwidth": 1,
            "arrowcolor": sheet.mark(series.colour),
            "ax": font * LABEL_GAP_EM,
            "ay": end - place,
            "standoff": 0,
            "font": {"size": font, "color": sheet.text(series.colour)},
        }
        for series, end, place in zip(drawn, ends, placed, strict=True)
        for lines in (_label_lines(series, font),)
    ]


def across(series: Series, spec: ChartSpec, width: float, first: date | None = None) -> float:
    """Where a line's last value stands on an axis of that width, which begins with the first category, or ``first``."""
    return _place(spec.categories[series.last or 0], spec, width, first)


def guide_curves(
    spec: ChartSpec, width: float, height: float, top: float, first: date | None = None
) -> list[list[tuple[float, float]]]:
    """Every guide as points across and up in a plot of that size."""
    return [
        [
            (_place(day, spec, width, first), value / top * height)
            for day, value in zip(spec.categories, series.values, strict=True)
            if value is not None
        ]
        for series in spec.series
        if series.guide
    ]


def _place(day: str, spec: ChartSpec, width: float, first: date | None) -> float:
    begin, end = first or date.fromisoformat(spec.categories[0]), date.fromisoformat(spec.categories[-1])
    return (date.fromisoformat(day) - begin).days / max((end - begin).days, 1) * width


def crowded(guide: Series, spec: ChartSpec, top: float) -> bool:
    """True for a guide that ends so near to a line's end that there is room for the line's label only."""
    last = guide.last or 0
    own = guide.values[last] or 0
    ends = [series.values[last] or 0 for series in spec.series if not series.guide and series.last == last]
    return begins_inside(guide) and any(abs(own - end) < CROWDED * top for end in ends)


def begins_inside(series: Series) -> bool:
    """True for a guide that begins after the first day, as a plan does."""
    return series.values[0] is None


def middle_of(series: Series) -> int:
    """The position at which a guide is nearest to half of its height; the series must have a value."""
    known = [(index, value) for index, value in enumerate(series.values) if value is not None]
    half = (known[0][1] + known[-1][1]) / 2
    return min(known, key=lambda item: (abs(item[1] - half), item[0]))[0]


def _guide_label(series: Series, spec: ChartSpec, sheet: Canvas) -> dict[str, Any]:
    """The guide's name beside its middle, on the side where the line is not; at its end where it begins inside."""
    at_end = begins_inside(series)
    place = (series.last or 0) if at_end else middle_of(series)
    return {
        "x": spec.categories[place],
        "y": series.values[place],
        "text": escaped(cut(series.name, max_px=sheet.sizes.font * MAX_LABEL_EM, font_px=sheet.sizes.small)),
        "xanchor": "left" if at_end else "right",
        "yanchor": "middle" if at_end else "bottom",
        "xshift": sheet.sizes.font * (LABEL_GAP_EM if at_end else -0.3),
        "showarrow": False,
        "font": {"size": sheet.sizes.small, "color": sheet.text(series.colour)},
    }


def _upright(line: ReferenceLine, sheet: Canvas) -> dict[str, Any]:
    ends = {"x0": line.at.isoformat(), "x1": line.at.isoformat(), "y0": 0, "y1": 1}
    style = {"color": sheet.look.ink, "width": sheet.sizes.line * 0.6}
    return {"type": "line", "xref": "x", "yref": "paper", "layer": "below", "line": style, **ends}


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
