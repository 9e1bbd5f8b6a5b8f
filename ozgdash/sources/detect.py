"""What kind of file is this? Told by its content, not by its name."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from ozgdash.sources.catalogue import OFFICIAL_COLUMNS, is_catalogue
from ozgdash.sources.findings import Findings
from ozgdash.sources.header import SEARCHED_ROWS, find_header, folded
from ozgdash.sources.pvog import pvog_delimiter
from ozgdash.sources.tabular import OLE_MAGIC, ZIP_MAGIC, Sheet, read_sheet
from ozgdash.sources.vocabulary import component_vocabulary, vocabulary
from ozgdash.sources.xzufi_index import is_index

SEARCHED_BYTES = 100_000
DELIMITERS = {",": ",", "Tab": "\t", "|": "|"}
"""What is often taken for the semicolon, as a message names it."""


class SourceKind(StrEnum):
    """The files that can be imported."""

    STATUS_SHEET = "status_sheet"
    COMPONENTS = "components"
    CATALOGUE = "catalogue"
    OFFICIAL_LIST = "official_list"
    FIM = "fim"
    PVOG = "pvog"
    XZUFI = "xzufi"

    @property
    def is_outside_view(self) -> bool:
        """True for what a portal shows of one partner."""
        return self in (SourceKind.PVOG, SourceKind.XZUFI)


def detect(path: Path) -> SourceKind:
    """The kind of the file. Raises SourceFormatError where it is none of them."""
    return kind_by_beginning(path) or _by_columns(path)


def kind_by_beginning(path: Path) -> SourceKind | None:
    """The kind of a file that need not be read as a whole to know it; None for the others."""
    try:
        with path.open("rb") as file:
            beginning = file.read(SEARCHED_BYTES)
    except OSError as error:
        raise Findings(path.name).fail("sources.file_unreadable", reason=error.strerror or str(error)) from error
    if beginning.startswith((ZIP_MAGIC, OLE_MAGIC)):
        return None
    text = beginning.decode("utf-8-sig", errors="replace").lstrip()
    if text[:200].lower().startswith(("<!doctype html", "<html")):
        raise Findings(path.name).fail("feeds.file_html")
    if text.startswith("<") or is_index(text):
        return SourceKind.XZUFI
    if text.startswith(("{", "[")):
        return SourceKind.FIM
    return SourceKind.PVOG if pvog_delimiter(text) else None


def _by_columns(path: Path) -> SourceKind:
    sheet = read_sheet(path)
    status_columns = vocabulary().columns
    component_columns = component_vocabulary().columns
    header = find_header(sheet, (*status_columns, *OFFICIAL_COLUMNS, *component_columns))
    cells = [cell for row in ([header.row] if header else sheet.rows[:1]) for cell in row.cells if cell is not None]
    if is_catalogue(cells):
        return SourceKind.CATALOGUE
    names = {folded(cell) for cell in cells}
    if header and {folded(column) for column in ("themenfeld", "lage")} <= names:
        return SourceKind.OFFICIAL_LIST
    # Told by what only a status sheet has; a missing mandatory column is then named by its own reader.
    if header and names & {folded(column) for column in set(status_columns) - set(OFFICIAL_COLUMNS)}:
        return SourceKind.STATUS_SHEET
    if header and len(names & {folded(column) for column in component_columns}) > 1:
        return SourceKind.COMPONENTS
    _refuse_other_delimiter(sheet, {folded(column) for column in (*status_columns, *component_columns)})
    received = "; ".join(map(str, cells))[:200]
    raise Findings(sheet.file_name, sheet=sheet.name).fail(
        "sources.unknown_kind",
        received=received,
        status="; ".join(status_columns),
        components="; ".join(component_columns),
        catalogue="; ".join(OFFICIAL_COLUMNS),
    )


def _refuse_other_delimiter(sheet: Sheet, columns: set[str]) -> None:
    """Says so where a row has the columns of a known file, separated by something else."""
    for row in sheet.rows[:SEARCHED_ROWS]:
        for name, delimiter in DELIMITERS.items():
            if len({folded(word) for word in str(row.cells[0]).split(delimiter)} & columns) > 1:
                raise Findings(sheet.file_name, sheet=sheet.name).fail(
                    "sources.other_delimiter", row=row.number, received=name
                )
