"""A grid of cells: the value as text, the share as a tint light enough for the text to be read on.

On paper the row names stand at the left; on the screen, which may be narrow, each stands over its row of cells.
"""

from __future__ import annotations

from typing import Any

from ozgdash.drawing import theme
from ozgdash.drawing.canvas import EDGE, LEADING, Canvas, Drawing, Margins
from ozgdash.drawing.lettering import cut, escaped, longest, width, wrapped
from ozgdash.model.chart import ChartSpec, Series

MAX_TINT = 0.42
MAX_TINT_DARK = 0.65
"""How much of the series' colour a full cell holds; the text must stay readable on it."""
GAP = 0.008
"""The free space around a cell, as a part of its width."""
HEAD_LINES = 4
NAME_SHARE = 0.3
"""The part of the paper's width that the row names may take."""
NARROW_SCREEN_PX = 350
ROW_EM: dict[theme.Target, float] = {"screen": 4.0, "print": 1.5, "paper": 1.5}
LEAD = 0.36
"""The upper part of a row on the screen, in which its name stands."""


def margins(spec: ChartSpec, target: theme.Target) -> Margins:
    """Column heads on top, on paper row names at the left."""
    sizes = theme.SIZES[target]
    heads = [len(_head(series, spec, target)) for series in spec.series]
    names = min(longest(spec.categories, sizes.font) + sizes.font, (sizes.width or 0) * NAME_SHARE)
    return Margins(
        top=round(max(heads, default=1) * sizes.small * LEADING + sizes.font * 0.6),
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
    two_lines = row_px >= sheet.sizes.small * LEADING * 2
    for column, series in enumerate(spec.series):
        drawing.add_trace(_cells(column, series, spec, sheet, lead=lead))
        for row in range(rows):
            middle = row + lead + (1 - lead) / 2
            known = series.values[row] is not None
            drawing.add_annotation(_text(column, middle, series.label(row), sheet, two_lines=two_lines, known=known))
        drawing.add_annotation(_column_head(column, _head(series, spec, sheet.target), sheet))
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


def _text(column: int, middle: float, label: str, sheet: Canvas, *, two_lines: bool, known: bool) -> dict[str, Any]:
    """``4,8 % (29 von 601)``, the count on a second line where there is room for it; words for no value are muted."""
    share, bracket, rest = label.partition(" (")
    count = escaped(rest.removesuffix(")"))
    both = f"<b>{escaped(share)}</b><br>{count}" if two_lines else f"<b>{escaped(share)}</b> ({count})"
    return {
        "x": column,
        "y": middle,
        "text": both if bracket else "<br>".join(map(escaped, _cell_lines(label, sheet, two_lines=two_lines))),
        "showarrow": False,
        "font": {"size": sheet.sizes.small, "color": sheet.look.ink if bracket or known else sheet.look.muted},
    }


def _cell_lines(label: str, sheet: Canvas, *, two_lines: bool) -> list[str]:
    """Words instead of a number: on two lines where there is room."""
    room = sheet.sizes.small * 7 if two_lines else 1e6
    return wrapped(label, max_px=max(room, longest(label.split(), sheet.sizes.small)), font_px=sheet.sizes.small)


def _column_head(column: int, lines: list[str], sheet: Canvas) -> dict[str, Any]:
    return {
        "x": column,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "text": "<b>" + "<br>".join(map(escaped, lines)) + "</b>",
        "showarrow": False,
        "font": {"size": sheet.sizes.small, "color": sheet.look.ink},
    }


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


def _head(series: Series, spec: ChartSpec, target: theme.Target) -> list[str]:
    sizes = theme.SIZES[target]
    room = (sizes.width or 0) * (1 - NAME_SHARE) if target != "screen" else NARROW_SCREEN_PX
    column = room / max(len(spec.series), 1) * 0.94
    lines = wrapped(series.name, max_px=column, font_px=sizes.small, max_lines=HEAD_LINES)
    return [cut(line, max_px=column, font_px=sizes.small) for line in lines]
