"""A grid of cells: the value as text, the share as a tint light enough for the text to be read on."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from ozgdash.charts import theme
from ozgdash.charts.canvas import EDGE, LEADING, SCREEN_WIDTH, Canvas, Margins
from ozgdash.charts.lettering import cut, escaped, longest, wrapped
from ozgdash.charts.spec import ChartSpec

MAX_TINT = 0.42
"""How much of the series' colour a full cell holds."""
HEAD_LINES = 3
NAME_SHARE = {"screen": 0.34, "print": 0.3}
"""The part of the width that the row names may take."""


def margins(spec: ChartSpec, target: theme.Target) -> Margins:
    """Row names at the left, column heads on top, two lines of text to a row."""
    font = theme.SIZES[target].font
    small = theme.SIZES[target].small
    heads = [len(_head(series.name, spec, target)) for series in spec.series]
    return Margins(
        top=round(max(heads, default=1) * small * LEADING + font * 0.6),
        bottom=round(font * 0.3),
        left=round(min(longest(spec.categories, font) + font, _name_room(target))),
        right=1,
        plot_height=round(len(spec.categories) * font * (2.9 if target == "screen" else 1.7)),
    )


def draw(figure: go.Figure, spec: ChartSpec, sheet: Canvas) -> None:
    """Adds a column of cells per series, the row names and the column heads."""
    figure.update_layout(
        xaxis={"range": [-0.5, len(spec.series) - 0.5], "fixedrange": True},
        yaxis={"range": [len(spec.categories) - 0.5, -0.5], "fixedrange": True},
    )
    two_lines = sheet.plot_height / max(len(spec.categories), 1) >= sheet.sizes.font * 2.4
    for column, series in enumerate(spec.series):
        colour = theme.mixed(sheet.look.background, series.colour, MAX_TINT)
        figure.add_trace(
            go.Heatmap(
                x=[column],
                y=list(range(len(spec.categories))),
                z=[[0.0 if value is None else value] for value in series.values],
                zmin=0,
                zmax=1,
                colorscale=[[0, sheet.look.background], [1, colour]],
                showscale=False,
                xgap=2,
                ygap=2,
                name=escaped(series.name),
                hoverinfo="text",
                hovertext=[
                    [escaped(f"{category}, {series.name}: {series.label(row)}")]
                    for row, category in enumerate(spec.categories)
                ],
            )
        )
        for row in range(len(spec.categories)):
            figure.add_annotation(_cell(column, row, series.label(row), sheet, two_lines=two_lines))
        figure.add_annotation(_column_head(column, _head(series.name, spec, sheet.target), sheet))
    for row, category in enumerate(spec.categories):
        figure.add_annotation(_row_name(row, category, sheet))
        figure.add_shape(_rule(row, sheet))


def _cell(column: int, row: int, label: str, sheet: Canvas, *, two_lines: bool) -> dict[str, Any]:
    """``4,8 % (29 von 601)``, the count on a second line where there is room for it."""
    share, bracket, rest = label.partition(" (")
    joined = "<br>" if two_lines else " "
    text = f"<b>{escaped(share)}</b>{joined}{escaped(rest.removesuffix(')') if two_lines else '(' + rest)}"
    return {
        "x": column,
        "y": row,
        "text": text if bracket else escaped(label),
        "showarrow": False,
        "font": {
            "size": sheet.sizes.small,
            "color": sheet.look.ink if bracket else sheet.look.muted,
        },
    }


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


def _row_name(row: int, name: str, sheet: Canvas) -> dict[str, Any]:
    room = sheet.left - (EDGE if sheet.printed else 0)
    font = sheet.sizes.font
    lines = wrapped(name, max_px=room - font * 0.5, font_px=font, max_lines=2 if not sheet.printed else 1)
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": -room,
        "y": row,
        "text": "<br>".join(map(escaped, lines)),
        "align": "left",
        "showarrow": False,
        "font": {"size": font, "color": sheet.look.ink},
    }


def _rule(row: int, sheet: Canvas) -> dict[str, Any]:
    """A thin line over a row."""
    line = {"color": sheet.look.grid, "width": 1}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": row - 0.5, "y1": row - 0.5, "line": line}


def _head(name: str, spec: ChartSpec, target: theme.Target) -> list[str]:
    sizes = theme.SIZES[target]
    room = ((sizes.width or SCREEN_WIDTH) - _name_room(target)) / max(len(spec.series), 1)
    lines = wrapped(name, max_px=room * 0.9, font_px=sizes.small, max_lines=HEAD_LINES)
    return [cut(line, max_px=room, font_px=sizes.small) for line in lines]


def _name_room(target: theme.Target) -> float:
    return (theme.SIZES[target].width or SCREEN_WIDTH) * NAME_SHARE[target]
