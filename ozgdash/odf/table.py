"""A table of a spreadsheet: what stands in its cells, what may be entered, which of it stays in view."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from ozgdash.odf.addresses import address
from ozgdash.odf.chart import Chart
from ozgdash.odf.objects import Frame
from ozgdash.odf.pages import Page
from ozgdash.odf.styles import AutomaticStyles, CellStyle
from ozgdash.odf.xml import Attributes, attributes_xml, element, paragraphs, plain

WHOLE_NUMBER = "of:cell-content-is-whole-number() and cell-content()>=0"
Value = str | int | float | bool | date | None
"""A ``date`` may be a ``datetime``. None is an empty cell."""


@dataclass(frozen=True)
class Cell:
    """A cell. ``rows`` and ``columns``: over how many it reaches; those are ``covered``.

    ``entry``: the name of what may be entered. ``shown``: what a program shows that does not know the style's format.
    ``link``: the table to whose first cell a click leads.
    """

    value: Value = None
    style: CellStyle | None = None
    rows: int = 1
    columns: int = 1
    covered: bool = False
    entry: str | None = None
    shown: str | None = None
    link: str | None = None


@dataclass(frozen=True)
class Column:
    """A column; ``style`` is that of cells that nobody has written."""

    width_cm: float
    style: CellStyle | None = None
    hidden: bool = False


@dataclass(frozen=True)
class Line:
    """A row. ``repeated``: how many rows are like it. ``height_cm``: None for as high as what it holds."""

    cells: Sequence[Cell] = ()
    repeated: int = 1
    hidden: bool = False
    height_cm: float | None = None


@dataclass(frozen=True)
class Entry:
    """What may be entered into cells. ``choices``: one of these words; without any, a whole number from 0 on."""

    name: str
    choices: Sequence[str] = ()


@dataclass(frozen=True)
class Drawing:
    """A chart that hangs at the cell in that row and column, both from 0; ``frame`` is measured from there.

    The row is one of the table's ``lines`` that is not repeated.
    """

    row: int
    column: int
    frame: Frame
    chart: Chart


@dataclass(frozen=True)
class Table:
    """A table. ``frozen``: so many rows and columns stay in view.

    ``filtered``: first row, first column, last row, last column of an area with filters, all from 0. ``protected``:
    cells that are locked cannot be changed; rows can be added. ``header``: the row that stands on every printed page.
    ``page``: how it is printed.
    """

    name: str
    lines: Iterable[Line]
    columns: Sequence[Column] = ()
    frozen: tuple[int, int] = (0, 0)
    filtered: tuple[int, int, int, int] | None = None
    protected: bool = False
    displayed: bool = True
    header: int | None = None
    page: Page | None = None
    drawings: Sequence[Drawing] = ()


def table_xml(
    table: Table, styles: AutomaticStyles, drawn: Mapping[tuple[int, int], str] | None = None
) -> Iterator[str]:
    """The table, piece by piece; the looks of its cells go to ``styles``.

    ``drawn``: row and column -> what hangs at that cell.
    """
    facts = {
        "table:name": table.name,
        "table:style-name": styles.table(displayed=table.displayed, page=table.page),
        "table:protected": "true" if table.protected else None,
    }
    allowed = ("select-protected-cells", "select-unprotected-cells", "insert-rows")
    protection = element("loext:table-protection", {f"loext:{name}": "true" for name in allowed})
    yield f"<table:table{attributes_xml(facts)}>"
    yield protection if table.protected else ""
    yield from _columns(table.columns, styles)
    for place, line in enumerate(table.lines):
        row = _line(line, styles, _of_row(place, drawn or {}))
        yield element("table:table-header-rows", None, row) if place == table.header else row
    yield "</table:table>"


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


def _of_row(row: int, drawn: Mapping[tuple[int, int], str]) -> dict[int, str]:
    return {column: shape for (place, column), shape in drawn.items() if place == row}


def _line(line: Line, styles: AutomaticStyles, drawn: Mapping[int, str]) -> str:
    facts = {
        "table:style-name": styles.row(line.height_cm),
        "table:number-rows-repeated": line.repeated if line.repeated > 1 else None,
        "table:visibility": "collapse" if line.hidden else None,
    }
    given = list(line.cells or (Cell(),))
    given += [Cell()] * (max(drawn, default=-1) + 1 - len(given))
    cells = (_cell(cell, count, styles, drawn.get(place, "")) for place, cell, count in _runs(given, drawn))
    return element("table:table-row", facts, *cells)


def _runs(cells: Sequence[Cell], drawn: Mapping[int, str]) -> Iterator[tuple[int, Cell, int]]:
    """Place of each cell, the cell, and how often it stands there: empty ones that are alike are written once."""
    place, count = 0, len(cells)
    while place < count:
        cell, end = cells[place], place + 1
        if not (_says_something(cell) or place in drawn):
            while end < count and end not in drawn and cells[end] == cell:
                end += 1
        yield place, cell, end - place
        place = end


def _says_something(cell: Cell) -> bool:
    return cell.value is not None or cell.rows > 1 or cell.columns > 1


def _cell(cell: Cell, count: int, styles: AutomaticStyles, drawn: str) -> str:
    name = "table:covered-table-cell" if cell.covered else "table:table-cell"
    facts = _place(cell, count, styles)
    if cell.value is None:
        return f"<{name}{facts}>{drawn}</{name}>" if drawn else f"<{name}{facts}/>"
    kind, plainly = _typed(cell.value, cell.style)
    shown = plainly if cell.shown is None else cell.shown
    words = _link(shown, cell.link) if cell.link else paragraphs(shown)
    return f"<{name}{facts}{kind}>{words}{drawn}</{name}>"


def _place(cell: Cell, count: int, styles: AutomaticStyles) -> str:
    """Look and size of a cell as attributes; almost all have a look alone."""
    style = styles.cell(cell.style)
    if count == cell.rows == cell.columns == 1 and cell.entry is None:
        return f' table:style-name="{style}"' if style else ""
    spans = cell.rows > 1 or cell.columns > 1
    facts: Attributes = {
        "table:style-name": style,
        "table:content-validation-name": cell.entry,
        "table:number-columns-repeated": count if count > 1 else None,
        "table:number-columns-spanned": cell.columns if spans else None,
        "table:number-rows-spanned": cell.rows if spans else None,
    }
    return attributes_xml(facts)


def _link(words: str, table: str) -> str:
    facts = {"xlink:href": f"#{address(table, 0, 0)}", "xlink:type": "simple"}
    return element("text:p", None, element("text:a", facts, plain(words)))


def _typed(value: Value, style: CellStyle | None) -> tuple[str, str]:
    """The attributes that hold the value, and what stands there for readers that do not know styles."""
    if isinstance(value, bool):
        said = "true" if value else "false"
        return f' office:value-type="boolean" office:boolean-value="{said}"', "WAHR" if value else "FALSCH"
    if isinstance(value, int | float):
        number = style.number.element if style and style.number else ""
        kind = {"percentage-style": "percentage", "currency-style": "currency"}.get(number, "float")
        return f' office:value-type="{kind}" office:value="{value!r}"', repr(value).replace(".", ",")
    if isinstance(value, datetime):
        moment = value.replace(microsecond=0).isoformat()
        return f' office:value-type="date" office:date-value="{moment}"', f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f' office:value-type="date" office:date-value="{value.isoformat()}"', f"{value:%d.%m.%Y}"
    return ' office:value-type="string"', value or ""
