"""What kind of file is this? Told by its content, not by its name."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from ozgdash.sources.catalogue import OFFICIAL_COLUMNS, is_catalogue
from ozgdash.sources.findings import Findings
from ozgdash.sources.header import find_header, folded
from ozgdash.sources.tabular import read_sheet
from ozgdash.sources.vocabulary import vocabulary


class SourceKind(StrEnum):
    """The files that can be imported."""

    STATUS_SHEET = "status_sheet"
    CATALOGUE = "catalogue"
    OFFICIAL_LIST = "official_list"


def detect(path: Path) -> SourceKind:
    """The kind of the file. Raises SourceFormatError where its columns belong to none of them."""
    sheet = read_sheet(path)
    status_columns = vocabulary().columns
    header = find_header(sheet, (*status_columns, *OFFICIAL_COLUMNS))
    cells = [cell for row in ([header.row] if header else sheet.rows[:1]) for cell in row.cells if cell is not None]
    if is_catalogue(cells):
        return SourceKind.CATALOGUE
    names = {folded(cell) for cell in cells}
    if header and {folded(column) for column in ("themenfeld", "lage")} <= names:
        return SourceKind.OFFICIAL_LIST
    # Told by what only a status sheet has; a missing mandatory column is then named by its own reader.
    if header and names & {folded(column) for column in set(status_columns) - set(OFFICIAL_COLUMNS)}:
        return SourceKind.STATUS_SHEET
    received = "; ".join(map(str, cells))[:200]
    status, catalogue = "; ".join(status_columns), "; ".join(OFFICIAL_COLUMNS)
    raise Findings(sheet.file_name, sheet=sheet.name).fail(
        "sources.unknown_kind", received=received, status=status, catalogue=catalogue
    )
