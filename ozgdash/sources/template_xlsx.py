"""Writes the workbook to fill in as XLSX."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from ozgdash.sources.template_drafts import Draft, DraftCell, Look

DATE_FORMAT = r"dd\.mm\.yyyy"
"""With points that are escaped: SheetJS shows the bare number otherwise."""
LOOKS: Mapping[Look, Mapping[str, object]] = {
    Look.BOLD: {"bold": True},
    Look.HEADER: {"bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF", "locked": True},
    Look.KEY: {"locked": True, "num_format": "@", "bg_color": "#F2F2F2", "valign": "top"},
    Look.OPEN: {"locked": False, "valign": "top"},
    Look.TEXT: {"locked": False, "num_format": "@", "valign": "top"},
    Look.WRAP: {"text_wrap": True, "valign": "top"},
    Look.DAY: {"locked": False, "num_format": DATE_FORMAT, "valign": "top"},
    Look.WARNING: {"bold": True, "font_color": "#9C0006", "locked": False},
}
ALLOWED = {"sort": True, "autofilter": True, "format_columns": True, "format_rows": True, "insert_rows": True}
"""What may be done with a protected sheet."""


def write_xlsx(path: Path, drafts: Sequence[Draft], *, title: str, created: datetime) -> None:
    """A workbook of the sheets; raises OSError or XlsxFileError where it cannot be written."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(str(path), options) as workbook:
        workbook.set_properties({"title": title, "created": created})
        formats = {look: workbook.add_format(dict(facts)) for look, facts in LOOKS.items()}
        for draft in drafts:
            _sheet(workbook.add_worksheet(draft.name), draft, formats)


def _sheet(sheet: Any, draft: Draft, formats: Mapping[Look, Any]) -> None:
    for number, row in enumerate(draft.rows):
        for position, cell in enumerate(row):
            if cell is not None:
                _write(sheet, number, position, cell, formats.get(cell.look))
    for position, (width, look) in enumerate(draft.columns):
        sheet.set_column(position, position, width, formats[look] if look else None)
    if any(draft.frozen):
        sheet.freeze_panes(*draft.frozen)
    if draft.filtered:
        sheet.autofilter(*draft.filtered)
    for item in draft.drop_downs:
        one_of = {"validate": "list", "source": list(item.allowed)}
        whole = {"validate": "integer", "criteria": ">=", "value": 0}
        sheet.data_validation(item.first, item.column, item.last, item.column, one_of if item.allowed else whole)
    if draft.protected:
        sheet.protect("", ALLOWED)


def _write(sheet: Any, row: int, column: int, cell: DraftCell, look: Any) -> None:
    if cell.value is None:
        sheet.write_blank(row, column, None, look)
    elif isinstance(cell.value, date):
        sheet.write_datetime(row, column, cell.value, look)
    elif isinstance(cell.value, int | float):
        sheet.write_number(row, column, cell.value, look)
    else:
        sheet.write_string(row, column, cell.value, look)
