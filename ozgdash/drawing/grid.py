"""A grid of cells: the value as text, the share as a tint light enough for the text to be read on.

On paper the row names stand at the left; on the screen, which may be narrow, each stands over its row of cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ozgdash import formats
from ozgdash.drawing import theme
from ozgdash.drawing.canvas import EDGE, LEADING, Canvas, Drawing, Margins
from ozgdash.drawing.grid_heads import (
    NAME_SHARE,
    NARROW_SCREEN_PX,
    WIDER_BOLD,
    column_head,
    head_px,
    lines_of_head,
    stands_upright,
    upright_px,
)
from ozgdash.drawing.lettering import cut, escaped, longest, width, wrapped
from ozgdash.model.chart import ChartSpec, Series

MAX_TINT = 0.42
MAX_TINT_DARK = 0.65
"""How much of the series' colour a full cell holds; the text must stay readable on it."""
GAP = 0.008
"""The free space around a cell, as a part of its width."""
SHARE_EM, LEAST_CELL = 4.3, 0.65
"""The width of a share in bold letters, and how small these become on paper, as a part of the small letters, to fit."""
UNKNOWN_PX = 1e6
"""The room on a screen, which is not known here: the page shows what fits."""
ROW_EM: dict[theme.Target, float] = {"screen": 4.0, "print": 1.5, "paper": 1.5}
LEAD = 0.36
"""The upper part of a row on the screen, in which its name stands."""


def margins(spec: ChartSpec, target: theme.Target) -> Margins:
    """Column heads on top, on paper row names at the left."""
    sizes = theme.SIZES[target]
    lines = max((len(lines_of_head(series, spec, target)) for series in spec.series), default=1)
    heads = upright_px(spec, target) if stands_upright(spec, target) else lines * head_px(spec, target) * LEADING
    names = min(longest(spec.categories, sizes.font) + sizes.font, (sizes.width or 0) * NAME_SHARE)
    return Margins(
        top=round(heads + sizes.font * 0.6),
        bottom=round(sizes.font * 0.3),
        left=round(names) if target != "screen" else 1,
        right=1,
        plot_height=round(len(spec.categories) * sizes.font * ROW_EM[target]),
    )


def draw(drawing: Drawing, spec: ChartSpec, sheet: Canvas) -> None:
    """Adds a column of cells per series, the row names and the column heads."""
    rows = len(spec.categories)
    lead = 0.0 if sheet.printed else LEAD
    drawing.update_layout(
        xaxis={"range": [-0.5, len(spec.series) - 0.5], "fixedrange": True},
        yaxis={"range": [rows, 0], "fixedrange": True},
        barmode="overlay",
    )
    row_px = sheet.plot_height * (1 - lead) / max(rows, 1)
    column_px = sheet.plot_width / max(len(spec.series), 1) if sheet.printed else UNKNOWN_PX
    size = min(sheet.sizes.small, max(column_px / SHARE_EM, sheet.sizes.small * LEAST_CELL))
    two_lines = row_px >= sheet.sizes.small * LEADING * 2
    for column, series in enumerate(spec.series):
        drawing.add_trace(_cells(column, series, spec, sheet, lead=lead))
        for row in range(rows):
            middle = row + lead + (1 - lead) / 2
            known = series.values[row] is not None or " (" in series.label(row)
            words = _fitting(series.label(row), column_px, size, two_lines=two_lines)
            if words:
                drawing.add_annotation(_text(column, middle, words, sheet, size=size, known=known))
        drawing.add_annotation(column_head(column, series, spec, sheet))
    for row, category in enumerate(spec.categories):
        drawing.add_annotation(
            _name_beside(row, category, sheet) if sheet.printed else _name_over(row, category, sheet)
        )
        drawing.add_shape(_rule(row, sheet))


