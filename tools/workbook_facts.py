"""What a workbook (XLSX) says, sheet by sheet, so that two of them can be compared."""

from __future__ import annotations

import math
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl

LANGUAGE = re.compile(r"\[\$-[0-9A-Fa-f]+\]")
QUOTED = re.compile(r'"([^"]*)"|\\(.)')


@dataclass(frozen=True)
class Sheet:
    """A sheet. ``cells``: place -> value and number format, where there is a value; ``charts``: how many."""

    name: str
    cells: dict[str, tuple[Any, str]]
    charts: int
    frozen: str | None
    links: tuple[tuple[str, str], ...]


def workbook_facts(path: Path) -> tuple[Sheet, ...]:
    """The sheets in their order."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of charts, which are counted below
        book = openpyxl.load_workbook(path)
    drawings = _charts(path)
    return tuple(_sheet(sheet, drawings.get(number, 0)) for number, sheet in enumerate(book.worksheets, start=1))


def _sheet(sheet: Any, charts: int) -> Sheet:
    cells, links = {}, []
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value not in (None, ""):
                cells[cell.coordinate] = _value(cell.value), number_format(cell.number_format)
            if cell.hyperlink is not None and cell.hyperlink.location:
                links.append((cell.coordinate, cell.hyperlink.location.replace("'", "")))
    return Sheet(sheet.title, cells, charts, sheet.freeze_panes, tuple(sorted(links)))


def _charts(path: Path) -> dict[int, int]:
    """Number of a sheet -> how many charts it has."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            sheet = re.fullmatch(r"xl/worksheets/_rels/sheet(\d+)\.xml\.rels", name)
            drawing = re.search(rb"drawings/(drawing\d+)\.xml", archive.read(name)) if sheet else None
            if sheet and drawing:
                relations = f"xl/drawings/_rels/{drawing[1].decode()}.xml.rels"
                found[int(sheet[1])] = (
                    archive.read(relations).count(b"/chart") // 2 if relations in archive.namelist() else 0
                )
    return found


def _value(value: Any) -> Any:
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return value


def number_format(code: str) -> str:
    """A format without the signs that say the same: the language, quotation marks, no-break blanks."""
    plain = QUOTED.sub(lambda found: found[1] or found[2] or "", LANGUAGE.sub("", code))
    return plain.replace("\u00a0", " ").partition(";")[0].lower()


def differences(ours: Sheet, theirs: Sheet) -> Iterator[str]:
    """What two sheets say differently, a line for each."""
    for what in ("name", "charts", "frozen", "links"):
        if getattr(ours, what) != getattr(theirs, what):
            yield f"{what}: {getattr(ours, what)!r} became {getattr(theirs, what)!r}"
    for place in {**ours.cells, **theirs.cells}:
        value, shown = ours.cells.get(place, (None, ""))
        other, other_shown = theirs.cells.get(place, (None, ""))
        if not _equal(value, other):
            yield f"{place}: {value!r} became {other!r}"
        elif shown != other_shown and isinstance(value, int | float | date):
            yield f"{place}, shown as {shown}, became {other_shown}"


def _equal(ours: Any, theirs: Any) -> bool:
    numbers = isinstance(ours, int | float) and isinstance(theirs, int | float)
    return math.isclose(ours, theirs, rel_tol=1e-12, abs_tol=1e-12) if numbers else ours == theirs
