"""Lines of a native chart: gaps, guides, the deadline, and labels at the lines' ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from ozgdash.drawing import bands, theme
from ozgdash.drawing.axes import LONG_SPAN_DAYS
from ozgdash.drawing.lettering import cut, longest, one_line
from ozgdash.drawing.line_labels import begins_inside, crowded, end_places, middle_of
from ozgdash.drawing.placing import Place
from ozgdash.export.powerpoint.parts import MONTH, YEAR, set_value_axis, write_label
from ozgdash.export.powerpoint.presentation import rgb
from ozgdash.export.slides.layouts import Box
from ozgdash.export.slides.scale import LABEL_PT
from ozgdash.model.chart import Band, ChartSpec, Dash, ReferenceLine, Series

LABEL_GAP_PT = 12
"""From a point to the text of its label, and on its other side."""
MAX_LABEL_PT = 104
"""Wider labels are broken by some programs, at places of their own."""
DASHES = {Dash.SOLID: MSO_LINE.SOLID, Dash.DASHED: MSO_LINE.DASH, Dash.DOTTED: MSO_LINE.ROUND_DOT}
MARKERS = (
    XL_MARKER_STYLE.CIRCLE,
    XL_MARKER_STYLE.SQUARE,
    XL_MARKER_STYLE.DIAMOND,
    XL_MARKER_STYLE.TRIANGLE,
    XL_MARKER_STYLE.PLUS,
    XL_MARKER_STYLE.X,
    XL_MARKER_STYLE.STAR,
    XL_MARKER_STYLE.DASH,
)
EXCEL_EPOCH = date(1899, 12, 30)
Plot = tuple[float, float, float, float]
"""Left, top, width and height of the plot as parts of the chart's."""


def reference_series(line: ReferenceLine, spec: ChartSpec, top: float) -> Series:
    """The line as a series of one point at the top, on the last day of the axis up to it."""
    before = [index for index, day in enumerate(spec.categories) if date.fromisoformat(day) <= line.at]
    at = before[-1] if before else 0
    values = tuple(top if index == at else None for index in range(len(spec.categories)))
    return Series("reference", line.label, values, theme.THEMES["light"].ink)


def draw_lines(chart: Any, spec: ChartSpec, series: list[Series], box: Box, top: float) -> None:
    """Styles the chart's series, which are ``series`` in the same order, and its axes.

    ``box``: the chart's place; ``top``: where the value axis ends.
    """
    named = {edge.key: edge for edge in (_named_edge(band, spec) for band in spec.bands)}
    written = [part for item in (*spec.series, *named.values()) for part in _label(item)]
    labels = longest([cut(part, max_px=MAX_LABEL_PT, font_px=LABEL_PT) for part in written], LABEL_PT)
    plot = (0.055, 0.085, min(0.93 - labels / box.width, 0.9), 0.80)
    _place_plot(chart, plot)
    _set_date_axis(chart.category_axis, spec)
    set_value_axis(chart.value_axis, spec, top)
    position, whole = 0, {item.key: item for item in spec.series} | named
    places = _label_places([*spec.series, *named.values()], spec, plot, box, top)
    # The areas of bands are a plot before that of the lines.
    for item, drawn in zip(series, list(chart.plots)[-1].series, strict=True):
        drawn.smooth = False
        if item.key == "reference":
            _draw_reference(drawn, item)
            continue
        _draw_line(drawn, item, MARKERS[position % len(MARKERS)], bands.mark(item, spec, "#FFFFFF"))
        if item.expected_from is not None:
            continue
        if not item.guide:
            position += 1
            lines = 2 if _counted(spec, box) else 1
            _label_end(drawn, whole[item.key], places.get(item.key), lines=lines)
        elif item.key in named:
            _label_end(drawn, named[item.key], places.get(item.key), lines=1)
        elif item.key in whole and not crowded(item, spec, top):
            _label_guide(drawn, item)


def _named_edge(band: Band, spec: ChartSpec) -> Series:
    """The edge at whose end the band's name stands, as a line that is labelled with it."""
    return replace(bands.named_edge(band, spec), name=band.name, guide=False)


def _draw_line(drawn: Any, item: Series, marker: Any, colour: str) -> None:
    line = drawn.format.line
    line.color.rgb = rgb(colour)
    line.width = Pt(1.5 if item.guide else 2.5)
    line.dash_style = DASHES[item.dash]
    drawn.marker.style = XL_MARKER_STYLE.NONE
    if item.guide or item.last is None:
        return
    known = [value is not None for value in item.values]
    alone = [
        i for i, own in enumerate(known) if own and not any(known[j] for j in (i - 1, i + 1) if 0 <= j < len(known))
    ]
    for index in {*alone, item.last, *range(item.last % 6, len(known), 6)}:
        if known[index] and (item.dash is Dash.SOLID or index == item.last):
            _mark(drawn.points[index].marker, colour, marker)


def _mark(marker: Any, colour: str, style: Any) -> None:
    marker.style, marker.size = style, 7
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = rgb(colour)
    marker.format.line.color.rgb = rgb(colour)


def _counted(spec: ChartSpec, box: Box) -> bool:
    """Whether there is room for name and count at the end of every line."""
    return sum(1 for item in spec.series if not item.guide) * LABEL_PT * 2.5 <= box.height * 0.8


def _label(item: Series) -> list[str]:
    return [] if item.last is None or item.guide else [item.name, item.label(item.last)]


