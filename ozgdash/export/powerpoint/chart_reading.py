"""A native chart read from a presentation: the numbers that it draws, and digests of how it draws them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pptx.oxml.ns import qn

from ozgdash.export.powerpoint.canonical import canonical
from ozgdash.export.refresh.pieces import ChartRead, Numbers, SeriesRead, digest, number

MAX_POINTS = 100_000
LINKED = "linked"
DATA = ("c:tx", "c:cat", "c:val", "c:xVal", "c:yVal", "c:idx", "c:order", "c:dLbls")
"""What a series has besides its looks."""
ASIDE = ("c:ser", "c:extLst", "c:externalData", "c:lang", "c:date1904", "c:roundedCorners", "c:autoTitleDeleted",
         "c:scaling", "c:majorUnit", "c:minorUnit", "c:printSettings", "c:style")  # fmt: skip
SCALE = ("c:scaling", "c:majorUnit", "c:minorUnit")


def read(part: Any) -> tuple[ChartRead, str]:
    """The chart of a chart part, and the digest of everything about it that is no number."""
    space = part._element
    plot = space.find(f"{qn('c:chart')}/{qn('c:plotArea')}")
    drawn = list(plot.iter(qn("c:ser"))) if plot is not None else []
    series = tuple(SeriesRead(name_of(item), values_of(item), look_of(item)) for item in drawn)
    scale = digest(*(canonical(item, ()) for item in space.iter(*map(qn, SCALE))))
    look = digest(canonical(space, ASIDE), *(canonical(item, ()) for item in space.iter(qn("c:dLblPos"))))
    looks = sorted(f"{item.name}{item.look}" for item in series)
    chart = ChartRead(
        categories=categories_of(drawn[0]) if drawn else (),
        series=series,
        scale=scale,
        book=_book(part),
        kind=kind_of(space),
        labels=digest(*(item.text or "" for label in space.iter(qn("c:dLbls")) for item in label.iter(qn("a:t")))),
    )
    return chart, digest(look, *looks)


def kind_of(space: Any) -> str:
    """The kinds of plot that a chart is made of, in order."""
    plots = space.xpath("./c:chart/c:plotArea/*[c:ser]")
    return " ".join(item.tag.rpartition("}")[2] for item in plots)


def name_of(series: Any) -> str:
    """What a series is called."""
    return "".join(item.text or "" for item in series.xpath("./c:tx//c:v"))


def values_of(series: Any) -> Numbers:
    """The numbers of a series; None where a point has none, or none that is a number."""
    found = _points(series.find(qn("c:val")))
    return tuple(number(found.get(place)) for place in range(_count(series.find(qn("c:val")), found)))


def categories_of(series: Any) -> tuple[str, ...]:
    """The categories of a series as they are written down."""
    found = _points(series.find(qn("c:cat")))
    return tuple(found.get(place, "") for place in range(_count(series.find(qn("c:cat")), found)))


def look_of(series: Any) -> str:
    """The digest of the colours, lines and points of a series."""
    parts = [canonical(item, ("c:extLst",)) for item in series if item.tag not in set(map(qn, (*DATA, "c:extLst")))]
    return digest(*parts)


def _points(source: Any) -> Mapping[int, str]:
    if source is None:
        return {}
    points = source.iter(qn("c:pt"))
    return {int(point.get("idx")): "".join(item.text or "" for item in point.iter(qn("c:v"))) for point in points}


def _count(source: Any, found: Mapping[int, str]) -> int:
    """How many points there are; a file may say any number."""
    said = [] if source is None else [int(item.get("val")) for item in source.iter(qn("c:ptCount"))]
    return min(max([*said, *(place + 1 for place in found)], default=0), MAX_POINTS)


def _book(part: Any) -> str:
    """The digest of the numbers in the chart's workbook; empty where it has none, a word where it is a linked file."""
    from ozgdash.export.powerpoint.chart_workbook import numbers_digest

    external = part._element.find(qn("c:externalData"))
    if external is not None and part.rels[external.get(qn("r:id"))].is_external:
        return LINKED
    book = part.chart_workbook.xlsx_part
    return numbers_digest(book.blob) if book is not None else ""
