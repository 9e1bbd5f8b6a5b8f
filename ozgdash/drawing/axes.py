"""The axes of a line chart: days below, shares or counts at the left, with ticks in the reader's language."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from ozgdash import formats
from ozgdash.drawing.canvas import Canvas
from ozgdash.model.chart import ChartSpec, Unit
from ozgdash.texts import Lang, text

LONG_SPAN_DAYS = 900
"""From here on the axis shows years instead of months."""


def date_axis(spec: ChartSpec, sheet: Canvas) -> dict[str, Any]:
    """The axis of days with its ticks as text."""
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
        # Upright on a narrow screen, where the labels would run into each other.
        "autotickangles": [0, 90],
        "automargin": "height",
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


def value_axis(spec: ChartSpec, sheet: Canvas, top: float) -> dict[str, Any]:
    """The axis of values from 0 to ``top`` with five ticks."""
    values = [top * step / 4 for step in range(5)]
    return {
        "visible": True,
        "range": [0, top],
        "tickmode": "array",
        "tickvals": values,
        "ticktext": [tick_label(spec, value) for value in values],
        "ticks": "",
        "tickfont": {"color": sheet.look.muted},
        "gridcolor": sheet.look.grid,
        "gridwidth": max(1, sheet.sizes.line / 3),
        "showgrid": True,
        "zeroline": False,
        "fixedrange": True,
    }


def tick_label(spec: ChartSpec, value: float) -> str:
    """A tick of the value axis as text."""
    if spec.unit is Unit.SHARE:
        return formats.percent(value, spec.lang, 0) + formats.NBSP
    return formats.number(value, spec.lang) + formats.NBSP


def top(spec: ChartSpec) -> float:
    """The end of the value axis: 100 % or the chart's own top; of counts the next multiple of four above all values."""
    if spec.unit is Unit.SHARE:
        return spec.top or 1.0
    rows = (*(series.values for series in spec.series), *(band.high for band in spec.bands))
    highest = max((value for row in rows for value in row if value is not None), default=1.0)
    return float(max(4, -(-highest // 4) * 4))
