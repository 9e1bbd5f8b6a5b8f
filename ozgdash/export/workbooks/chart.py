"""Charts as Excel's own: lines over dates with gaps and the deadline, bars, stacked bars."""

from __future__ import annotations

from datetime import date
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ozgdash import formats
from ozgdash.drawing import bands, theme
from ozgdash.drawing.axes import LONG_SPAN_DAYS
from ozgdash.drawing.lettering import one_line, width
from ozgdash.export.powerpoint.parts import COUNT, MONTH, PERCENT, YEAR
from ozgdash.export.slides.chart_series import EVENTS, upright
from ozgdash.export.slides.scale import top_of
from ozgdash.export.workbooks.chart_block import Block
from ozgdash.export.workbooks.layout import CHART_HEIGHT, CHART_WIDTH
from ozgdash.model.chart import ChartSpec, Dash, Kind, Series, Unit

LONG_SERIES = 24
"""From so many points on the marks are small."""
CHART_TYPES = {
    Kind.LINE: {"type": "line"},
    Kind.BAR: {"type": "bar"},
    Kind.STACKED_BAR: {"type": "bar", "subtype": "stacked"},
    Kind.WATERFALL: {"type": "bar", "subtype": "stacked"},
}
DASHES = {Dash.SOLID: "solid", Dash.DASHED: "dash", Dash.DOTTED: "round_dot"}
MARKERS = ("circle", "square", "diamond", "triangle", "plus", "x", "star", "long_dash")
FONT = {"name": theme.SLIDE_FONT, "size": 10, "color": theme.THEMES["light"].ink}
PLOT_PX, LABEL_PX = 560, 14
"""Width of the bars' part of the chart, estimated, and size of its numbers."""


def add_chart(
    book: xlsxwriter.Workbook, sheet: Worksheet, spec: ChartSpec, block: Block, *, row: int, column: int
) -> None:
    """Draws the block as a chart of Excel's own at that cell."""
    chart = book.add_chart(CHART_TYPES[spec.kind])
    top = top_of(spec)
    drawn = 0
    own = len(block.series) - upright(spec) - len(spec.bands)
    waterfall = spec.kind is Kind.WATERFALL
    for position, item in enumerate(block.series[: len(block.series) - len(spec.bands)]):
        reference = position >= own
        options = block.source(position) | (_upright(item) if reference else _looks(item, spec, drawn, top))
        if waterfall and not position:
            options |= {"fill": {"none": True}, "border": {"none": True}}
        # An expected line has the mark of the measured one that it continues.
        drawn += not item.guide and item.expected_from is None
        chart.add_series(options)
    below = _areas(book, spec, block)
    if below is not None:
        below.combine(chart)
    whole = below or chart
    whole.set_title({"name": inert(spec.title), "name_font": {**FONT, "size": 12, "bold": True}, "overlay": False})
    whole.set_size({"width": CHART_WIDTH, "height": CHART_HEIGHT})
    whole.show_hidden_data()
    _set_axes(whole, spec, top)
    bare = waterfall or (own == 1 and len(block.series) == own)
    hidden = _unnamed(spec, own)
    whole.set_legend({"none": True} if bare else {"position": "bottom", "font": FONT, "delete_series": hidden})
    sheet.insert_chart(
        row, column, whole, {"description": one_line(spec.alt_text), "object_position": 3, "x_offset": 4, "y_offset": 2}
    )


def _areas(book: xlsxwriter.Workbook, spec: ChartSpec, block: Block) -> Any:
    """Each band as an area that stands on its lower edge, on a foot that is not seen; None without bands."""
    if not spec.bands:
        return None
    place = {item.key: position for position, item in enumerate(block.series)}
    areas = book.add_chart({"type": "area", "subtype": "stacked"})
    for band in spec.bands:
        shade = {"color": band.colour, "transparency": round(100 * (1 - theme.BAND_OPACITY))}
        areas.add_series(block.source(place[f"{band.key}-low"]) | {"fill": {"none": True}, "border": {"none": True}})
        areas.add_series(block.source(place[f"{band.key}-breadth"]) | {"fill": shade, "border": {"none": True}})
    return areas


def _unnamed(spec: ChartSpec, own: int) -> list[int]:
    """The series that the legend leaves out, areas counted first: feet and edges of bands, and reference lines."""
    both = 2 * len(spec.bands)
    lines = own - both
    return [*range(0, both, 2), *range(both + lines, both + own + upright(spec))]


def inert(words: str) -> str:
    """A text of a chart: one that begins like a formula gets a space that shows nothing in front."""
    line = one_line(words)
    return f"\u00a0{line}" if line.startswith("=") else line


