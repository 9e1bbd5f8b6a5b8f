"""Horizontal bars, single and stacked: a line of text over each bar, so that long names fit a narrow screen."""

from __future__ import annotations

from typing import Any

from ozgdash.drawing import legend, theme
from ozgdash.drawing.bar_texts import lines_over, over_bar, rows_of, texts_of
from ozgdash.drawing.canvas import EDGE, LEADING, SCREEN_WIDTH, Canvas, Drawing, Margins
from ozgdash.drawing.lettering import escaped, longest
from ozgdash.model.chart import ChartSpec, Kind, Series, Unit

LEGEND_ROW_EM = 1.9
SIDE_PX = 1
ROW_EM: dict[theme.Target, float] = {"print": 1.8, "paper": 2.2}
"""The lowest row of a picture: a line of small text and a bar."""
STACKED_ROW_EM: dict[theme.Target, float] = {"print": 2.6, "paper": 3.8}
"""The same for a bar that holds numbers."""


def margins(spec: ChartSpec, target: theme.Target) -> Margins:
    """Height by the number of bars; a stacked chart has its legend on top."""
    sizes = theme.SIZES[target]
    stacked = spec.kind is not Kind.BAR
    row = sizes.font * ((4.8 if spec.kind is Kind.STACKED_BAR else 2.7) + LEADING * (lines_over(spec) - 1))
    if target != "screen":
        row = sizes.small * (STACKED_ROW_EM if stacked else ROW_EM)[target]
    return Margins(
        top=round(_legend_height(spec, target)) if spec.kind is Kind.STACKED_BAR else round(sizes.font * 0.4),
        bottom=round(sizes.font * 0.4),
        left=SIDE_PX,
        right=SIDE_PX,
        plot_height=max(round(row * len(rows_of(spec))), round(sizes.font * 6)),
    )


def draw(drawing: Drawing, spec: ChartSpec, sheet: Canvas) -> None:
    """Adds a track and a bar for each row, or the stacked segments, and the text over each bar."""
    if spec.kind is not Kind.BAR:
        _draw_stacked(drawing, spec, sheet)
        return
    rows = rows_of(spec)
    top = 1.0 if spec.unit is Unit.SHARE else _longest_bar(spec)
    _set_axes(drawing, len(rows), top)
    lines = 1 if sheet.printed else lines_over(spec)
    half = _half_bar(len(rows), sheet, lines=lines)
    middle = _bar_middle(half)
    for position in range(len(rows)):
        drawing.add_shape(_track(position + middle, half, top, sheet))
    for series_position, series in enumerate(spec.series):
        places = [index for index, (_, own) in enumerate(rows) if own == series_position]
        drawing.add_trace(
            {
                "type": "bar",
                "orientation": "h",
                "name": escaped(series.name),
                "x": list(series.values),
                "y": [place + middle for place in places],
                "width": half * 2,
                "marker": {"color": sheet.mark(series.colour), "line": {"width": 0}},
                "hoverinfo": "text",
                "hovertext": [
                    escaped(f"{category}: {series.label(index)}") for index, category in enumerate(spec.categories)
                ],
                "textposition": "none",
            }
        )
    for position, (category, series_position) in enumerate(rows):
        name, value = texts_of(spec, category, series_position)
        font = _font(len(rows), sheet)
        drawing.add_annotation(over_bar(position + middle - half, name, value, sheet, font=font, lines=lines))


def _draw_stacked(drawing: Drawing, spec: ChartSpec, sheet: Canvas) -> None:
    count = len(spec.categories)
    _set_axes(drawing, count, _longest_row(spec))
    lines = 1 if sheet.printed else lines_over(spec)
    half = _half_bar(count, sheet, lines=lines)
    middle = _bar_middle(half)
    waterfall = spec.kind is Kind.WATERFALL
    for position, series in enumerate(spec.series):
        drawing.add_trace(
            _foot(series, half=half, middle=middle)
            if waterfall and not position
            else _segment(series, spec, sheet, half=half, middle=middle)
        )
    drawing.update_layout(
        barmode="stack",
        showlegend=not waterfall,
        legend=_legend(sheet),
        uniformtext={"minsize": sheet.sizes.small * 0.8, "mode": "hide"},
    )
    for position, category in enumerate(spec.categories):
        value = spec.category_labels[position] if spec.category_labels else ""
        font = _font(count, sheet)
        drawing.add_annotation(over_bar(position + middle - half, category, value, sheet, font=font, lines=lines))


def _foot(series: Series, *, half: float, middle: float) -> dict[str, Any]:
    """What a step of a waterfall stands on: room that is not drawn."""
    return {
        "type": "bar",
        "orientation": "h",
        "name": escaped(series.name),
        "x": list(series.values),
        "y": [position + middle for position in range(len(series.values))],
        "width": half * 2,
        "marker": {"color": "rgba(0,0,0,0)", "line": {"width": 0}},
        "hoverinfo": "skip",
        "textposition": "none",
    }


