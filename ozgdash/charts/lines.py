"""Lines over dates: measured shares with gaps, guides, the deadline, and the labels at the lines' ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go

from ozgdash import formats
from ozgdash.charts import theme
from ozgdash.charts.canvas import LEADING, Canvas, Drawing, Margins
from ozgdash.charts.lettering import cut, escaped, longest, spread
from ozgdash.charts.spec import ChartSpec, ReferenceLine, Series, Unit
from ozgdash.texts import Lang, text

MARKER_EVERY = 6
"""A marker on every sixth value: enough to tell the lines apart without colour."""
LONG_SPAN_DAYS = 900
"""From here on the axis shows years instead of months."""
MAX_LABEL_EM = 16
LABEL_GAP_EM = 0.8
BOLD = 1.12
"""How much wider than estimated the bold names of a wide screen font may be."""


def margins(spec: ChartSpec, target: theme.Target) -> Margins:
    """Room for the labels at the right and for the deadline's label on top."""
    font = theme.SIZES[target].font
    labels = [part for series in spec.series for part in _label_lines(series, font)]
    ticks = longest([_tick_label(spec, value) for value in (0.0, 1.0)], font)
    return Margins(
        top=round(font * 2.0),
        bottom=round(font * 2.0),
        left=round(ticks + font * 0.8),
        right=round(longest(labels, font) * BOLD + font * (LABEL_GAP_EM + 0.5)),
        plot_height=320 if target == "screen" else 420,
    )


def draw(drawing: Drawing, spec: ChartSpec, sheet: Canvas) -> None:
    """Adds axes, guides first, then the measured lines, their labels and the reference lines."""
    top = 1.0 if spec.unit is Unit.SHARE else _highest(spec)
    drawing.update_layout(xaxis=_date_axis(spec, sheet), yaxis=_value_axis(spec, sheet, top))
    for line in spec.reference_lines:
        drawing.add_shape(_upright(line, sheet))
        drawing.add_annotation(_upright_label(line, spec, sheet))
    measured = [series for series in spec.series if not series.guide]
    for series in spec.series:
        if series.guide:
            drawing.add_trace(_trace(series, spec, sheet, symbol=None))
    for position, series in enumerate(measured):
        drawing.add_trace(_trace(series, spec, sheet, symbol=theme.MARKERS[position % len(theme.MARKERS)]))
    for annotation in _end_labels(measured, spec, sheet, top):
        drawing.add_annotation(annotation)
    for series in spec.series:
        if series.guide and series.last is not None:
            drawing.add_annotation(_guide_label(series, spec, sheet))


def _trace(series: Series, spec: ChartSpec, sheet: Canvas, *, symbol: str | None) -> go.Scatter:
    colour = sheet.mark(series.colour)
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


