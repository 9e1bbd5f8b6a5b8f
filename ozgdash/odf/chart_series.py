"""A series of a chart: its line, bars or area, its points where they differ, their labels."""

from __future__ import annotations

from collections.abc import Iterator

from ozgdash.odf.chart import Chart, Kind, Point, Series
from ozgdash.odf.chart_data import Addresses
from ozgdash.odf.chart_looks import Fill, Label, Stroke
from ozgdash.odf.chart_styles import ChartStyles, Properties, caption, symbol
from ozgdash.odf.xml import Attributes, element, plain


def series_xml(series: Series, chart: Chart, addresses: Addresses, styles: ChartStyles) -> str:
    """The series; its numbers stand where ``addresses`` says."""
    facts: Attributes = {
        "chart:style-name": _style(series, styles),
        "chart:values-cell-range-address": addresses.values(series),
        "chart:label-cell-address": addresses.name(series),
        "chart:class": series.kind.value,
        "loext:hide-legend": None if series.in_legend else "true",
    }
    return element("chart:series", facts, _drop(series.drop, styles), *_points(series, len(chart.categories), styles))


def _style(series: Series, styles: ChartStyles) -> str:
    properties: Properties = {
        **symbol(series.marker), **caption(series.label), **_down(series.drop), **_without_leaders(series)
    }  # fmt: skip
    label = series.label
    graphic = _graphic(series.stroke, series.fill, series.kind, styles)
    return styles.style(properties, graphic, label.font if label else None, label.number if label else None)


def _graphic(stroke: Stroke | None, fill: Fill | None, kind: Kind, styles: ChartStyles) -> Properties:
    """The fill of a line is the colour of its marks."""
    if kind is Kind.LINE:
        colour = {"draw:fill-color": stroke.colour.lower()} if stroke else {}
        return {**styles.stroke(stroke), **colour}
    return {**styles.stroke(stroke), **styles.fill(fill)}


def _without_leaders(series: Series) -> Properties:
    """LibreOffice draws a line from a label that was moved to its point, unless it is told not to."""
    moved = any(point.label is not None and any(point.label.moved) for _, point in series.points)
    return {"loext:custom-leader-lines": "false"} if moved else {}


def _down(drop: Stroke | None) -> Properties:
    """An error of 100 per cent downwards reaches the axis from wherever its point is."""
    if drop is None:
        return {}
    return {
        "chart:error-category": "percentage",
        "chart:error-percentage": 100,
        "chart:error-upper-indicator": "false",
        "chart:error-lower-indicator": "true",
    }


def _drop(drop: Stroke | None, styles: ChartStyles) -> str:
    if drop is None:
        return ""
    look = styles.style(_down(drop), styles.stroke(drop))
    return element("chart:error-indicator", {"chart:style-name": look, "chart:dimension": "y"})


def _points(series: Series, count: int, styles: ChartStyles) -> Iterator[str]:
    """One element for each point that differs, and one for all those between two of them."""
    done = 0
    for place, point in series.points:
        if place > done:
            yield _alike(place - done)
        yield _point(point, series, styles)
        done = place + 1
    if count > done:
        yield _alike(count - done)


def _alike(count: int) -> str:
    return element("chart:data-point", {"chart:repeated": count if count > 1 else None})


def _point(point: Point, series: Series, styles: ChartStyles) -> str:
    label = point.label or (None if point.unlabelled else series.label)
    properties: Properties = symbol(point.marker) if point.marker else {}
    if point.label or point.unlabelled:
        properties = {**properties, **caption(label)}
    graphic = styles.fill(point.fill) if point.fill else None
    look = styles.style(properties, graphic, label.font if label else None, label.number if label else None)
    facts: Attributes = {"chart:style-name": look}
    if point.label is None or not point.label.lines:
        return element("chart:data-point", facts)
    right, down = point.label.moved
    moved: Attributes = {"loext:custom-label-pos-x": f"{right:.4f}", "loext:custom-label-pos-y": f"{down:.4f}"}
    return element("chart:data-point", {**facts, **(moved if right or down else {})}, _words(point.label))


def _words(label: Label) -> str:
    """Its own words: each a span, because programs take nothing else for them, and a line break is one as well."""
    between = element("text:span", None, "\n")
    spans = between.join(element("text:span", None, plain(line)) for line in label.lines)
    return element("chart:data-label", None, element("text:p", None, spans))