def _label_places(series: Sequence[Series], spec: ChartSpec, plot: Plot, box: Box, top: float) -> dict[str, Place]:
    """Series key -> the place of its label; ``up`` is how far it moves up, as a part of the chart's height.

    A series of which the label finds no room is missing.
    """
    drawn = [item for item in series if item.last is not None and not item.guide]
    width, height = plot[2] * box.width, plot[3] * box.height
    tall = LABEL_PT * (2.5 if _counted(spec, box) else 1.3)
    sizes = [(LABEL_GAP_PT + longest(_label(item), LABEL_PT), tall) for item in drawn]
    places = end_places(drawn, sizes, spec, (width, height), top, _first_day(spec))
    return {
        drawn[index].key: Place((place.up - _end(drawn[index]) / top * height) / box.height, place.left)
        for index, place in places.items()
    }


def _end(item: Series) -> float:
    return item.values[item.last or 0] or 0.0


def _label_end(drawn: Any, item: Series, place: Place | None, *, lines: int) -> None:
    if item.last is None or place is None:
        return
    label = drawn.points[item.last].data_label
    label.position = XL_LABEL_POSITION.LEFT if place.left else XL_LABEL_POSITION.RIGHT
    parts = [cut(line, max_px=MAX_LABEL_PT, font_px=LABEL_PT) for line in _label(item)[:lines]]
    write_label(label, parts, theme.readable(item.colour, "#FFFFFF", theme.MIN_TEXT_CONTRAST), bold_first=True)
    if abs(place.up) > 0.004:
        _shift(label, -place.up)


def _label_guide(drawn: Any, item: Series) -> None:
    if item.last is None:
        return
    at_end = begins_inside(item)
    label = drawn.points[item.last if at_end else middle_of(item)].data_label
    label.position = XL_LABEL_POSITION.RIGHT if at_end else XL_LABEL_POSITION.LEFT
    write_label(label, [one_line(item.name)], theme.readable(item.colour, "#FFFFFF", theme.MIN_TEXT_CONTRAST))


def _shift(label: Any, offset: float) -> None:
    """Moves a data label down by a part of the chart's height, without a line from it to its point."""
    element = label._dLbl
    for lines in element.getparent().findall(qn("c:showLeaderLines")):
        lines.set("val", "0")
    layout = parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:x val="0"/><c:y val="{offset:.4f}"/></c:manualLayout></c:layout>'
    )
    element.find(qn("c:idx")).addnext(layout)


def _draw_reference(drawn: Any, item: Series) -> None:
    """A point without a mark whose error bar reaches the axis: it stays in its place when the chart is edited."""
    drawn.format.line.fill.background()
    drawn.marker.style = XL_MARKER_STYLE.NONE
    bars = parse_xml(
        f'<c:errBars {nsdecls("c", "a")}><c:errDir val="y"/><c:errBarType val="minus"/><c:errValType val="percentage"/>'
        f'<c:noEndCap val="1"/><c:val val="100"/><c:spPr><a:ln w="15875"><a:solidFill>'
        f'<a:srgbClr val="{item.colour[1:]}"/></a:solidFill></a:ln></c:spPr></c:errBars>'
    )
    drawn._element.find(qn("c:cat")).addprevious(bars)
    if item.last is not None:
        label = drawn.points[item.last].data_label
        label.position = XL_LABEL_POSITION.ABOVE
        write_label(label, [one_line(item.name)], item.colour, bold_first=True)


def _place_plot(chart: Any, plot: Plot) -> None:
    """Fixes the plot area inside the chart (left, top, width, height as parts of it), so that labels find room."""
    left, top, width, height = plot
    layout = parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/><c:x val="{left:.4f}"/><c:y val="{top:.4f}"/><c:w val="{width:.4f}"/>'
        f'<c:h val="{height:.4f}"/></c:manualLayout></c:layout>'
    )
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, layout)


def _first_day(spec: ChartSpec) -> date:
    """The day with which the axis begins: over many years the first of January."""
    first, last = date.fromisoformat(spec.categories[0]), date.fromisoformat(spec.categories[-1])
    return date(first.year, 1, 1) if (last - first).days > LONG_SPAN_DAYS else first


def _set_date_axis(axis: Any, spec: ChartSpec) -> None:
    first, last = date.fromisoformat(spec.categories[0]), date.fromisoformat(spec.categories[-1])
    years = (last - first).days > LONG_SPAN_DAYS
    axis.tick_labels.number_format = YEAR if years else MONTH
    axis.tick_labels.number_format_is_linked = False
    axis.format.line.color.rgb = rgb(theme.THEMES["light"].muted)
    axis.has_major_gridlines = False
    axis.major_tick_mark = XL_TICK_MARK.OUTSIDE
    element = axis._element
    for tag in ("c:baseTimeUnit", "c:majorUnit", "c:majorTimeUnit"):
        for old in element.findall(qn(tag)):
            element.remove(old)
    if years:
        axis.minimum_scale = (_first_day(spec) - EXCEL_EPOCH).days
    months = max(1, round((last - first).days / 30.4 / 6))
    unit, size = ("years", 1) if years else ("months", months)
    for tag, value in (("c:baseTimeUnit", "days"), ("c:majorUnit", size), ("c:majorTimeUnit", unit)):
        element.append(parse_xml(f'<{tag} {nsdecls("c")} val="{value}"/>'))