def _marker_sizes(series: Series, sheet: Canvas) -> list[float]:
    """A size per value: the last one, every sixth and values between two gaps are marked, the others are not."""
    known = [value is not None for value in series.values]
    alone = [
        own and not (index and known[index - 1]) and not (index + 1 < len(known) and known[index + 1])
        for index, own in enumerate(known)
    ]
    return [
        sheet.sizes.marker if alone[index] or index == series.last or index % MARKER_EVERY == 0 else 0
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
    if series.last is None or series.guide:
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
    wished = [(series.values[series.last or 0] or 0) / top * sheet.plot_height for series in drawn]
    placed = spread(wished, gap=height, low=height / 2, high=sheet.plot_height - height / 2)
    return [
        {
            "x": spec.categories[series.last or 0],
            "y": series.values[series.last or 0],
            "text": f"<b>{escaped(lines[0])}</b>" + (f"<br>{escaped(lines[1])}" if counted else ""),
            "align": "left",
            "xanchor": "left",
            "yanchor": "middle",
            "showarrow": True,
            "arrowhead": 0,
            "arrowwidth": 1,
            "arrowcolor": sheet.mark(series.colour),
            "ax": font * LABEL_GAP_EM,
            "ay": wish - place,
            "standoff": 0,
            "font": {"size": font, "color": sheet.text(series.colour)},
        }
        for series, wish, place in zip(drawn, wished, placed, strict=True)
        for lines in (_label_lines(series, font),)
    ]


def middle_of(series: Series) -> int:
    """The position at which a guide is nearest to half of its height; the series must have a value."""
    known = [(index, value) for index, value in enumerate(series.values) if value is not None]
    half = (known[0][1] + known[-1][1]) / 2
    return min(known, key=lambda item: (abs(item[1] - half), item[0]))[0]


def _guide_label(series: Series, spec: ChartSpec, sheet: Canvas) -> dict[str, Any]:
    """The guide's name beside its middle, on the side where the line is not."""
    middle = middle_of(series)
    return {
        "x": spec.categories[middle],
        "y": series.values[middle],
        "text": escaped(series.name),
        "xanchor": "right",
        "yanchor": "bottom",
        "xshift": -sheet.sizes.font * 0.3,
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


def _date_axis(spec: ChartSpec, sheet: Canvas) -> dict[str, Any]:
    ticks = date_ticks(date.fromisoformat(spec.categories[0]), date.fromisoformat(spec.categories[-1]), spec.lang)
    return {
        "visible": True,
        "type": "date",
        "range": _range(spec),
        "tickmode": "array",
        "tickvals": [day.isoformat() for day, _ in ticks],
        "ticktext": [label for _, label in ticks],
        "ticks": "outside",
        "tickcolor": sheet.look.muted,
        "tickangle": 0,
        "tickfont": {"color": sheet.look.muted},
        "showgrid": False,
        "showline": True,
        "linecolor": sheet.look.muted,
        "linewidth": max(1, sheet.sizes.line / 3),
    }


def _range(spec: ChartSpec) -> list[str]:
    """From the first to the last day; a single day gets a day on either side."""
    first, last = spec.categories[0], spec.categories[-1]
    if first != last:
        return [first, last]
    day = date.fromisoformat(first)
    return [(day - timedelta(days=1)).isoformat(), (day + timedelta(days=1)).isoformat()]


def date_ticks(first: date, last: date, lang: Lang) -> list[tuple[date, str]]:
    """The days that carry a label: each January (``2022``) over a long time, else months (``März 2022``)."""
    span = (last - first).days
    if span > LONG_SPAN_DAYS:
        step = max(1, round(span / 365 / 8))
        years = range(first.year, last.year + 1)
        days = [date(year, 1, 1) for year in years if (year - first.year) % step == 0]
        return [(day, str(day.year)) for day in days if first <= day <= last]
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    step = max(1, -(-len(months) // 6))
    days = [date(month // 12, month % 12 + 1, 1) for month in months[::step]]
    shown = [day for day in days if first <= day <= last] or [first]
    return [(day, f"{text(f'charts.short_month_{day.month}', lang)} {day.year}") for day in shown]


def _value_axis(spec: ChartSpec, sheet: Canvas, top: float) -> dict[str, Any]:
    values = [top * step / 4 for step in range(5)]
    return {
        "visible": True,
        "range": [0, top],
        "tickmode": "array",
        "tickvals": values,
        "ticktext": [_tick_label(spec, value) for value in values],
        "ticks": "",
        "tickfont": {"color": sheet.look.muted},
        "gridcolor": sheet.look.grid,
        "gridwidth": max(1, sheet.sizes.line / 3),
        "showgrid": True,
        "zeroline": False,
        "fixedrange": True,
    }


def _tick_label(spec: ChartSpec, value: float) -> str:
    if spec.unit is Unit.SHARE:
        return formats.percent(value, spec.lang, 0) + formats.NBSP
    return formats.number(value, spec.lang) + formats.NBSP


def _highest(spec: ChartSpec) -> float:
    """The top of a count axis: the next multiple of four above the highest value."""
    highest = max((value for series in spec.series for value in series.values if value is not None), default=1.0)
    return float(max(4, -(-int(highest) // 4) * 4))
