"""Writes the workbook to fill in as an OpenDocument spreadsheet (ODS)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from ozgdash.odf import number_styles
from ozgdash.odf.spreadsheet import Spreadsheet, spreadsheet_file
from ozgdash.odf.styles import CellStyle
from ozgdash.odf.table import Cell, Column, Entry, Line, Table
from ozgdash.sources.template_drafts import Draft, DropDown, Look

LOOKS: Mapping[Look, CellStyle] = {
    Look.BOLD: CellStyle(bold=True),
    Look.HEADER: CellStyle(bold=True, color="#ffffff", background="#1f4e79"),
    Look.KEY: CellStyle(background="#f2f2f2", top=True, number=number_styles.TEXT),
    Look.OPEN: CellStyle(top=True, locked=False),
    Look.TEXT: CellStyle(top=True, locked=False, number=number_styles.TEXT),
    Look.WRAP: CellStyle(top=True, wrap=True),
    Look.DAY: CellStyle(top=True, locked=False, number=number_styles.day("dd.mm.yyyy")),
    Look.WARNING: CellStyle(bold=True, color="#9c0006", locked=False),
}
LETTER_CM = 0.186
"""The width of a letter, as a workbook of Excel measures columns."""


def write_ods(path: Path, drafts: Sequence[Draft], *, title: str, created: datetime) -> None:
    """A spreadsheet of the sheets; equal content gives equal bytes. Raises OSError where it cannot be written."""
    entries = [entry for draft in drafts for entry in _entries(draft)]
    content = Spreadsheet(title, [_table(draft) for draft in drafts], created, entries)
    path.write_bytes(spreadsheet_file(content))


def _entries(draft: Draft) -> Iterator[Entry]:
    for item in draft.drop_downs:
        yield Entry(_name(draft, item), [str(word) for word in item.allowed])


def _name(draft: Draft, item: DropDown) -> str:
    return f"{draft.name}{item.column + 1}"


def _table(draft: Draft) -> Table:
    columns = [Column(width * LETTER_CM, LOOKS[look] if look else None) for width, look in draft.columns]
    return Table(
        draft.name,
        list(_lines(draft)),
        columns,
        frozen=draft.frozen,
        filtered=draft.filtered,
        protected=draft.protected,
    )


def _lines(draft: Draft) -> Iterator[Line]:
    """The rows, and those below in which entries may be added by hand."""
    entries = {item.column: _name(draft, item) for item in draft.drop_downs}
    first = min((item.first for item in draft.drop_downs), default=len(draft.rows))
    last = max((item.last for item in draft.drop_downs), default=0)
    for number, row in enumerate(draft.rows):
        entered = entries if number >= first else {}
        width = max(len(row), *(column + 1 for column in entered), 0) if entered else len(row)
        cells = [row[at] if at < len(row) else None for at in range(width)]
        yield Line(
            [
                Cell(
                    cell.value if cell else None, _style(draft, cell.look if cell else None, at), entry=entered.get(at)
                )
                for at, cell in enumerate(cells)
            ]
        )
    spare = last + 1 - len(draft.rows)
    if spare > 0:
        cells_below = [Cell(None, _style(draft, None, at), entry=entries.get(at)) for at in range(len(draft.columns))]
        yield Line(cells_below, repeated=spare)


def _style(draft: Draft, look: Look | None, column: int) -> CellStyle | None:
    """A cell that is not written has the look of its column."""
    found = look if look is not None else draft.columns[column][1]
    return LOOKS.get(found) if found else None
