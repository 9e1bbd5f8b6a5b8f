"""Writes status sheets: the workbook to fill in, and plain CSV."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from ozgdash.formats import day
from ozgdash.model.component import Component
from ozgdash.model.cooperation import Partner
from ozgdash.model.days import is_in_range
from ozgdash.model.observation import MATURITY_LEVELS, Observation
from ozgdash.model.service import Service
from ozgdash.sources.component_template import add_component_sheet, component_cells, component_help
from ozgdash.sources.vocabulary import blank_vocabulary, component_vocabulary, vocabulary, yes_or_no
from ozgdash.texts import Lang, text

KEY_COLUMNS = ("leika_schluessel", "ozg_id", "leistung")
NUMBER_COLUMNS = ("reifegrad", "faelle_pro_jahr")
WIDTHS = {
    "leika_schluessel": 18,
    "leistung": 60,
    "hindernis": 28,
    "fachbereich": 30,
    "onlinedienst_url": 36,
    "bemerkung": 50,
}
DEFAULT_WIDTH = 15
SPARE_ROWS = 200
"""Drop-downs reach this far below the last row, for services that are added by hand."""
CREATED = datetime(2020, 9, 1)  # noqa: DTZ001 - a fixed mark, so that equal content gives equal files
DATE_FORMAT = r"dd\.mm\.yyyy"
"""With points that are escaped: SheetJS shows the bare number otherwise."""


@dataclass(frozen=True)
class TemplateRow:
    """A service and what is known of it; ``observation`` None: nothing yet."""

    service: Service
    observation: Observation | None


def write_template(
    path: Path,
    *,
    partner: Partner,
    as_of: date,
    rows: Sequence[TemplateRow],
    example: bool,
    lang: Lang,
    components: Sequence[Component] = (),
) -> None:
    """An XLSX to fill in: head block, one row per service with its state, drop-downs, protected keys, components, help.

    Reading it back gives ``components`` and the observations of ``rows``; a row without one gives an empty observation.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(str(path), options) as workbook:
        workbook.set_properties({"title": f"Status {partner.name} {as_of.isoformat()}", "created": CREATED})
        formats = {
            "bold": workbook.add_format({"bold": True}),
            "header": workbook.add_format(
                {"bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF", "locked": True}
            ),
            "key": workbook.add_format({"locked": True, "num_format": "@", "bg_color": "#F2F2F2", "valign": "top"}),
            "open": workbook.add_format({"locked": False, "valign": "top"}),
            "text": workbook.add_format({"locked": False, "num_format": "@", "valign": "top"}),
            "wrap": workbook.add_format({"text_wrap": True, "valign": "top"}),
            "day": workbook.add_format({"locked": False, "num_format": DATE_FORMAT, "valign": "top"}),
            "warning": workbook.add_format({"bold": True, "font_color": "#9C0006", "locked": False}),
        }
        _status_sheet(workbook, formats, partner, as_of, rows, example, lang)
        add_component_sheet(workbook, formats, components)
        _help_sheet(workbook, formats, lang)


def write_status_csv(
    path: Path, *, partner: Partner, as_of: date, rows: Sequence[TemplateRow], example: bool, optional: bool = True
) -> None:
    """The same content as semicolon CSV in UTF-8 with the head block in front; equal content gives equal bytes.

    ``optional`` False leaves the optional columns out: whoever reads the file keeps their former values.
    """
    columns = [column for column in vocabulary().columns if optional or column not in vocabulary().optional]
    lines = [[cells[column] for column in columns] for cells in map(_cells, rows)]
    _write_csv(path, _head(partner, as_of, example), columns, lines)


def write_component_csv(
    path: Path, *, partner: Partner, as_of: date, components: Sequence[Component], example: bool
) -> None:
    """A list of components as a file of its own, with the head block of a status sheet."""
    columns = component_vocabulary().columns
    lines = [[component_cells(item)[column] for column in columns] for item in components]
    _write_csv(path, _head(partner, as_of, example), columns, lines)


def _write_csv(
    path: Path, head: Sequence[tuple[str, Any]], columns: Sequence[str], lines: Sequence[Sequence[Any]]
) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        for line in (*head, columns, *lines):
            writer.writerow([day(cell, "de") if isinstance(cell, date) else cell for cell in line])


def _head(partner: Partner, as_of: date, example: bool) -> list[tuple[str, str | date]]:
    return [("Partner", partner.id), ("Stand", as_of), ("Beispieldaten", yes_or_no(example))]


def _cells(row: TemplateRow) -> dict[str, Any]:
    """Column -> value; "" for nothing, and for a day that an older program took and none may name any more."""
    words, service, seen = vocabulary(), row.service, row.observation
    cells: dict[str, Any] = dict.fromkeys(words.columns, "")
    cells |= {"leika_schluessel": service.leika_key or "", "ozg_id": service.ozg_id, "leistung": service.name}
    if seen is None:
        return cells
    return cells | {
        "zustaendig": yes_or_no(seen.responsible),
        "digitalisierbar": yes_or_no(seen.digitisable),
        "hindernis": words.obstacle_words[seen.obstacle] if seen.obstacle else "",
        "reifegrad": "" if seen.maturity is None else seen.maturity,
        "reifegradmodell": seen.maturity_model or "",
        "stufe": words.stage_words[seen.stage] if seen.stage else "",
        "geplant_am": seen.planned_on if seen.planned_on and is_in_range(seen.planned_on) else "",
        "fachbereich": seen.department or "",
        "onlinedienst_url": seen.url or "",
        "efa_stufe": seen.efa_stage or "",
        "bemerkung": seen.remark or "",
        "faelle_pro_jahr": "" if seen.cases_per_year is None else seen.cases_per_year,
        "prioritaet": words.priorities.words[seen.priority] if seen.priority else "",
    }


