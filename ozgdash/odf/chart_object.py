"""A chart as a document of its own, to be embedded in a presentation or a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ozgdash.odf.chart import Axis, Chart, Kind, Legend, Plot, Title
from ozgdash.odf.chart_data import Addresses, data_table, day_number
from ozgdash.odf.chart_looks import Stroke
from ozgdash.odf.chart_series import series_xml
from ozgdash.odf.chart_styles import ChartStyles, Properties, centimetres
from ozgdash.odf.objects import Embedded
from ozgdash.odf.package import GENERATOR
from ozgdash.odf.xml import Attributes, document, element, paragraphs, plain

MIMETYPE = "application/vnd.oasis.opendocument.chart"
PREFIXES = ("office", "style", "fo", "number", "text", "table", "draw", "svg", "chart", "chartooo", "loext", "xlink")
BARE: Properties = {"draw:stroke": "none", "draw:fill": "none"}


def chart_object(chart: Chart, folder: str) -> Embedded:
    """The chart in that folder of a package; equal charts give equal bytes."""
    styles = ChartStyles(chart.language, chart.country)
    body = element("office:body", None, element("office:chart", None, _chart(chart, styles)))
    parts: dict[str, str | bytes] = {
        "content.xml": document("office:document-content", PREFIXES, styles.automatic_xml(), body),
        "styles.xml": document("office:document-styles", ("office", "draw"), styles.common_xml()),
        "meta.xml": document("office:document-meta", ("office", "meta"), element("office:meta", None, _generator())),
    }
    return Embedded(folder, MIMETYPE, parts)


def _generator() -> str:
    return element("meta:generator", None, plain(GENERATOR))


def _plain(colour: str) -> Attributes:
    return {"draw:stroke": "none", "draw:fill": "solid", "draw:fill-color": colour.lower()}


def _chart(chart: Chart, styles: ChartStyles) -> str:
    areas = any(item.kind is Kind.AREA for item in chart.series)
    facts: Attributes = {
        "svg:width": centimetres(chart.width_cm),
        "svg:height": centimetres(chart.height_cm),
        "xlink:href": ".." if chart.source else ".",
        "xlink:type": "simple",
        "chart:class": Kind.AREA.value if areas else chart.series[0].kind.value,
        "chart:style-name": styles.style(graphic=BARE if chart.ground is None else _plain(chart.ground)),
    }
    addresses = Addresses(chart)
    return element(
        "chart:chart",
        facts,
        _title(chart.title, styles) if chart.title else "",
        _legend(chart.legend, styles) if chart.legend else "",
        _plot_area(chart, addresses, styles),
        data_table(chart),
    )


def _title(title: Title, styles: ChartStyles) -> str:
    return element("chart:title", {"chart:style-name": styles.style(font=title.font)}, paragraphs(title.words))


def _legend(legend: Legend, styles: ChartStyles) -> str:
    look = styles.style({"chart:auto-position": "true"}, BARE, legend.font)
    expansion = "wide" if legend.side.value in ("top", "bottom") else "high"
    facts: Attributes = {
        "chart:legend-position": legend.side.value,
        "style:legend-expansion": expansion,
        "chart:style-name": look,
    }
    return element("chart:legend", facts)


def _plot_area(chart: Chart, addresses: Addresses, styles: ChartStyles) -> str:
    look = styles.style(_arrangement(chart))
    facts: Attributes = {
        "chart:style-name": look,
        "table:cell-range-address": addresses.all() if chart.source else None,
        "chart:data-source-has-labels": "both",
        **(_rectangle(chart.plot, chart) if chart.plot else {}),
    }
    region = element("chart:coordinate-region", _rectangle(chart.plot, chart)) if chart.plot else ""
    series = (series_xml(item, chart, addresses, styles) for item in chart.series)
    wall = element("chart:wall", {"chart:style-name": styles.style(graphic=BARE)})
    return element("chart:plot-area", facts, region, *_axes(chart, addresses, styles), *series, wall)


def _arrangement(chart: Chart) -> Properties:
    return {
        "chart:stacked": "true" if chart.stacked else "false",
        "chart:vertical": "true" if chart.horizontal else "false",
        "chart:treat-empty-cells": "leave-gap",
        "chart:include-hidden-cells": "true",
        "chart:auto-position": "false" if chart.plot else "true",
        "chart:auto-size": "false" if chart.plot else "true",
    }


def _rectangle(plot: Plot, chart: Chart) -> Attributes:
    return {
        "svg:x": centimetres(plot.left * chart.width_cm),
        "svg:y": centimetres(plot.top * chart.height_cm),
        "svg:width": centimetres(plot.width * chart.width_cm),
        "svg:height": centimetres(plot.height * chart.height_cm),
    }


def _axes(chart: Chart, addresses: Addresses, styles: ChartStyles) -> Iterator[str]:
    days = chart.category_axis.days
    categories = element("chart:categories", {"table:cell-range-address": addresses.categories()})
    scale = ""
    if days is not None:
        steps: Attributes = {
            "chart:base-time-unit": "days",
            "chart:major-interval-value": days.every,
            "chart:major-interval-unit": days.step.value,
        }
        scale = element("chartooo:date-scale", steps)
    kind = {"chartooo:axis-type": "date" if days else "text"}
    yield _axis(chart.category_axis, "x", styles, _spacing(chart), kind, scale + categories)
    yield _axis(chart.value_axis, "y", styles, _spacing(chart), {}, "")


def _spacing(chart: Chart) -> Properties:
    return {"chart:gap-width": chart.gap, "chart:overlap": 100 if chart.stacked else 0}


def _axis(axis: Axis, dimension: str, styles: ChartStyles, spacing: Properties, kind: Attributes, within: str) -> str:
    properties: Properties = {
        "chart:display-label": "true",
        "chart:visible": "true" if axis.visible else "false",
        "chart:logarithmic": "false",
        "chart:minimum": _end(axis.lowest),
        "chart:maximum": _end(axis.highest),
        "chart:interval-major": axis.interval if axis.interval is None else str(axis.interval),
        "chart:reverse-direction": "true" if axis.backwards else "false",
        "chart:tick-marks-major-inner": "false",
        "chart:tick-marks-major-outer": "true" if axis.ticks else "false",
        "chart:link-data-style-to-source": "false" if axis.number else None,
        "chart:axis-position": "0",
        "text:line-break": "true" if dimension == "x" else "false",
        "chart:label-arrangement": "side-by-side",
        **(spacing if dimension == "y" else {}),
    }
    facts: Attributes = {
        "chart:dimension": dimension,
        "chart:name": f"primary-{dimension}",
        "chart:style-name": styles.style(properties, styles.stroke(axis.line), axis.font, axis.number),
        **kind,
    }
    title = _title(Title(axis.title, axis.font), styles) if axis.title else ""
    return element("chart:axis", facts, title, within, _grid(axis.grid, styles) if axis.grid else "")


def _grid(grid: Stroke, styles: ChartStyles) -> str:
    look = styles.style(graphic=styles.stroke(grid))
    return element("chart:grid", {"chart:style-name": look, "chart:class": "major"})


def _end(value: float | date | None) -> str | None:
    if value is None:
        return None
    return str(day_number(value)) if isinstance(value, date) else str(value)
