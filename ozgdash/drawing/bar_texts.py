"""What stands over the bars of a chart: a name and a value, which on a screen find room at every width."""

from __future__ import annotations

import math
from typing import Any

from ozgdash.drawing.canvas import Canvas
from ozgdash.drawing.lettering import cut, escaped, width, wrapped
from ozgdash.model.chart import ChartSpec, Kind

MIN_SCREEN_PX = 330
"""The narrowest plot that the texts over the bars must fit."""
WIDER, BETWEEN_EM = 1.1, 1.0
"""How much wider than estimated the letters of a screen may be, and what lies between name and value."""
BREAKING, MOST_LINES = 1.25, 3
"""What lines lose at their ends, where words do not fit any more; and how many of them stand over a bar."""
LEAST_PX = 10
"""So small they become on a screen before a name goes on in a second line."""


def rows_of(spec: ChartSpec) -> list[tuple[int, int]]:
    """(category, series) of every bar from the top; the segments of a stacked bar share one."""
    if spec.kind is not Kind.BAR:
        return [(category, 0) for category in range(len(spec.categories))]
    return [(category, series) for category in range(len(spec.categories)) for series in range(len(spec.series))]


def texts_of(spec: ChartSpec, category: int, series_position: int) -> tuple[str, str]:
    """Name and value of one bar."""
    series = spec.series[series_position]
    name = spec.categories[category]
    named = f"{name} · {series.name}" if len(spec.series) > 1 else name
    return named, series.label(category)


def over_em(name: str, value: str) -> float:
    """The width of name and value over a bar, as a multiple of the size of their letters."""
    return (width(name, 1) + width(value, 1)) * WIDER + BETWEEN_EM


def lines_over(spec: ChartSpec) -> int:
    """How many lines of text find room over each bar of a screen: several where one is too short for name and value."""
    whole = MIN_SCREEN_PX / LEAST_PX
    texts = [own for own in all_texts(spec) if over_em(*own) > whole]
    needed = [width(name, 1) * WIDER * BREAKING / max(whole - over_em("", value), 1) for name, value in texts]
    return min(max([1, *(max(2, math.ceil(own)) for own in needed)]), MOST_LINES)


def all_texts(spec: ChartSpec) -> list[tuple[str, str]]:
    """Name and value over every bar from the top."""
    if spec.kind is Kind.BAR:
        return [texts_of(spec, *row) for row in rows_of(spec)]
    values = spec.category_labels or [""] * len(spec.categories)
    return list(zip(spec.categories, values, strict=True))


def over_bar(bar_top: float, name: str, value: str, sheet: Canvas, *, font: int, lines: int = 1) -> dict[str, Any]:
    """Name and value over a bar, in letters that become smaller on a screen before a second line or … is needed."""
    size = float(font)
    if sheet.printed:
        names = [cut(name, max_px=sheet.plot_width - width(value, font) - font, font_px=font)]
    else:
        size = min(size, max(LEAST_PX, MIN_SCREEN_PX / over_em(name, value)))
        room = MIN_SCREEN_PX - width(value, size) * WIDER - size * BETWEEN_EM
        names = wrapped(name, max_px=room / WIDER, font_px=size, max_lines=lines)
    return {
        "x": 0,
        "xref": "paper",
        "y": bar_top,
        "text": f"{'<br>'.join(map(escaped, names))}&nbsp; <b>{escaped(value)}</b>",
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": size, "color": sheet.look.ink},
    }
