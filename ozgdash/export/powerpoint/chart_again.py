"""Puts new numbers into a native chart that is there: whole where nobody formatted it, else series by series."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from pptx.oxml.ns import qn
from pptx.parts.chart import ChartPart

from ozgdash.export.powerpoint.chart_reading import SCALE, categories_of, look_of, name_of, read
from ozgdash.export.refresh.pieces import Print, digest, folded

CHART = f".//{qn('c:chart')}"
RELATION = qn("r:id")
SPOKEN = ("c:idx", "c:order", "c:tx", "c:cat", "c:val", "c:dLbls")
"""What of a series is new with its numbers; the rest are its looks."""
BEFORE_LABELS = ("c:idx", "c:order", "c:tx", "c:spPr", "c:invertIfNegative", "c:marker", "c:explosion", "c:dPt")
BEFORE_DATA = ("c:trendline", "c:errBars")
AFTER_VALUES = ("c:smooth", "c:shape", "c:extLst")


def chart_part(frame: Any, part: Any) -> Any:
    """The part of the chart in a graphic frame."""
    return part.related_part(frame.find(CHART).get(RELATION))


def write_chart(part: Any, fresh: Any, mark: Print, *, looks_kept: bool) -> None:
    """The numbers, labels and workbook of the chart part ``fresh`` in ``part``.

    ``looks_kept``: a person formatted the chart; then only series that nobody formatted look like the new ones, series
    that a person took out stay out, and axes that a person divided stay divided.
    """
    book = fresh.chart_workbook.xlsx_part
    space = deepcopy(fresh._element)
    if looks_kept:
        _merge(part, space, mark)
    else:
        _swap(part, space)
    if book is not None:
        part.chart_workbook.update_from_xlsx_blob(book.blob)


def adopted(fresh: Any, package: Any) -> Any:
    """A chart part of another presentation as a new one of this package."""
    part = ChartPart.load(package.next_partname(ChartPart.partname_template), fresh.content_type, package, fresh.blob)
    for external in part._element.findall(qn("c:externalData")):
        part._element.remove(external)
    part.chart_workbook.update_from_xlsx_blob(fresh.chart_workbook.xlsx_part.blob)
    return part


def _swap(part: Any, space: Any) -> None:
    """The new chart in the place of the old; it goes on referring to the old one's workbook."""
    old = part._element
    before, after = old.find(qn("c:externalData")), space.find(qn("c:externalData"))
    if after is not None:
        if before is not None:
            after.set(RELATION, before.get(RELATION))
        else:
            space.remove(after)
    part._element = space
    part.__dict__.pop("chart_workbook", None)
    part.__dict__.pop("chart", None)


def _merge(part: Any, space: Any, mark: Print) -> None:
    old, known = part._element, {name for name, _ in mark.series}
    scale_is_ours = read(part)[0].scale == mark.scale
    plots = _plots(old)
    for key, fresh in _plots(space).items():
        if key not in plots:
            continue
        there = {digest(folded(name_of(item))): item for item in plots[key].findall(qn("c:ser"))}
        written = []
        for series in fresh.findall(qn("c:ser")):
            name = digest(folded(name_of(series)))
            if name in there:
                formatted = (name, look_of(there[name])) not in mark.series
                written.append(_series(there[name], series, formatted=formatted))
            elif name not in known:
                written.append(deepcopy(series))
        if written:
            _replace_series(plots[key], written)
    if scale_is_ours:
        _take_scales(old, space)


def _plots(space: Any) -> dict[tuple[str, int], Any]:
    """The plots of a chart by their kind, and which of several of one kind."""
    found: dict[tuple[str, int], Any] = {}
    for plot in space.xpath("./c:chart/c:plotArea/*[c:ser]"):
        found[plot.tag, sum(plot.tag == tag for tag, _ in found)] = plot
    return found


def _replace_series(plot: Any, written: Sequence[Any]) -> None:
    olds = plot.findall(qn("c:ser"))
    for item in written:
        olds[0].addprevious(item)
    for item in olds:
        plot.remove(item)


def _series(old: Any, new: Any, *, formatted: bool) -> Any:
    """The new series, with the looks of the old where a person formatted it."""
    result = deepcopy(new)
    if not formatted:
        return result
    spoken = {qn(tag) for tag in SPOKEN}
    for child in [item for item in result if item.tag not in spoken]:
        result.remove(child)
    values = result.find(qn("c:val"))
    points = dict(zip(map(_first_line, categories_of(new)), range(len(categories_of(new))), strict=True))
    for child in [deepcopy(item) for item in old if item.tag not in spoken]:
        if child.tag == qn("c:dPt") and not _follows(child, categories_of(old), points):
            continue
        if child.tag in set(map(qn, AFTER_VALUES)):
            values.getparent().append(child)
        elif child.tag in set(map(qn, BEFORE_DATA)):
            next(item for item in result if item.tag in (qn("c:cat"), qn("c:val"))).addprevious(child)
        else:
            _before_labels(result, child)
    return result


def _first_line(category: str) -> str:
    return category.partition("\n")[0]


def _follows(point: Any, before: Sequence[str], after: dict[str, int]) -> bool:
    """A point that a person coloured goes with its category; False where that is gone."""
    index = point.find(qn("c:idx"))
    place = int(index.get("val"))
    if place >= len(before) or _first_line(before[place]) not in after:
        return False
    index.set("val", str(after[_first_line(before[place])]))
    return True


def _before_labels(series: Any, child: Any) -> None:
    """Into the order of the standard: what a series looks like stands between its name and its labels."""
    rank = BEFORE_LABELS.index
    tags = [qn(tag) for tag in BEFORE_LABELS]
    wanted = tags.index(child.tag) if child.tag in tags else rank("c:dPt")
    before = [item for item in series if item.tag in tags and tags.index(item.tag) <= wanted]
    before[-1].addnext(child)


def _take_scales(old: Any, space: Any) -> None:
    """How the axes are divided, axis by axis, where both charts have as many."""
    axes = [list(tree.xpath("./c:chart/c:plotArea/*[c:axId][not(c:ser)]")) for tree in (old, space)]
    if [item.tag for item in axes[0]] != [item.tag for item in axes[1]]:
        return
    for before, after in zip(*axes, strict=True):
        for tag in map(qn, SCALE):
            source, target = after.find(tag), before.find(tag)
            if source is not None and target is not None:
                before.replace(target, deepcopy(source))