def _status_sheet(
    workbook: Any,
    formats: Mapping[str, Any],
    partner: Partner,
    as_of: date,
    rows: Sequence[TemplateRow],
    example: bool,
    lang: Lang,
) -> None:
    sheet = workbook.add_worksheet("Status")
    for number, (label, value) in enumerate(_head(partner, as_of, example)):
        sheet.write_string(number, 0, label, formats["bold"])
        if isinstance(value, date):
            sheet.write_datetime(number, 1, value, formats["day"])
        else:
            sheet.write_string(number, 1, value, formats["text"])
    if example:
        sheet.write_string(2, 2, text("sources.template_example", lang), formats["warning"])
    columns = vocabulary().columns
    header = 4
    sheet.write_row(header, 0, columns, formats["header"])
    for position, column in enumerate(columns):
        sheet.set_column(position, position, WIDTHS.get(column, DEFAULT_WIDTH), formats[_format(column)])
    for number, row in enumerate(rows, start=header + 1):
        _write_row(sheet, number, _cells(row), formats)
    last = header + len(rows)
    sheet.freeze_panes(header + 1, len(KEY_COLUMNS))
    sheet.autofilter(header, 0, max(last, header + 1), len(columns) - 1)
    _drop_downs(sheet, header + 1, last + SPARE_ROWS)
    sheet.protect(
        "", {"sort": True, "autofilter": True, "format_columns": True, "format_rows": True, "insert_rows": True}
    )


def _write_row(sheet: Any, number: int, cells: Mapping[str, Any], formats: Mapping[str, Any]) -> None:
    for position, column in enumerate(vocabulary().columns):
        cell = cells[column]
        if column in KEY_COLUMNS:
            sheet.write_string(number, position, cell, formats["key"])
        elif isinstance(cell, date):
            sheet.write_datetime(number, position, cell, formats["day"])
        elif isinstance(cell, int):
            sheet.write_number(number, position, cell, formats["open"])
        elif cell:
            sheet.write_string(number, position, cell, formats[_format(column)])
        else:
            # An empty cell is written, too: only a cell with its own format is open for entries everywhere.
            sheet.write_blank(number, position, None, formats[_format(column)])


def _format(column: str) -> str:
    """A cell of text is formatted as text: a spreadsheet program would make a day of a model typed into it."""
    if column in KEY_COLUMNS:
        return "key"
    return "day" if column == "geplant_am" else "open" if column in NUMBER_COLUMNS else "text"


def _drop_downs(sheet: Any, first: int, last: int) -> None:
    words = vocabulary()
    lists = {
        "zustaendig": ["ja", "nein"],
        "digitalisierbar": ["ja", "nein"],
        "hindernis": list(words.obstacle_words.values()),
        "reifegrad": sorted({level for levels in MATURITY_LEVELS.values() for level in levels}),
        "reifegradmodell": list(MATURITY_LEVELS),
        "stufe": list(words.stage_words.values()),
        "prioritaet": list(words.priorities.words.values()),
    }
    for column, allowed in lists.items():
        position = words.columns.index(column)
        sheet.data_validation(first, position, last, position, {"validate": "list", "source": allowed})
    position = words.columns.index("faelle_pro_jahr")
    whole = {"validate": "integer", "criteria": ">=", "value": 0}
    sheet.data_validation(first, position, last, position, whole)


def _help_sheet(workbook: Any, formats: Mapping[str, Any], lang: Lang) -> None:
    sheet = workbook.add_worksheet("Hilfe")
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 110)
    sheet.write_string(0, 0, text("sources.help_title", lang), formats["bold"])
    sheet.write_string(1, 0, text("sources.help_intro", lang))
    words = vocabulary()
    allowed = {"stufe": words.stages_shown, "hindernis": words.obstacles_shown, "prioritaet": words.priorities.shown}
    for number, column in enumerate(words.columns, start=3):
        sentence = text(f"sources.help_{column}", lang, allowed=allowed.get(column, ""))
        sheet.write_string(number, 0, column, formats["bold"])
        sheet.write_string(number, 1, sentence, formats["wrap"])
    below = len(words.columns) + 5
    sheet.write_string(below - 2, 0, text("sources.help_blanks", lang), formats["bold"])
    nothing = text("sources.help_blanks_words", lang, words=blank_vocabulary().shown)
    sheet.write_string(below - 2, 1, nothing, formats["wrap"])
    sheet.write_string(below, 0, text("sources.help_components", lang), formats["bold"])
    sheet.write_string(below + 1, 0, text("sources.help_components_intro", lang))
    for number, (column, sentence) in enumerate(component_help(lang), start=below + 3):
        sheet.write_string(number, 0, column, formats["bold"])
        sheet.write_string(number, 1, sentence, formats["wrap"])
