"""The names over the columns of a grid: in lines, smaller, or upright, before a word of them is broken."""

from __future__ import annotations

import math
from typing import Any

from ozgdash.drawing import theme
from ozgdash.drawing.canvas import LEADING, Canvas
from ozgdash.drawing.lettering import cut, escaped, longest, one_line, wrapped
from ozgdash.model.chart import ChartSpec, Series

HEAD_LINES = 4
UPRIGHT_FROM = 6
"""From so many columns on their heads may stand upright on a screen, where their words would have to be broken."""
UPRIGHT_EM = 12.5
"""The longest line of a head that stands upright."""
UPRIGHT_WIDER = 1.2
"""How much wider than estimated a bold name may be, in whichever font a reader has."""
LEAST_HEAD = 0.8
"""On paper heads become so small, as a part of the small letters, before they stand upright."""
LEAST_UPRIGHT = 0.5
"""Upright they become so small, as a part of the small letters, before they come too near to each other."""
LEAST_UPRIGHT_PX = 14
"""In a narrower column no head that stands upright can be read."""
NAME_SHARE = 0.3
"""The part of the paper's width that the row names may take."""
NARROW_SCREEN_PX = 350
WIDER_BOLD = 1.08
"""How much wider than estimated bold letters on paper may be."""


def column_head(column: int, series: Series, spec: ChartSpec, sheet: Canvas) -> dict[str, Any]:
    """The name over a column, in lines or upright."""
    size, upright = head_px(spec, sheet.target), stands_upright(spec, sheet.target)
    whole = cut(series.name, max_px=UPRIGHT_EM * size, font_px=size)
    lines = [whole] if upright else lines_of_head(series, spec, sheet.target)
    return {
        **({"textangle": -90} if upright else {}),
        "x": column,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "text": "<b>" + "<br>".join(map(escaped, lines)) + "</b>",
        "showarrow": False,
        "font": {"size": size, "color": sheet.look.ink},
    }


def lines_of_head(series: Series, spec: ChartSpec, target: theme.Target) -> list[str]:
    """The lines of a head that does not stand upright."""
    size, column = head_px(spec, target), _column_px(spec, target) / (1 if target == "screen" else WIDER_BOLD)
    lines = wrapped(series.name, max_px=column, font_px=size, max_lines=HEAD_LINES)
    return [cut(line, max_px=column, font_px=size) for line in lines]


def _column_px(spec: ChartSpec, target: theme.Target) -> float:
    """The room of a head, as wide as its column."""
    room = (theme.SIZES[target].width or 0) * (1 - NAME_SHARE) if target != "screen" else NARROW_SCREEN_PX
    return room / max(len(spec.series), 1) * 0.94


def head_px(spec: ChartSpec, target: theme.Target) -> float:
    """The size of the heads: on paper smaller where their longest word then fits; a page has style sheets for it."""
    small = theme.SIZES[target].small
    if target == "screen":
        return small
    if stands_upright(spec, target):
        return max(min(small * LEAST_HEAD, _column_px(spec, target) / LEADING), small * LEAST_UPRIGHT)
    fitting = _column_px(spec, target) / max(longest(words(spec), 1) * WIDER_BOLD, 1e-9)
    return min(small, max(math.floor(fitting * 10) / 10, small * LEAST_HEAD))


def words(spec: ChartSpec) -> list[str]:
    """All words of the heads: what no line breaks."""
    return [word for series in spec.series for word in one_line(series.name).split(" ")]


def stands_upright(spec: ChartSpec, target: theme.Target) -> bool:
    """Whether the heads stand upright: on a page where it is narrow, on paper where a word would have to be broken."""
    if target == "screen":
        return len(spec.series) >= UPRIGHT_FROM
    return longest(words(spec), theme.SIZES[target].small * LEAST_HEAD) * WIDER_BOLD > _column_px(spec, target)


def upright_px(spec: ChartSpec, target: theme.Target) -> float:
    """The height of heads that stand upright: their longest name, in a line as long as there is room."""
    size = head_px(spec, target)
    return min(longest((series.name for series in spec.series), size) * UPRIGHT_WIDER, UPRIGHT_EM * size)
