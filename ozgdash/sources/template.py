"""Writes status sheets: the workbook to fill in, and plain CSV."""

from __future__ import annotations

import csv
from collections.abc import Collection, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ozgdash.formats import day
from ozgdash.model.component import Component
from ozgdash.model.cooperation import Partner
from ozgdash.model.use import MonthUse
from ozgdash.sources.component_template import component_cells
from ozgdash.sources.template_ods import write_ods
from ozgdash.sources.template_sheets import TemplateRow, drafts, head_block, status_cells
from ozgdash.sources.template_xlsx import write_xlsx
from ozgdash.sources.vocabulary import component_vocabulary, use_vocabulary, vocabulary
from ozgdash.texts import Lang

__all__ = ["FORMATS", "TemplateRow", "write_component_csv", "write_status_csv", "write_template", "write_use_csv"]

CREATED = datetime(2020, 9, 1)  # noqa: DTZ001 - a fixed mark, so that equal content gives equal files
FORMATS = {"xlsx": write_xlsx, "ods": write_ods}
"""The formats of the workbook to fill in, by the ending of its file."""


def write_template(
    path: Path,
    *,
    partner: Partner,
    as_of: date,
    rows: Sequence[TemplateRow],
    example: bool,
    lang: Lang,
    components: Sequence[Component] = (),
    file_format: str = "xlsx",
    with_cases: bool = True,
) -> None:
    """A workbook to fill in: head block, a row per service and its state, drop-downs, protected keys, components, help.

    Reading it back gives ``components`` and the observations of ``rows``; a row without one gives an empty observation.
    Without ``with_cases`` the columns of cases are left out; whoever reads the file keeps their former values.
    ``file_format`` is one of ``FORMATS``. Raises OSError or XlsxFileError where the file cannot be written.
    """
    sheets = drafts(partner, as_of, rows, components, example=example, lang=lang, with_cases=with_cases)
    FORMATS[file_format](path, sheets, title=f"Status {partner.name} {as_of.isoformat()}", created=CREATED)


def write_status_csv(
    path: Path,
    *,
    partner: Partner,
    as_of: date,
    rows: Sequence[TemplateRow],
    example: bool,
    optional: Collection[str] | None = None,
) -> None:
    """The same content as semicolon CSV in UTF-8 with the head block in front; equal content gives equal bytes.

    ``optional``: the optional columns that are written, None for all; whoever reads the file keeps the former values
    of the others.
    """
    left_out = set() if optional is None else set(vocabulary().optional) - set(optional)
    columns = [column for column in vocabulary().columns if column not in left_out]
    lines = [[cells[column] for column in columns] for cells in map(status_cells, rows)]
    _write_csv(path, head_block(partner, as_of, example), columns, lines)


def write_component_csv(
    path: Path, *, partner: Partner, as_of: date, components: Sequence[Component], example: bool
) -> None:
    """A list of components as a file of its own, with the head block of a status sheet."""
    columns = component_vocabulary().columns
    lines = [[component_cells(item)[column] for column in columns] for item in components]
    _write_csv(path, head_block(partner, as_of, example), columns, lines)


def write_use_csv(path: Path, *, partner: Partner, as_of: date, months: Sequence[MonthUse], example: bool) -> None:
    """Cases by month as a file of its own, with the head block of a status sheet."""
    columns = [column for column in use_vocabulary().columns if column != "partner"]
    lines = [[use_cells(item)[column] for column in columns] for item in months]
    _write_csv(path, head_block(partner, as_of, example), columns, lines)


def use_cells(item: MonthUse) -> dict[str, Any]:
    """Column -> value; "" for nothing."""
    return {
        "leika_schluessel": item.leika_key or "",
        "monat": f"{item.month:%Y-%m}",
        "faelle": "" if item.cases is None else item.cases,
        "faelle_digital": "" if item.cases_digital is None else item.cases_digital,
        "quelle": item.source or "",
    }


def _write_csv(
    path: Path, head: Sequence[tuple[str, Any]], columns: Sequence[str], lines: Sequence[Sequence[Any]]
) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        for line in (*head, columns, *lines):
            writer.writerow([day(cell, "de") if isinstance(cell, date) else cell for cell in line])
