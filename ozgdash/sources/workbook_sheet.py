"""Reads the cells of one sheet of a workbook, and what the sheet says about them beside their values."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from math import isfinite
from typing import NamedTuple

from ozgdash.sources.findings import Findings
from ozgdash.sources.guarded_xml import Attributes, Handlers
from ozgdash.sources.number_format import GENERAL_FORMAT, NumberFormat
from ozgdash.sources.tables import Area, Formula, Place
from ozgdash.sources.values import Value

MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_CELLS = 5_000_000
"""Rows times columns: two filled cells in far corners stand for everything between them."""
MAX_CELL = 1_000_000
"""Characters of one cell; a spreadsheet allows 32,767."""
MAX_AREAS = 100_000
CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
YES = ("1", "true", "on")


@dataclass(frozen=True)
class Look:
    """What cells refer to: the shared texts and the formats by number of style."""

    texts: tuple[str, ...] = ()
    formats: tuple[NumberFormat, ...] = ()
    since_1904: bool = False


class Columns(NamedTuple):
    """A range of columns (from 0, last included) with one style."""

    first: int
    last: int
    style: str
    hidden: bool


@dataclass
class Grid:
    """What stands in a sheet while it is read. ``rows``: number -> values from the first column on."""

    rows: dict[int, list[Value]] = field(default_factory=dict)
    columns: list[Columns] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    formulas: dict[Place, Formula] = field(default_factory=dict)
    without_value: set[Place] = field(default_factory=set)


class SheetReader:
    """Takes the events of a sheet's XML. Work is done where a value or a formula stands, not for every styled cell."""

    def __init__(self, look: Look, findings: Findings) -> None:
        self.grid, self._look, self._findings = Grid(), look, findings
        self._row = self._column = self._last_row = self._last_column = 0
        self._row_style, self._rows_hidden, self._shared = "", False, 0
        self._cell: Attributes = {}
        self._value: list[str] | None = None
        self._formula: tuple[Attributes, list[str]] | None = None
        self._texts: list[str] | None = None
        self._phonetic = False
        self._bases: dict[str, tuple[str, Place]] = {}
        self._column_styles: dict[int, str] = defaultdict(str)

    def handlers(self) -> Handlers:
        """The methods by element."""
        start = {
            "sheetFormatPr": self._defaults, "col": self._columns, "row": self._open_row, "c": self._open_cell,
            "v": self._open_value, "is": self._open_value, "f": self._open_formula, "t": self._open_text,
            "rPh": self._open_phonetic, "mergeCell": self._merge,
        }  # fmt: skip
        end = {
            "c": self._close_cell, "v": self._close_text, "t": self._close_text, "f": self._close_text,
            "rPh": self._close_phonetic,
        }  # fmt: skip
        return Handlers(start, end, self._text)

    def _defaults(self, attributes: Attributes) -> None:
        self._rows_hidden = attributes.get("zeroHeight") in YES

    def _columns(self, attributes: Attributes) -> None:
        first, last = int(attributes.get("min", 1)) - 1, min(int(attributes.get("max", 1)), MAX_COLUMNS) - 1
        found = Columns(first, last, attributes.get("style", ""), attributes.get("hidden") in YES)
        self.grid.columns.append(found)
        self._column_styles.update((at, found.style) for at in range(max(first, 0), last + 1))

    def _open_row(self, attributes: Attributes) -> None:
        self._row = int(attributes.get("r") or self._row + 1)
        self._column = -1
        self._row_style = attributes.get("s", "") if attributes.get("customFormat") in YES else ""
        if attributes.get("hidden") in YES or (self._rows_hidden and "hidden" not in attributes):
            self.grid.hidden_rows.add(self._row)

    def _open_cell(self, attributes: Attributes) -> None:
        self._cell, self._value, self._formula = attributes, None, None
        self._column += 1
        if place := attributes.get("r"):
            self._row, self._column = _place(place)

    def _open_value(self, _: Attributes) -> None:
        self._value = []
        self._texts = self._value if self._cell.get("t") != "inlineStr" else None

    def _open_text(self, _: Attributes) -> None:
        if not self._phonetic:
            self._texts = self._value

    def _open_formula(self, attributes: Attributes) -> None:
        self._formula = attributes, []
        self._texts = self._formula[1]

    def _open_phonetic(self, _: Attributes) -> None:
        self._phonetic = True

    def _close_phonetic(self) -> None:
        self._phonetic = False

    def _text(self, content: str) -> None:
        if self._texts is not None:
            self._texts.append(content)

    def _close_text(self) -> None:
        self._texts = None

    def _close_cell(self) -> None:
        if self._formula is not None:
            self._keep_formula(*self._formula)
        kind = self._cell.get("t", "n")
        written = "".join(self._value) if self._value else ""
        if kind == "e" or (self._formula is not None and not written and kind != "str"):
            self._take_in_place()
            self.grid.without_value.add((self._row, self._column))
        elif written:
            self._take_in_place()
            self._take_in(self._plain(kind, written))

    def _keep_formula(self, attributes: Attributes, pieces: list[str]) -> None:
        place, text = (self._row, self._column), "".join(pieces)
        number = attributes.get("si", "")
        if attributes.get("t") == "shared" and not text and number in self._bases:
            text, base = self._bases[number]
            self.grid.formulas[place] = Formula(text, place[0] - base[0], place[1] - base[1])
            return
        if attributes.get("t") == "shared":
            self._bases[number] = text, place
        self.grid.formulas[place] = Formula("" if attributes.get("t") == "dataTable" else text)

    def _take_in_place(self) -> None:
        self._last_row, self._last_column = max(self._last_row, self._row), max(self._last_column, self._column + 1)
        refuse_extent(self._last_row, self._last_column, self._findings)

    def _take_in(self, value: Value) -> None:
        if value is None:
            return
        cells = self.grid.rows.setdefault(self._row, [])
        cells.extend([None] * (self._column + 1 - len(cells)))
        cells[self._column] = value

    def _plain(self, kind: str, written: str) -> Value:
        if len(written) > MAX_CELL:
            raise ValueError(kind)
        if kind == "s":
            found = self._look.texts[index] if (index := int(written)) >= 0 else None
            self._shared += len(found or "")
            return found or None
        if kind == "b":
            return written.strip().lower() in YES
        if kind in ("str", "inlineStr"):
            return unescaped(written) or None
        if kind == "d":
            return iso_value(written.strip())
        number = float(written)
        if not isfinite(number):
            raise ValueError(written)
        return self._format().value(number, since_1904=self._look.since_1904)

    def _format(self) -> NumberFormat:
        """A cell that names no style has that of its row, else of its column."""
        style = self._cell.get("s") or self._row_style or self._column_styles[self._column]
        index = int(style or 0)
        return self._look.formats[index] if 0 <= index < len(self._look.formats) else GENERAL_FORMAT

    @property
    def shared_length(self) -> int:
        """The characters of shared texts, once for each cell that shows one."""
        return self._shared

    def _merge(self, attributes: Attributes) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        (top, left), (bottom, right) = _place(first), _place(last or first)
        if len(self.grid.areas) >= MAX_AREAS:
            raise ValueError(first)
        if (top, left) != (bottom, right):
            self.grid.areas.append(Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right)))


def unescaped(text: str) -> str:
    """The text without blanks around it; ``_x000D_`` and its like stand for the character with that number."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).strip() if "_x" in text else text.strip()


def refuse_extent(rows: int, columns: int, findings: Findings) -> None:
    """Raises SourceFormatError where a sheet with cells up to there stands for more than the limits."""
    if rows > MAX_ROWS:
        raise findings.fail("sources.too_many_rows", received=rows, allowed=MAX_ROWS)
    if columns > MAX_COLUMNS:
        raise findings.fail("sources.too_many_columns", received=columns, allowed=MAX_COLUMNS)
    if rows * columns > MAX_CELLS:
        raise findings.fail("sources.too_many_cells", received=f"{rows} × {columns}", allowed=MAX_CELLS)


def iso_value(written: str) -> Value:
    """A day or moment that is written out. A zone is the writer's and says nothing of the day that was typed."""
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return written or None
    plain = found.replace(tzinfo=None, microsecond=0)
    return plain.date() if ISO_DAY.fullmatch(written) or not any(plain.timetuple()[3:6]) else plain


def _place(place: str) -> tuple[int, int]:
    found = CELL.fullmatch(place)
    if found is None:
        raise ValueError(place)
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column - 1
