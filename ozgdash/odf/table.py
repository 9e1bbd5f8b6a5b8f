"""A table of a spreadsheet: what stands in its cells, what may be entered, which of it stays in view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from ozgdash.odf.styles import AutomaticStyles, CellStyle
from ozgdash.odf.xml import Attributes, element, paragraphs

WHOLE_NUMBER = "of:cell-content-is-whole-number() and cell-content()>=0"
Value = str | int | float | bool | date | None
"""A ``date`` may be a ``datetime``. None is an empty cell."""


@dataclass(frozen=True)
class Cell:
    """A cell. ``rows`` and ``columns``: over how many it reaches; those are ``covered``.

    ``entry``: the name of what may be entered.
    """

    value: Value = None
    style: CellStyle | None = None
    rows: int = 1
    columns: int = 1
    covered: bool = False
    entry: str | None = None


@dataclass(frozen=True)
class Column:
    """A column; ``style`` is that of cells that nobody has written."""

    width_cm: float
    style: CellStyle | None = None
    hidden: bool = False


@dataclass(frozen=True)
class Line:
    """A row. ``repeated``: how many rows are like it."""

    cells: Sequence[Cell] = ()
    repeated: int = 1
    hidden: bool = False


@dataclass(frozen=True)
class Entry:
    """What may be entered into cells. ``choices``: one of these words; without any, a whole number from 0 on."""

    name: str
    choices: Sequence[str] = ()


@dataclass(frozen=True)
class Table:
    """A table. ``frozen``: so many rows and columns stay in view.

    ``filtered``: first row, first column, last row, last column of an area with filters, all from 0. ``protected``:
    cells that are locked cannot be changed; rows can be added.
    """

    name: str
    lines: Sequence[Line]
    columns: Sequence[Column] = ()
    frozen: tuple[int, int] = (0, 0)
    filtered: tuple[int, int, int, int] | None = None
    protected: bool = False
    displayed: bool = True


def table_xml(table: Table, styles: AutomaticStyles) -> str:
    """The table; the looks of its cells go to ``styles``."""
    facts = {
        "table:name": table.name,
        "table:style-name": styles.table(displayed=table.displayed),
        "table:protected": "true" if table.protected else None,
    }
    allowed = ("select-protected-cells", "select-unprotected-cells", "insert-rows")
    protection = element("loext:table-protection", {f"loext:{name}": "true" for name in allowed})
    rows = (_line(line, styles) for line in table.lines)
    return element("table:table", facts, protection if table.protected else "", *_columns(table.columns, styles), *rows)


def entry_xml(entry: Entry, base: str) -> str:
    """What may be entered; ``base`` is the address of the first cell that it is for."""
    words = ";".join('"' + word.replace('"', '""') + '"' for word in entry.choices)
    condition = f"of:cell-content-is-in-list({words})" if words else WHOLE_NUMBER
    facts: Attributes = {
        "table:name": entry.name,
        "table:condition": condition,
        "table:allow-empty-cell": "true",
        "table:display-list": "unsorted" if words else None,
        "table:base-cell-address": base,
    }
    refused = element("table:error-message", {"table:message-type": "stop", "table:display": "true"})
    return element("table:content-validation", facts, refused)


def address(table: str, row: int, column: int) -> str:
    """The address of a cell, row and column from 0; the table's name in quotation marks."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    quoted = table.replace("'", "''")
    return f"'{quoted}'.{letters}{row + 1}"


def _columns(columns: Iterable[Column], styles: AutomaticStyles) -> Iterable[str]:
    for column, alike in groupby(columns):
        count = len(list(alike))
        facts = {
            "table:style-name": styles.column(column.width_cm),
            "table:number-columns-repeated": count if count > 1 else None,
            "table:visibility": "collapse" if column.hidden else None,
            "table:default-cell-style-name": styles.cell(column.style) or "Default",
        }
        yield element("table:table-column", facts)


def _line(line: Line, styles: AutomaticStyles) -> str:
    facts = {
        "table:style-name": styles.row(),
        "table:number-rows-repeated": line.repeated if line.repeated > 1 else None,
        "table:visibility": "collapse" if line.hidden else None,
    }
    cells = (_cell(cell, count, styles) for cell, count in _runs(line.cells or (Cell(),)))
    return element("table:table-row", facts, *cells)


def _runs(cells: Sequence[Cell]) -> Iterable[tuple[Cell, int]]:
    """Each cell and how often it stands there: empty ones that are alike are written once."""
    for _, run in groupby(enumerate(cells), key=lambda item: item[0] if _says_something(item[1]) else item[1]):
        alike = [cell for _, cell in run]
        yield alike[0], len(alike)


def _says_something(cell: Cell) -> bool:
    return cell.value is not None or cell.rows > 1 or cell.columns > 1


def _cell(cell: Cell, count: int, styles: AutomaticStyles) -> str:
    spans = cell.rows > 1 or cell.columns > 1
    facts: dict[str, str | int | None] = {
        "table:style-name": styles.cell(cell.style),
        "table:content-validation-name": cell.entry,
        "table:number-columns-repeated": count if count > 1 else None,
        "table:number-columns-spanned": cell.columns if spans else None,
        "table:number-rows-spanned": cell.rows if spans else None,
    }
    name = "table:covered-table-cell" if cell.covered else "table:table-cell"
    if cell.value is None:
        return element(name, facts)
    kind, shown = _typed(cell.value, cell.style)
    return element(name, facts | kind, paragraphs(shown))


def _typed(value: Value, style: CellStyle | None) -> tuple[dict[str, str | int | None], str]:
    """The attributes that hold the value, and what stands there for readers that do not know styles."""
    if isinstance(value, bool):
        said = "true" if value else "false"
        return {"office:value-type": "boolean", "office:boolean-value": said}, "WAHR" if value else "FALSCH"
    if isinstance(value, int | float):
        number = style.number.element if style and style.number else ""
        kind = {"percentage-style": "percentage", "currency-style": "currency"}.get(number, "float")
        return {"office:value-type": kind, "office:value": repr(value)}, repr(value).replace(".", ",")
    if isinstance(value, datetime):
        moment = value.replace(microsecond=0).isoformat()
        return {"office:value-type": "date", "office:date-value": moment}, f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return {"office:value-type": "date", "office:date-value": value.isoformat()}, f"{value:%d.%m.%Y}"
    return {"office:value-type": "string"}, value or ""