def _cells(column: int, series: Series, spec: ChartSpec, sheet: Canvas, *, lead: float) -> dict[str, Any]:
    """The tints of one column: a bar a cell, which stays a vector in an SVG."""
    full = full_tint(series.colour, sheet.look)
    rows = range(len(spec.categories))
    return {
        "type": "bar",
        "orientation": "h",
        "base": [column - 0.5 + GAP] * len(rows),
        "x": [1 - 2 * GAP] * len(rows),
        "y": [row + lead + (1 - lead) / 2 for row in rows],
        "width": (1 - lead) * (1 - 4 * GAP),
        "marker": {
            "color": [theme.mixed(sheet.look.background, full, value or 0.0) for value in series.values],
            "line": {"width": 0},
        },
        "name": escaped(series.name),
        "textposition": "none",
        "hoverinfo": "text",
        "hovertext": [
            escaped(f"{category}, {series.name}: {series.label(row)}") for row, category in enumerate(spec.categories)
        ],
    }


def full_tint(colour: str, look: theme.Theme) -> str:
    """The fill of a cell whose share is 100 %."""
    return _full_tint(look.background, colour)


@theme.in_both_looks
def _full_tint(background: str, colour: str) -> str:
    dark = theme.luminance(background) < 0.5
    return theme.mixed(background, colour, MAX_TINT_DARK if dark else MAX_TINT)


def _fitting(label: str, room: float, size: float, *, two_lines: bool) -> list[str]:
    """The lines of a cell, the first of a number bold: ``4,8 %`` and ``29 von 601``, of which the count goes first.

    Below it where there is room for a second line; a dash, or nothing, for words that find no room at all.
    """
    share, bracket, rest = label.partition(" (")
    count, bold = rest.removesuffix(")"), f"<b>{escaped(share)}</b>"
    if not bracket:
        lines = _cell_lines(label, size, two_lines=two_lines)
        return _first_that_fits([(lines, list(map(escaped, lines))), ([formats.DASH], [formats.DASH])], room, size)
    beside = [f"{share} ({count})"], [f"{bold} ({escaped(count)})"]
    below = [share, count], [bold, escaped(count)]
    return _first_that_fits([below if two_lines else beside, ([share], [bold])], room, size)


def _first_that_fits(ways: Sequence[tuple[list[str], list[str]]], room: float, size: float) -> list[str]:
    """Of the ways to say something, as (words, the same as drawn), the first that fits; nothing where none does."""
    return next((drawn for words, drawn in ways if longest(words, size) * WIDER_BOLD <= room), [])


def _text(column: int, middle: float, lines: list[str], sheet: Canvas, *, size: float, known: bool) -> dict[str, Any]:
    """The lines of a cell in its middle; words for no value are muted."""
    return {
        "x": column,
        "y": middle,
        "text": "<br>".join(lines),
        "showarrow": False,
        "font": {"size": size, "color": sheet.look.ink if known else sheet.look.muted},
    }


def _cell_lines(label: str, size: float, *, two_lines: bool) -> list[str]:
    """Words instead of a number: on two lines where there is room."""
    room = size * 7 if two_lines else UNKNOWN_PX
    return wrapped(label, max_px=max(room, longest(label.split(), size)), font_px=size)


def _name_over(row: int, name: str, sheet: Canvas) -> dict[str, Any]:
    font = sheet.sizes.font
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": row + LEAD,
        "yanchor": "bottom",
        "borderpad": 0,
        "text": escaped(cut(name, max_px=NARROW_SCREEN_PX, font_px=font)),
        "showarrow": False,
        "font": {"size": font, "color": sheet.look.ink},
    }


def _name_beside(row: int, name: str, sheet: Canvas) -> dict[str, Any]:
    font = sheet.sizes.font
    room = sheet.left - EDGE
    small = width(name, font) > room - font * 0.5
    size = sheet.sizes.small if small else font
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": -room,
        "y": row + 0.5,
        "text": escaped(cut(name, max_px=room - font * 0.5, font_px=size)),
        "showarrow": False,
        "font": {"size": size, "color": sheet.look.ink},
    }


def _rule(row: int, sheet: Canvas) -> dict[str, Any]:
    """A thin line over a row."""
    line = {"color": sheet.look.grid, "width": 1}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": row, "y1": row, "line": line}