def _looks(item: Series, spec: ChartSpec, drawn: int, top: float) -> dict[str, Any]:
    if spec.kind is Kind.LINE:
        colour = bands.mark(item, spec, "#FFFFFF")
        line = {"color": colour, "width": 1.5 if item.guide else 2.5, "dash_type": DASHES[item.dash]}
        size = 3 if len(item.values) > LONG_SERIES else 6
        marker = {
            "type": MARKERS[drawn % len(MARKERS)],
            "size": size,
            "fill": {"color": colour},
            "border": {"color": colour},
        }
        return {"line": line, "marker": {"type": "none"} if item.guide else marker}
    looks: dict[str, Any] = {"gap": 45, "fill": {"color": item.colour}}
    if item.hatched:
        light = theme.mixed(item.colour, "#FFFFFF", 0.45)
        looks = {"gap": 45, "pattern": {"pattern": "light_upward_diagonal", "fg_color": light, "bg_color": item.colour}}
    if spec.kind is Kind.WATERFALL:
        return {**looks, "border": {"color": "#FFFFFF"}}
    if spec.kind is not Kind.BAR:
        return {**looks, "border": {"color": "#FFFFFF"}, "data_labels": _segment_labels(item, spec, top)}
    labels = [
        {"value": inert(item.label(index))} if value is not None and item.label(index) else {"delete": True}
        for index, value in enumerate(item.values)
    ]
    return {**looks, "data_labels": {"value": True, "position": "outside_end", "font": FONT, "custom": labels}}


def _segment_labels(item: Series, spec: ChartSpec, top: float) -> dict[str, Any]:
    """The numbers themselves; none where a segment is too narrow for its number."""
    beside = LABEL_PX / 2 if item.hatched else 0.0
    needed = [width(formats.number(value or 0.0, spec.lang), LABEL_PX) + beside for value in item.values]
    custom = [
        {"delete": True} if (value or 0.0) / top * PLOT_PX < room else None
        for value, room in zip(item.values, needed, strict=True)
    ]
    return {
        "value": True,
        "num_format": COUNT[spec.lang],
        "position": "center",
        "font": {**FONT, "color": theme.text_on(item.colour)},
        "custom": custom,
    }


def _upright(item: Series) -> dict[str, Any]:
    """Points without a mark whose error bars reach the axis: a reference line, or the marks of events."""
    events = item.key == EVENTS
    words = item.labels if events else ["" if value is None else item.name for value in item.values]
    labels: list[dict[str, Any]] = [{"value": inert(said)} if said else {"delete": True} for said in words]
    line = (
        {"color": item.colour, "width": 0.75, "dash_type": "round_dot"}
        if events
        else {"color": item.colour, "width": 1.25}
    )
    return {
        "line": {"none": True},
        "marker": {"type": "none"},
        "y_error_bars": {
            "type": "percentage",
            "value": 100,
            "direction": "minus",
            "end_style": 0,
            "line": line,
        },
        "data_labels": {
            "value": True,
            "position": "right" if events else "above",
            "font": {**FONT, "bold": not events},
            "custom": labels,
        },
    }


def _set_axes(chart: Any, spec: ChartSpec, top: float) -> None:
    light = theme.THEMES["light"]
    form = (PERCENT if spec.unit is Unit.SHARE else COUNT)[spec.lang]
    value = {
        "min": 0,
        "max": top,
        "num_format": form,
        "num_font": FONT,
        "line": {"none": True},
        "major_gridlines": {"visible": True, "line": {"color": light.grid}},
    }
    if spec.kind is Kind.LINE:
        chart.set_x_axis({"num_font": FONT, "line": {"color": light.muted}, **_days(spec)})
        chart.set_y_axis({**value, "major_unit": top / 4})
    else:
        names = {"num_font": FONT, "reverse": True, "line": {"color": light.muted}, "interval_unit": 1}
        chart.set_y_axis({**names, "major_tick_mark": "none", "major_gridlines": {"visible": False}})
        chart.set_x_axis({**value, "visible": False, "major_gridlines": {"visible": False}})


def _days(spec: ChartSpec) -> dict[str, Any]:
    first, last = date.fromisoformat(spec.categories[0]), date.fromisoformat(spec.categories[-1])
    years = (last - first).days > LONG_SPAN_DAYS
    months = max(1, round((last - first).days / 30.4 / 6))
    unit = (
        {"major_unit": 1, "major_unit_type": "years"} if years else {"major_unit": months, "major_unit_type": "months"}
    )
    return {"date_axis": True, "num_format": YEAR if years else MONTH, **unit}
