"""Reads the cells of one table of an OpenDocument spreadsheet, and what it says about them beside their values."""

from __future__ import annotations

from collections import defaultdict

from ozgdash.errors import SourceFormatError
from ozgdash.sources.findings import Findings
from ozgdash.sources.guarded_xml import Attributes
from ozgdash.sources.number_format import NumberFormat
from ozgdash.sources.odf_cell import CellText, cell_value, formula_text, is_error
from ozgdash.sources.odf_styles import OdfStyles
from ozgdash.sources.tables import Area, CellFacts, Formula, Place, Row, Sheet
from ozgdash.sources.values import Value
from ozgdash.sources.workbook_package import MAX_UNPACKED_BYTES, refuse_size
from ozgdash.sources.workbook_sheet import MAX_AREAS, MAX_COLUMNS, refuse_extent

HIDDEN = ("collapse", "filter")
MAX_REPEATED = 500_000
"""Places of one table that have a formula or an error because a cell is repeated."""


class OdfSheetReader:
    """Takes the events of one table after the other. A repeated row or cell is read once, whatever it stands for."""

    def __init__(self, styles: OdfStyles, findings: Findings) -> None:
        self.text, self._styles = CellText(), styles
        self.begin(findings, is_needed=True)

    def begin(self, findings: Findings, *, is_needed: bool) -> None:
        """Begins a table. One that is not needed may stand for more than the limits: then it is not read."""
        self._findings, self._is_needed, self._is_broken = findings, is_needed, False
        self._rows: list[Row] = []
        self._row = self._row_count = self._column = self._last_column = self._repeated = self._shared = 0
        self._row_style, self._hidden, self._groups = "", False, [False]
        self._cell: Attributes = {}
        self._cells: list[Value] = []
        self._columns, self._column_styles = 0, defaultdict[int, str](str)
        self._areas: list[Area] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._formulas: dict[Place, Formula] = {}
        self._without_value: set[Place] = set()

    def sheet(self, name: str, sha256: str, *, since_1904: bool) -> Sheet | None:
        """The table as a whole; None where it is not needed and cannot be read."""
        facts = CellFacts(
            areas=tuple(self._areas),
            hidden_rows=frozenset(self._hidden_rows),
            hidden_columns=frozenset(self._hidden_columns),
            formulas=self._formulas,
            without_value=frozenset(self._without_value),
            since_1904=since_1904,
            results_are_kept=False,
        )
        found = Sheet(self._findings.file_name, sha256, name, tuple(self._rows), facts)
        return None if self._is_broken else found

    def columns(self, attributes: Attributes) -> None:
        """Takes a run of columns of one style."""
        first, self._columns = self._columns, self._columns + _count(attributes, "table:number-columns-repeated")
        style, places = (
            attributes.get("table:default-cell-style-name", ""),
            range(first, min(self._columns, MAX_COLUMNS)),
        )
        self._column_styles.update(dict.fromkeys(places, style))
        if attributes.get("table:visibility") in HIDDEN:
            self._hidden_columns.update(places)

    def open_group(self, attributes: Attributes) -> None:
        """Begins rows that can be folded away."""
        self._groups.append(self._groups[-1] or attributes.get("table:display") == "false")

    def close_group(self) -> None:
        """Ends them."""
        if len(self._groups) > 1:
            self._groups.pop()

    def open_row(self, attributes: Attributes) -> None:
        """Begins a row, or as many alike as it says."""
        self._row += self._row_count
        self._row_count = _count(attributes, "table:number-rows-repeated")
        self._row_style = attributes.get("table:default-cell-style-name", "")
        self._hidden = self._groups[-1] or attributes.get("table:visibility") in HIDDEN
        self._cells, self._column = [], 0

    def close_row(self) -> None:
        """Keeps the row as often as it is repeated."""
        if self._cells:
            cells, numbers = tuple(self._cells), range(self._row + 1, self._row + self._row_count + 1)
            self._rows.extend(Row(number, cells) for number in numbers)
            if self._hidden:
                self._hidden_rows.update(numbers)

    def open_cell(self, attributes: Attributes) -> None:
        """Begins a cell, or as many alike as it says."""
        self._cell = attributes
        self.text.clear()

    def close_cell(self) -> None:
        """Keeps what stands in the cell; raises SourceFormatError where the table goes beyond the limits."""
        count = _count(self._cell, "table:number-columns-repeated")
        if "office:value-type" in self._cell or self.text.is_there or "table:formula" in self._cell:
            try:
                self._take_in(count)
            except (SourceFormatError, ValueError):
                if self._is_needed:
                    raise
                self._is_broken = True
        if "table:number-rows-spanned" in self._cell or "table:number-columns-spanned" in self._cell:
            self._merge()
        self._column += count

    def _take_in(self, count: int) -> None:
        attributes, text = self._cell, self.text.whole
        formula = attributes.get("table:formula")
        # A formula that gives the empty text has a paragraph, and one that nobody has calculated has none.
        never = formula is not None and "office:value-type" not in attributes and not self.text.is_there
        fails = never or is_error(attributes, text)
        value = None if fails else cell_value(attributes, text, self._format())
        if not (fails or formula is not None or value is not None):
            return
        self._refuse_beyond(count, value)
        if formula is not None or fails:
            self._keep_places(count, formula, fails=fails)
        if value is not None:
            self._cells.extend([None] * (self._column - len(self._cells)))
            self._cells.extend([value] * count)

    def _refuse_beyond(self, count: int, value: Value) -> None:
        self._last_column = max(self._last_column, self._column + count)
        refuse_extent(self._row + self._row_count, self._last_column, self._findings)
        if isinstance(value, str):
            self._shared += len(value) * (count * self._row_count - 1)
            if self._shared > MAX_UNPACKED_BYTES:
                refuse_size(self._shared, self._findings)

    def _keep_places(self, count: int, formula: str | None, *, fails: bool) -> None:
        """A formula that is repeated refers to other cells in each place: what it says is told of a single one only."""
        repeated = count * self._row_count
        self._repeated += repeated - 1
        if self._repeated > MAX_REPEATED:
            raise ValueError("repeated")
        found = None if formula is None else Formula(formula_text(formula) if repeated == 1 else "")
        for row in range(self._row + 1, self._row + self._row_count + 1):
            for column in range(self._column, self._column + count):
                if found is not None:
                    self._formulas[row, column] = found
                if fails:
                    self._without_value.add((row, column))

    def _format(self) -> NumberFormat:
        """A cell that names no style has that of its row, else of its column."""
        style = self._cell.get("table:style-name") or self._row_style or self._column_styles[self._column]
        return self._styles.format(style)

    def _merge(self) -> None:
        rows, columns = (_count(self._cell, f"table:number-{name}-spanned") for name in ("rows", "columns"))
        if len(self._areas) >= MAX_AREAS:
            raise ValueError("areas")
        if rows > 1 or columns > 1:
            top, left = self._row + 1, self._column
            self._areas.append(Area(top, left, top + rows - 1, left + columns - 1))


def _count(attributes: Attributes, name: str) -> int:
    """How often, as an attribute says; raises ValueError for what is no number from 1 on."""
    count = int(attributes.get(name, 1))
    if count < 1:
        raise ValueError(name)
    return count
