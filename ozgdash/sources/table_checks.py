"""What the facts of a sheet say against its table: results never calculated, merged areas, rows that nobody sees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ozgdash.sources.findings import Findings
from ozgdash.sources.formula import Calculator, as_result, same
from ozgdash.sources.formula_functions import UnknownError
from ozgdash.sources.merged import refuse_ambiguous
from ozgdash.sources.number_format import shown
from ozgdash.sources.tables import Place, Row, Sheet, reference
from ozgdash.sources.values import ShownNumber

SHOWN_ROWS = 10
HEAD_COLUMNS = 2
SHOWN_LETTERS = 80


def check_table(
    sheet: Sheet, header_row: int, body: Sequence[Row], positions: Mapping[str, int], findings: Findings
) -> None:
    """Errors for cells that are read and cannot be believed, notices for rows, columns and formats nobody sees.

    ``positions`` are the columns that are read. A column that is not read may hold anything.
    """
    _refuse_without_value(sheet, header_row, positions, findings)
    _refuse_uncalculated(sheet, header_row, positions, findings)
    refuse_ambiguous(sheet, header_row, positions, findings)
    _name_hidden(sheet, header_row, body, positions, findings)
    for column, position in positions.items():
        unknown = [row for row in body if isinstance(cell := row.cell(position), ShownNumber) and cell.shown is None]
        if unknown:
            received = shown(unknown[0].cell(position))
            place = unknown[0].number
            findings.notice("sources.format_unknown", row=place, column=column, count=len(unknown), received=received)


def check_stray_cells(sheet: Sheet, header: Row, body: Sequence[Row], findings: Findings) -> None:
    """An error for rows of a CSV that are longer than its header row, a notice for other cells without a column name.

    A semicolon without quotation marks makes a row longer and moves what stands behind it.
    """
    longer: list[tuple[int, str]] = []
    beside: list[tuple[int, str]] = []
    for row in body:
        stray = [at for at, cell in enumerate(row.cells) if cell is not None and header.cell(at) is None]
        if stray:
            is_longer = sheet.name is None and stray[-1] >= len(header.cells)
            (longer if is_longer else beside).append((row.number, shown(row.cells[stray[0]])[:SHOWN_LETTERS]))
    for found, add, key in ((longer, findings.error, "row_longer"), (beside, findings.notice, "cells_without_column")):
        if found:
            add(f"sources.{key}", row=found[0][0], count=len(found), received=found[0][1])


def _is_read(place: Place, header_row: int, positions: Mapping[str, int]) -> bool:
    row, column = place
    return column in positions.values() if row > header_row else row < header_row and column < HEAD_COLUMNS


def _refuse_without_value(sheet: Sheet, header_row: int, positions: Mapping[str, int], findings: Findings) -> None:
    places = sorted(place for place in sheet.facts.without_value if _is_read(place, header_row, positions))
    if places:
        cell = reference(*places[0])
        findings.error("sources.cells_without_value", cell=cell, sheet_name=sheet.name, count=len(places))


def _refuse_uncalculated(sheet: Sheet, header_row: int, positions: Mapping[str, int], findings: Findings) -> None:
    read = (place for place in sorted(sheet.facts.formulas) if _is_read(place, header_row, positions))
    places = list(_unbelievable(sheet, read))
    if places:
        row = sheet.by_number.get(places[0][0])
        stored = row.cell(places[0][1]) if row else None
        findings.error(
            "sources.formula_not_calculated",
            cell=reference(*places[0]),
            formula=sheet.facts.formulas[places[0]].text[:80] or "…",
            stored=shown(stored) or "–",
            sheet_name=sheet.name,
            count=len(places),
        )


def _unbelievable(sheet: Sheet, places: Iterator[Place]) -> Iterator[Place]:
    """The formulas whose stored result is wrong or was never calculated.

    Excel's own results are believed unless the workbook asks to be calculated. Everybody else's are compared where the
    formula can be worked out here; where it cannot, a result is believed unless it is 0, which libraries store for
    "not calculated", or the workbook asks to be calculated.
    """
    facts, calculator = sheet.facts, Calculator(sheet)
    if facts.results_are_kept and not facts.results_are_void:
        return
    for place in places:
        if place in facts.without_value:
            continue
        row = sheet.by_number.get(place[0])
        stored = as_result(row.cell(place[1]) if row else None, since_1904=facts.since_1904)
        try:
            believed = same(calculator.result(place), stored)
        except UnknownError:
            believed = not facts.results_are_void and (stored is None or isinstance(stored, str | bool) or stored != 0)
        if not believed:
            yield place


def _name_hidden(
    sheet: Sheet, header_row: int, body: Sequence[Row], positions: Mapping[str, int], findings: Findings
) -> None:
    rows = [row.number for row in body if row.number in sheet.facts.hidden_rows]
    if rows:
        more = "…" if len(rows) > SHOWN_ROWS else ""
        numbers = ", ".join(map(str, rows[:SHOWN_ROWS])) + more
        findings.notice("sources.hidden_rows", count=len(rows), rows=numbers)
    columns = [column for column, position in positions.items() if position in sheet.facts.hidden_columns]
    if columns:
        findings.notice("sources.hidden_columns", row=header_row, columns="; ".join(columns), count=len(columns))
