"""Slides and workbooks of Microsoft Office."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import Any

from defusedxml import ElementTree

from ozgdash.proof.documents import Drawn, Part, Rows
from ozgdash.sources.archives import Limits, opened

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")
WORKSHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")


def slides(content: bytes, limits: Limits) -> Iterator[Part]:
    """A part for each slide with its tables and charts, and for what is read aloud or by the speaker."""
    archive = opened(content, limits)[0]
    for number, root in _numbered(archive, SLIDE):
        slide = f"ppt/slides/slide{number}.xml"
        drawn, said = [], []
        for name in _beside(archive, slide, "charts"):
            chart = ElementTree.fromstring(archive.read(name))
            drawn += [_cached(chart), *_embedded(archive, name, _is_line(chart))]
            said += _paragraphs(chart)
        yield Part(number, (*_paragraphs(root), *said), tuple(_tables(root)), tuple(drawn))
        yield from (Part(number, (unseen,)) for unseen in _unseen(archive, slide, root))


def _numbered(archive: zipfile.ZipFile, pattern: re.Pattern[str]) -> list[tuple[str, Any]]:
    found = [(int(match[1]), match[0]) for name in archive.namelist() if (match := pattern.fullmatch(name))]
    return [(str(number), ElementTree.fromstring(archive.read(name))) for number, name in sorted(found)]


def _unseen(archive: zipfile.ZipFile, slide: str, root: Any) -> Iterator[str]:
    """Alternative texts and notes."""
    yield from (said for node in root.iter() if (said := node.get("descr")))
    for name in _beside(archive, slide, "notesSlides"):
        yield from _paragraphs(ElementTree.fromstring(archive.read(name)))


def _beside(archive: zipfile.ZipFile, part: str, folder: str) -> list[str]:
    """The parts in a folder that belong to a slide or a chart."""
    above, _, name = part.rpartition("/")
    relations = f"{above}/_rels/{name}.rels"
    if relations not in archive.namelist():
        return []
    targets = [node.get("Target", "") for node in ElementTree.fromstring(archive.read(relations))]
    return [f"ppt/{folder}/{target.rpartition('/')[2]}" for target in targets if f"/{folder}/" in target]


def _paragraphs(root: Any) -> list[str]:
    return [said for part in root.iter(f"{A}p") if (said := _joined(part))]


def _joined(part: Any) -> str:
    return "".join(run.text or "" for run in part.iter(f"{A}t"))


def _tables(root: Any) -> Iterator[Rows]:
    for table in root.iter(f"{A}tbl"):
        yield tuple(tuple(" ".join(_paragraphs(cell)) for cell in row.iter(f"{A}tc")) for row in table.iter(f"{A}tr"))


def _is_line(chart: Any) -> bool:
    return any(True for _ in chart.iter(f"{C}lineChart"))


def _cached(chart: Any) -> Drawn:
    """What the chart itself has kept of its numbers."""
    series = [node for plot in chart.iter() for node in plot.findall(f"{C}ser")]
    names = [" ".join(_values(node, "tx").values()) for node in series]
    categories = _values(series[0], "cat") if series else {}
    numbers = [_values(node, "val") for node in series]
    places = sorted({place for column in numbers for place in column} | set(categories))
    rows = [(categories.get(place, ""), *(column.get(place, "") for column in numbers)) for place in places]
    return Drawn((("", *names), *rows), _is_line(chart))


def _values(series: Any, kind: str) -> dict[int, str]:
    found = series.find(f"{C}{kind}")
    points = found.iter(f"{C}pt") if found is not None else ()
    return {int(point.get("idx", 0)): point.findtext(f"{C}v") or "" for point in points}


def _embedded(archive: zipfile.ZipFile, chart: str, is_line: bool) -> Iterator[Drawn]:
    """The workbook behind a chart, which opens where somebody edits it."""
    for name in _beside(archive, chart, "embeddings"):
        for part in worksheets(archive.read(name), Limits()):
            yield from (Drawn(rows, is_line) for rows in part.tables)


def worksheets(content: bytes, limits: Limits) -> Iterator[Part]:
    """A part for each sheet, with its cells row by row; numbers as the file has them."""
    archive = opened(content, limits)[0]
    shared: list[str] = []
    if "xl/sharedStrings.xml" in archive.namelist():
        root = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
        shared = ["".join(t.text or "" for t in item.iter(f"{S}t")) for item in root.findall(f"{S}si")]
    for number, root in _numbered(archive, WORKSHEET):
        rows = tuple(_cells(row, shared) for row in root.iter(f"{S}row"))
        yield Part(number, tuple(cell for row in rows for cell in row if cell), (rows,))


def _cells(row: Any, shared: list[str]) -> tuple[str, ...]:
    """The cells of a row by their places: a file leaves out empty ones."""
    found: list[str] = []
    for cell in row.findall(f"{S}c"):
        place = _place(cell.get("r", ""))
        found += [""] * (place - len(found)) + [_cell(cell, shared)]
    return tuple(found)


def _place(reference: str) -> int:
    """0 for ``A7``, 27 for ``AB7``."""
    place = 0
    for letter in reference.rstrip("0123456789"):
        place = place * 26 + ord(letter) - ord("A") + 1
    return max(place - 1, 0)


def _cell(cell: Any, shared: list[str]) -> str:
    value = cell.findtext(f"{S}v") or "".join(t.text or "" for t in cell.iter(f"{S}t"))
    return shared[int(value)] if cell.get("t") == "s" and value else value
