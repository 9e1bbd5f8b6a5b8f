"""What a presentation of PowerPoint says, slide by slide, so that two of them can be compared."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn

from tools.workbook_facts import number_format

SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Series:
    """A series of a chart; None is a gap."""

    name: str
    kind: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Chart:
    """A chart: what its axes are labelled with (``formats``: of numbers), what its numbers are, what it is drawn as."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    formats: tuple[str, ...]


@dataclass(frozen=True)
class Slide:
    """A slide. ``texts``: all paragraphs outside tables, sorted; ``alternatives``: of charts and tables, sorted."""

    texts: tuple[str, ...]
    notes: str
    charts: tuple[Chart, ...]
    tables: tuple[tuple[tuple[str, ...], ...], ...]
    alternatives: tuple[str, ...]


def deck_facts(path: Path) -> tuple[Slide, ...]:
    """The slides in their order."""
    return tuple(_slide(slide) for slide in Presentation(str(path)).slides)


def _slide(slide: Any) -> Slide:
    texts, charts, tables, alternatives = [], [], [], []
    for shape in slide.shapes:
        if shape.has_text_frame:
            texts += [_plain(item.text) for item in shape.text_frame.paragraphs if _plain(item.text)]
        elif getattr(shape, "has_chart", False):
            charts.append(_chart(shape.chart))
        elif getattr(shape, "has_table", False):
            tables.append(tuple(tuple(_plain(cell.text) for cell in row.cells) for row in shape.table.rows))
        if not shape.has_text_frame:
            alternatives.append(_plain(shape._element.xpath(".//p:cNvPr")[0].get("descr", "")))
    notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    return Slide(
        tuple(sorted(texts)), _plain(notes.text) if notes is not None else "", tuple(charts), tuple(tables),
        tuple(sorted(alternatives)),
    )  # fmt: skip


def _plain(words: str) -> str:
    return SPACES.sub(" ", words.replace("\v", " ")).strip()


def _chart(chart: Any) -> Chart:
    area = chart._chartSpace.chart.plotArea
    series = sorted(_series(area), key=lambda item: item[0])
    drawn = [item for _, item in series]
    first = next(iter(area.iter(qn("c:cat"))), None)
    formats = (
        number_format(item.get("formatCode", ""))
        for axis in ("c:dateAx", "c:catAx", "c:valAx")
        for item in area.iterfind(f"{qn(axis)}/{qn('c:numFmt')}")
    )
    return Chart(_points(first) if first is not None else (), tuple(drawn), tuple(formats))


def _series(area: Any) -> Iterator[tuple[int, Series]]:
    for plot in area:
        for item in plot.iterfind(qn("c:ser")):
            names = [value.text or "" for value in item.iterfind(f"{qn('c:tx')}//{qn('c:v')}")]
            numbers = _points(item.find(qn("c:val")))
            values = tuple(None if value in ("", "NaN") else round(float(value), 9) for value in numbers)
            order = int(item.find(qn("c:order")).get("val"))
            yield order, Series(_plain("".join(names)), plot.tag.rpartition("}")[2], values)


def _points(values: Any) -> tuple[str, ...]:
    """The values in their order, empty ones too."""
    count = next((int(item.get("val")) for item in values.iter(qn("c:ptCount"))), 0)
    found = {int(item.get("idx")): item.find(qn("c:v")).text or "" for item in values.iter(qn("c:pt"))}
    return tuple(_plain(found.get(place, "")).removesuffix(".0") for place in range(count))


def differences(ours: Slide, theirs: Slide) -> Iterator[str]:
    """What two slides say differently, a line for each."""
    for missing in sorted(set(ours.texts) - set(theirs.texts)):
        yield f"text lost: {missing!r}"
    for added in sorted(set(theirs.texts) - set(ours.texts)):
        yield f"text added: {added!r}"
    for what in ("notes", "tables", "alternatives"):
        if getattr(ours, what) != getattr(theirs, what):
            yield f"{what}: {getattr(ours, what)!r} became {getattr(theirs, what)!r}"
    if len(ours.charts) != len(theirs.charts):
        yield f"{len(ours.charts)} charts became {len(theirs.charts)}"
    for one, other in zip(ours.charts, theirs.charts, strict=False):
        yield from _chart_differences(one, other)


def _chart_differences(ours: Chart, theirs: Chart) -> Iterator[str]:
    for what in ("categories", "formats"):
        if getattr(ours, what) != getattr(theirs, what):
            yield f"{what}: {getattr(ours, what)!r} became {getattr(theirs, what)!r}"
    known = list(theirs.series)
    for item in ours.series:
        named = [other for other in known if other.name == item.name]
        other = next((found for found in named if found.kind == item.kind), named[0] if named else None)
        if other is None:
            yield f"series lost: {item.name!r}"
            continue
        known.remove(other)
        if not _equal(item.values, other.values):
            yield f"values of {item.name!r}: {item.values} became {other.values}"
        if item.kind != other.kind:
            yield f"{item.name!r}, drawn as {item.kind}, became {other.kind}"
    yield from (f"series added: {other.name!r}" for other in known)


def _equal(ours: tuple[float | None, ...], theirs: tuple[float | None, ...]) -> bool:
    """Gaps at the end may be missing."""
    longest = max(len(ours), len(theirs))
    pairs = zip(ours + (None,) * (longest - len(ours)), theirs + (None,) * (longest - len(theirs)), strict=True)
    return all(a == b if a is None or b is None else math.isclose(a, b, abs_tol=1e-9) for a, b in pairs)
