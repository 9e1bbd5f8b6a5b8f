"""Reads data/catalogue/synonyme.csv: everyday words and the official words they stand for."""

from __future__ import annotations

import re
from pathlib import Path

from ozgdash.model.synonym import WordGroup
from ozgdash.sources import cells
from ozgdash.sources.findings import Findings
from ozgdash.sources.header import required_header
from ozgdash.sources.tabular import read_sheet

COLUMNS = ("alltag", "amtlich")
SEPARATOR = re.compile(r"\s*,\s*")
MIN_LETTERS = 3
"""A shorter word would stand inside of almost every name."""
MAX_WORDS = 20
"""Entries of a cell: each is looked for in every name."""


def read_synonyms(path: Path) -> tuple[WordGroup, ...]:
    """The groups in the order of the file. Raises SourceFormatError with every error of the file."""
    sheet = read_sheet(path, columns=COLUMNS)
    findings = Findings(sheet.file_name)
    header = required_header(sheet, COLUMNS, findings)
    header.expect(COLUMNS, findings)
    findings.raise_errors()
    groups: list[WordGroup] = []
    rows: dict[str, int] = {}
    for row in (row for row in sheet.rows if row.number > header.row.number):
        everyday, official = (
            _words(cells.text(header.value(row, column)), column, row.number, findings) for column in COLUMNS
        )
        for word in everyday:
            if word.casefold() in rows:
                findings.error("sources.word_twice", row=row.number, received=word, other=rows[word.casefold()])
            rows.setdefault(word.casefold(), row.number)
        for word in official:
            if word.casefold() in map(str.casefold, everyday):
                findings.error("sources.word_both", row=row.number, received=word)
        groups.append(WordGroup(everyday, official))
    findings.raise_errors()
    return tuple(groups)


def _words(cell: str | None, column: str, row: int, findings: Findings) -> tuple[str, ...]:
    words = tuple(" ".join(word.split()) for word in SEPARATOR.split(cell or "") if word.strip())
    if not words:
        findings.error("sources.empty_cell", row=row, column=column)
    if len(words) > MAX_WORDS:
        findings.error("sources.too_many_words", row=row, column=column, received=len(words), allowed=MAX_WORDS)
    for word in words:
        if len(word) < MIN_LETTERS:
            findings.error("sources.word_short", row=row, column=column, received=word, allowed=MIN_LETTERS)
    return words
