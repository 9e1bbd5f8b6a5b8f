"""The list of components in the workbook to fill in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ozgdash.model.component import Component
from ozgdash.model.days import is_in_range
from ozgdash.sources.vocabulary import component_vocabulary
from ozgdash.texts import Lang, text

WIDTHS = {"name": 36, "produkt": 30, "anbieter": 30, "domaene": 36}
DEFAULT_WIDTH = 16
SPARE_ROWS = 200


def component_cells(component: Component) -> dict[str, Any]:
    """Column -> value; "" for nothing, and for a day that an older program took and none may name any more."""
    words = component_vocabulary()
    return {
        "bereich": words.areas.words[component.area],
        "name": component.name,
        "produkt": component.product or "",
        "version": component.version or "",
        "anbieter": component.provider or "",
        "vertragsende": end if (end := component.contract_end) and is_in_range(end) else "",
        "status": words.statuses.words[component.status] if component.status else "",
        "domaene": component.domain or "",
    }


def add_component_sheet(workbook: Any, formats: Mapping[str, Any], components: Sequence[Component]) -> None:
    """A sheet with one row per component and drop-downs, also for rows that are added by hand."""
    words = component_vocabulary()
    sheet = workbook.add_worksheet(words.sheet)
    sheet.write_row(0, 0, words.columns, formats["header"])
    for position, column in enumerate(words.columns):
        kind = "day" if column == "vertragsende" else "text"
        sheet.set_column(position, position, WIDTHS.get(column, DEFAULT_WIDTH), formats[kind])
    for number, component in enumerate(components, start=1):
        cells = component_cells(component)
        for position, column in enumerate(words.columns):
            if isinstance(cells[column], date):
                sheet.write_datetime(number, position, cells[column], formats["day"])
            elif cells[column]:
                sheet.write_string(number, position, cells[column], formats["text"])
    sheet.freeze_panes(1, 2)
    last = len(components) + SPARE_ROWS
    for column, allowed in (("bereich", words.areas), ("status", words.statuses)):
        position = words.columns.index(column)
        choices = {"validate": "list", "source": list(allowed.words.values())}
        sheet.data_validation(1, position, last, position, choices)


def component_help(lang: Lang) -> Iterator[tuple[str, str]]:
    """Each column and the sentence that explains it."""
    words = component_vocabulary()
    allowed = {"bereich": words.areas.shown, "status": words.statuses.shown}
    for column in words.columns:
        yield column, text(f"sources.help_component_{column}", lang, allowed=allowed.get(column, ""))
