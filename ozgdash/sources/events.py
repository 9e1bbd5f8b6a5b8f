"""Reads data/ereignisse.csv: what happened on which day, and whom it concerns."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from ozgdash.model.cooperation import Cooperation
from ozgdash.model.event import Happening
from ozgdash.sources import cells
from ozgdash.sources.cells import CellError
from ozgdash.sources.findings import Findings
from ozgdash.sources.header import exact_header
from ozgdash.sources.row_reader import RowReader
from ozgdash.sources.tabular import Row, Value, read_sheet
from ozgdash.sources.vocabulary import choice_form, event_vocabulary

MAX_WORDS = 120
"""Characters of what happened: it stands in a list under a chart."""


def read_events(path: Path, *, cooperation: Cooperation) -> tuple[Happening, ...]:
    """The events by day, those of one day as the file has them.

    Raises SourceFormatError with every error of the file.
    """
    columns = event_vocabulary().columns
    sheet = read_sheet(path, columns=columns)
    findings = Findings(sheet.file_name, sheet=sheet.name)
    header = exact_header(sheet, columns, findings)
    reader = RowReader(header, findings)
    rows = [row for row in sheet.rows if row.number > header.row.number]
    found = [_event(row, reader, cooperation) for row in rows]
    findings.raise_errors()
    return tuple(sorted((event for event in found if event is not None), key=lambda event: event.on))


def _event(row: Row, reader: RowReader, cooperation: Cooperation) -> Happening | None:
    read, words = partial(reader.read, row), event_vocabulary()
    whole = reader.expect(row, words.mandatory)
    day = read("tag", cells.day)
    kind = read("art", lambda v: cells.choice(v, words.kinds.values, shown=words.kinds.shown))
    partner = read("partner", lambda v: _partner(v, cooperation))
    german, english = (read(column, lambda v: cells.name(v, longest=MAX_WORDS)) for column in ("text_de", "text_en"))
    source = read("quelle", cells.name)
    example = read("beispiel", cells.yes_no)
    if not whole or day is None or kind is None or partner is None or german is None or english is None:
        return None
    return Happening(day, kind, partner or None, german, english, source, bool(example))


def _partner(value: Value, cooperation: Cooperation) -> str | None:
    """The id of one partner, empty for all of them."""
    name = cells.name(value)
    if name is None or choice_form(name) in event_vocabulary().everybody:
        return None if name is None else ""
    partner = cooperation.named(name)
    if partner is None:
        raise CellError("sources.unknown_event_partner", received=name, allowed=f"alle, {cooperation.known_ids()}")
    return partner.id