def _segment(series: Series, spec: ChartSpec, sheet: Canvas, *, half: float, middle: float) -> dict[str, Any]:
    fill = sheet.mark(series.colour)
    # The ground is named: what a missing one means depends on the version of plotly.js, and the page has its own.
    pattern = {
        "shape": "/",
        "fillmode": "replace",
        "bgcolor": fill,
        "fgcolor": sheet.look.background,
        "fgopacity": 0.45,
        "size": sheet.sizes.font * 0.5,
    }
    return {
        "type": "bar",
        "orientation": "h",
        "name": escaped(series.name),
        "x": list(series.values),
        "y": [position + middle for position in range(len(spec.categories))],
        "width": half * 2,
        "text": [escaped(series.label(index)) for index in range(len(spec.categories))],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": theme.text_on(fill), "size": sheet.sizes.font},
        "marker": {
            "color": fill,
            "line": {"color": sheet.look.background, "width": sheet.sizes.line / 2},
            "pattern": pattern if series.hatched else {"shape": ""},
        },
        "hoverinfo": "text",
        "hovertext": [escaped(_hover(series, spec, index)) for index in range(len(spec.categories))],
    }


def _hover(series: Series, spec: ChartSpec, index: int) -> str:
    """What a segment says; a step of a waterfall says what stands over it."""
    if spec.kind is Kind.WATERFALL:
        return f"{spec.categories[index]}: {spec.category_labels[index]}"
    return f"{spec.categories[index]}, {series.name}: {series.label(index) or 0}"


def _set_axes(drawing: Drawing, rows: int, top: float) -> None:
    drawing.update_layout(
        xaxis={"range": [0, top], "fixedrange": True},
        yaxis={"range": [rows, 0], "fixedrange": True},
    )


def _half_bar(rows: int, sheet: Canvas, *, lines: int = 1) -> float:
    """Half the height of a bar as a part of its row: what the text over it leaves."""
    row_px = sheet.plot_height / max(rows, 1)
    text_px = _font(rows, sheet) * (1.35 if lines == 1 else LEADING * lines)
    free = max(row_px - text_px, row_px * 0.3)
    return min(free * 0.72, sheet.sizes.font * 2.2) / row_px / 2


def _font(rows: int, sheet: Canvas) -> int:
    """The size of the text over the bars: small where the rows are many."""
    dense = sheet.plot_height / max(rows, 1) < sheet.sizes.font * 2.2
    return sheet.sizes.small if dense else sheet.sizes.font


def _bar_middle(half: float) -> float:
    """Where in its row (0 top, 1 bottom) the middle of a bar lies: near the bottom, below its text."""
    return 0.95 - half


def _track(middle: float, half: float, top: float, sheet: Canvas) -> dict[str, Any]:
    """The whole that a share is a part of, behind the bar."""
    ends = {"x0": 0, "x1": top, "y0": middle - half, "y1": middle + half}
    return {"type": "rect", "layer": "below", "fillcolor": sheet.look.grid, "line": {"width": 0}, **ends}


def _longest_bar(spec: ChartSpec) -> float:
    """The longest single bar; at least 1, so that the axis is never empty."""
    return max([1.0, *(value for series in spec.series for value in series.values if value is not None)])


def _longest_row(spec: ChartSpec) -> float:
    """The length of the longest stack; at least 1, so that the axis is never empty."""
    lengths = [sum(series.values[index] or 0 for series in spec.series) for index in range(len(spec.categories))]
    return max([1.0, *lengths])


def _legend(sheet: Canvas) -> dict[str, Any]:
    return {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": 1,
        "yanchor": "bottom",
        "yref": "paper",
        "traceorder": "normal",
        "font": {"size": sheet.sizes.small, "color": sheet.look.ink},
        "itemclick": False,
        "itemdoubleclick": False,
        "bgcolor": "rgba(0,0,0,0)",
    }


def _legend_height(spec: ChartSpec, target: theme.Target) -> float:
    """The height of the legend; on the screen Plotly puts entries that need several rows in columns of equal width."""
    sizes = theme.SIZES[target]
    names = [series.name for series in spec.series]
    if target == "screen":
        columns = max(1, int(SCREEN_WIDTH // (longest(names, sizes.small) + 60)))
        rows = -(-len(names) // columns)
    else:
        edges = 2 * (SIDE_PX + (EDGE if target == "print" else 0))
        rows = legend.rows(legend.entries(names, room=(sizes.width or SCREEN_WIDTH) - edges, font_px=sizes.small))
    return rows * sizes.small * LEGEND_ROW_EM + sizes.font
