"""Bands of a native chart: a stacked area below the lines, on a foot that is not seen."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from ozgdash.drawing import theme
from ozgdash.model.chart import Band, Series

OF_LINES = ("c:marker", "c:smooth")
"""What a series of a line has and that of an area must not have."""


def draw_bands(chart: Any, bands: Sequence[Band], series: Sequence[Series]) -> None:
    """Turns the series of each band's breadth, so far lines, into an area that stands on the band's lower edge.

    ``series``: those of the chart in their order, with the edges and the breadth of each band. The area's foot reads
    the same column of the embedded workbook as the lower edge: who changes it there moves both.
    """
    lines = chart._chartSpace.chart.plotArea.find(qn("c:lineChart"))
    drawn = dict(zip((item.key for item in series), lines.findall(qn("c:ser")), strict=True))
    areas: list[Any] = []
    for number, band in enumerate(bands, start=len(series)):
        rise, foot = drawn[f"{band.key}-breadth"], deepcopy(drawn[f"{band.key}-low"])
        lines.remove(rise)
        for tag in ("c:idx", "c:order"):
            # What comes first lies below.
            foot.find(qn(tag)).set("val", rise.find(qn(tag)).get("val"))
            rise.find(qn(tag)).set("val", str(number))
        areas += [_filled(foot, "<a:noFill/>"), _filled(rise, _shade(band))]
    axes = "".join(f'<c:axId val="{axis.get("val")}"/>' for axis in lines.findall(qn("c:axId")))
    for foot, rise in zip(areas[::2], areas[1::2], strict=True):
        area = parse_xml(
            f'<c:areaChart {nsdecls("c")}><c:grouping val="stacked"/><c:varyColors val="0"/>{axes}</c:areaChart>'
        )
        area.find(qn("c:varyColors")).addnext(rise)
        area.find(qn("c:varyColors")).addnext(foot)
        lines.addprevious(area)


def _filled(series: Any, fill: str) -> Any:
    for part in [part for tag in OF_LINES for part in series.findall(qn(tag))]:
        series.remove(part)
    looks = parse_xml(f"<c:spPr {nsdecls('c', 'a')}>{fill}<a:ln><a:noFill/></a:ln></c:spPr>")
    series.find(qn("c:tx")).addnext(looks)
    return series


def _shade(band: Band) -> str:
    opacity = round(theme.BAND_OPACITY * 100_000)
    return f'<a:solidFill><a:srgbClr val="{band.colour[1:]}"><a:alpha val="{opacity}"/></a:srgbClr></a:solidFill>'
