"""Reads the small reference files of the data folder: names of Reifegrad levels, figures published by others."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from ozgdash.model.days import FIRST_DAY, LAST_DAY, is_in_range
from ozgdash.model.reference import Benchmark, MaturityLevel
from ozgdash.sources import cells
from ozgdash.sources.cells import CellError
from ozgdash.sources.findings import Findings
from ozgdash.sources.header import required_header
from ozgdash.sources.tabular import Value, read_sheet

T = TypeVar("T")

LEVEL_COLUMNS = ("modell", "stufe", "bezeichnung", "quelle")
BENCHMARK_COLUMNS = ("datum", "gebiet", "einheit", "wert", "von", "bezeichnung", "quelle", "sicherheit")
PARTIAL_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def read_maturity_levels(path: Path) -> tuple[MaturityLevel, ...]:
    """The levels of ``data/reifegrad.csv`` in its order. Raises SourceFormatError with every error of the file."""

    def level(row: dict[str, Value]) -> MaturityLevel:
        return MaturityLevel(
            _words(row["modell"]),
            int(_number(row["stufe"])),
            _words(row["bezeichnung"]),
            cells.text(row["quelle"]) or "",
        )

    return _read(path, LEVEL_COLUMNS, level)


def read_benchmarks(path: Path) -> tuple[Benchmark, ...]:
    """The figures of ``data/benchmarks.csv`` in its order. Raises SourceFormatError with every error of the file."""

    def benchmark(row: dict[str, Value]) -> Benchmark:
        return Benchmark(
            published_on=_published_on(row["datum"]),
            area=_words(row["gebiet"]),
            unit=_words(row["einheit"]),
            value=_number(row["wert"]),
            total=_number(row["von"]) if row["von"] is not None else None,
            label=_words(row["bezeichnung"]),
            source=_words(row["quelle"]),
            confidence=_words(row["sicherheit"]),
        )

    return _read(path, BENCHMARK_COLUMNS, benchmark)


def _read(path: Path, columns: tuple[str, ...], build: Callable[[dict[str, Value]], T]) -> tuple[T, ...]:
    sheet = read_sheet(path, columns=columns)
    findings = Findings(sheet.file_name)
    header = required_header(sheet, columns, findings)
    header.expect(columns, findings)
    findings.raise_errors()
    built = []
    for row in sheet.rows:
        if row.number > header.row.number:
            try:
                built.append(build({column: header.value(row, column) for column in columns}))
            except CellError as error:
                findings.error(error.key, row=row.number, **error.values)
    findings.raise_errors()
    return tuple(built)


def _words(value: Value) -> str:
    words = cells.text(value)
    if words is None:
        raise CellError("sources.empty_cell")
    return words


def _published_on(value: Value) -> str:
    """A day, a month or a year as published, or words; one of a year that may be named."""
    words = _words(value.isoformat() if isinstance(value, date) else value)
    found = PARTIAL_DAY.fullmatch(words)
    try:
        day = date(int(found[1]), int(found[2] or 1), int(found[3] or 1)) if found else FIRST_DAY
    except ValueError as error:
        raise CellError("sources.not_a_day", received=words) from error
    if not is_in_range(day):
        raise CellError("sources.year_out_of_range", received=words, first=FIRST_DAY.year, last=LAST_DAY.year)
    return words


def _number(value: Value) -> float:
    """A number with a decimal point or a German decimal comma."""
    try:
        return float(str(value).replace(",", "."))
    except ValueError as error:
        raise CellError("sources.not_a_figure", received=str(value)) from error
