"""What deck, briefing and workbook say against the CSV files beside them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import permutations
from typing import Self

from ozgdash import formats
from ozgdash.proof.documents import Document, Part
from ozgdash.proof.numbers import ANY, GROUPED, even, plain
from ozgdash.proof.reading import Package, Sheet
from ozgdash.proof.sentences import DIGITS, group_sums, numbers_of, understood
from ozgdash.proof.tables import SHARE_NOISE, Difference
from ozgdash.texts import Lang

EXCEL_BEGINS = date(1899, 12, 30)
HYPHENS = re.compile(r"(?<=\w)-\s*\n\s*(?=\w)|\u00ad")
BETWEEN = re.compile(r"(?<=\d) (?=\d)")
SHORT = 15
ENDS = (0.0, 1.0)
"""Where axes, and paths to a target, begin and end."""
FORECASTS = ("outlook",)
"""Drawn with fractions of services, listed with whole ones."""
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOST_COUNTS = 8
"""Of a row with more numbers no shares are worked out."""
DIGIT = re.compile(r"\d")


def paper_differences(package: Package) -> Iterator[Difference]:
    """Every sentence with another number than that of the CSV files, and every other cell of a workbook."""
    known = _known(package)
    for document in package.documents:
        for part in document.parts:
            yield from _sentences(document, part, known)
        if document.name.endswith(".xlsx"):
            yield from _workbook(document, package)
        if document.name.endswith(".pptx"):
            yield from _slides(document, package)


@dataclass(frozen=True)
class Line:
    """A text with ``#`` for each number and without blanks and hyphens: a paper breaks its lines where it likes."""

    skeleton: str
    numbers: tuple[str, ...]

    @classmethod
    def of(cls, said: str) -> Self:
        """Two numbers beside each other stay two."""
        apart = BETWEEN.sub("¦", even(HYPHENS.sub("", said)))
        bare = re.sub("[ -]", "", apart)
        return cls(re.sub(ANY, "#", bare), tuple(re.findall(ANY, bare)))

    @property
    def words(self) -> str:
        """With the numbers again."""
        pieces = self.skeleton.split("#")
        return "".join(word for pair in zip(pieces, (*self.numbers, ""), strict=True) for word in pair)


def _known(package: Package) -> dict[str, set[tuple[str, ...]]]:
    """The sentences of the package: the numbers that may stand in each, by what it is without them."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    facts = [sheet.facts.get(key, "") for sheet in package.sheets.values() for key in ("finding", "n_of_m", "as_of")]
    for line in map(Line.of, (*facts, *package.summary)):
        if line.numbers and len(line.skeleton) > SHORT:
            found[line.skeleton].add(line.numbers)
    return found


def _sentences(document: Document, part: Part, known: dict[str, set[tuple[str, ...]]]) -> Iterator[Difference]:
    """The longest sentences first: a short one may be the beginning of another."""
    stream = Line.of("\n".join(part.words))
    taken = bytearray(len(stream.skeleton))
    for skeleton in sorted(known, key=len, reverse=True):
        start = stream.skeleton.find(skeleton)
        while start >= 0:
            end = start + len(skeleton)
            if not any(taken[start:end]):
                taken[start:end] = b"1" * len(skeleton)
                first = stream.skeleton.count("#", 0, start)
                said = stream.numbers[first : first + skeleton.count("#")]
                if said not in known[skeleton]:
                    expected = min(known[skeleton], key=lambda other: _unlike(other, said))
                    yield _differing(document, part, skeleton, said, expected)
            start = stream.skeleton.find(skeleton, end)


def _differing(
    document: Document, part: Part, skeleton: str, said: tuple[str, ...], expected: tuple[str, ...]
) -> Difference:
    return Difference(document.name, part.place, Line(skeleton, said).words, Line(skeleton, expected).words)


def _unlike(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def _workbook(document: Document, package: Package) -> Iterator[Difference]:
    """Row by row below the header that the CSV file has, too."""
    for sheet in package.sheets.values():
        for part in document.parts:
            start = next((place for place, row in enumerate(part.rows) if _bare(row) == _headers(sheet)), None)
            if start is None or even(sheet.facts.get("title", "")) not in map(even, part.words):
                continue
            below = part.rows[start + 1 : start + 1 + len(sheet.rows)]
            if len(below) < len(sheet.rows):
                yield Difference(document.name, sheet.facts["title"], str(len(below)), str(len(sheet.rows)))
            for theirs, ours in zip(below, sheet.rows, strict=False):
                yield from _cells(document, sheet, theirs, ours)


def _bare(row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(even(cell) for cell in row if cell)


def _headers(sheet: Sheet) -> tuple[str, ...]:
    """Those of the workbook, which does not say that a share lies between 0 and 1."""
    return tuple(even(re.sub(r" \(0 (?:bis|to) 1\)$", "", header)) for header in sheet.columns)


def _cells(document: Document, sheet: Sheet, theirs: tuple[str, ...], ours: tuple[str, ...]) -> Iterator[Difference]:
    for place, said in enumerate(ours):
        got = theirs[place] if place < len(theirs) else ""
        if not _is_same(got, said):
            yield Difference(document.name, f"{sheet.facts['title']}: {ours[0]}, {sheet.columns[place]}", got, said)


def _is_same(got: str, said: str) -> bool:
    """A cell of a workbook and one of a CSV file: the same number, day or words."""
    if ISO_DAY.fullmatch(said):
        return got == str((date.fromisoformat(said) - EXCEL_BEGINS).days)
    number = plain(said)
    if number is not None:
        return _close(got, number)
    return even(got) == even(said.removeprefix("'")) or got == said


def _close(got: str, number: float) -> bool:
    try:
        return abs(float(got) - number) <= SHARE_NOISE
    except ValueError:
        return got == f"{number:g}"


def _slides(document: Document, package: Package) -> Iterator[Difference]:
    """Each row of a slide's table is one of a CSV file, or a line of a matrix each cell of which is from one."""
    titles = {_titled(even(sheet.facts.get("title", ""))): sheet for sheet in understood(package)}
    for part in document.parts:
        said = [even(word) for word in part.words]
        sheets = [sheet for title, sheet in titles.items() if any(map(title.search, said))]
        if sheets:
            if all(sheet.chart not in FORECASTS for sheet in sheets):
                yield from _drawn(document, part, [numbers_of(sheet) for sheet in sheets])
            yield from _listed(document, part, sheets, package.lang)


def _titled(title: str) -> re.Pattern[str]:
    """The title by itself, behind that of its section, or with which of several slides it is."""
    return re.compile(rf"(?:^|· ){re.escape(title)}(?: \(|$)")


def _listed(document: Document, part: Part, sheets: list[Sheet], lang: Lang) -> Iterator[Difference]:
    rows = [row for row in part.rows[1:] if any(map(DIGIT.search, row))]
    if not rows:
        return
    by_form: dict[str, list[frozenset[str]]] = defaultdict(list)
    for sheet in sheets:
        for forms in (*(_shown(row, lang) for row in sheet.rows), *_summed(sheet, lang)):
            for form in forms:
                by_form[form].append(forms)
    for row in rows:
        cells = [even(cell) for cell in row]
        if not _is_row(cells, by_form):
            wrong = [cell for cell in cells if DIGIT.search(cell) and not _is_cell(cell, by_form, lang)]
            for cell in wrong:
                yield Difference(document.name, part.place, f"{cells[0]}: {cell}", "")


def _drawn(document: Document, part: Part, tables: list[set[float]]) -> Iterator[Difference]:
    """The numbers of a chart follow from one table; a line that is a path and no count does not stand in any."""
    missing = min(([*_missing(part, table)] for table in tables), key=len, default=[])
    for value in missing:
        yield Difference(document.name, part.place, f"{value:g}", "")


def _missing(part: Part, table: set[float]) -> Iterator[float]:
    for series in part.series:
        values = [value for value in series.values if value not in ENDS]
        absent = [value for value in values if not _stands_in(value, table)]
        if not series.is_line or len(absent) <= len(values) / 2:
            yield from absent


def _stands_in(value: float, table: set[float]) -> bool:
    """As it is, or as a share or its hundredfold; a part that goes down is drawn below zero."""
    size = abs(value)
    return any(round(form, DIGITS) in table for form in (size, size / 100, size * 100))


def _shown(row: tuple[str, ...], lang: Lang) -> frozenset[str]:
    """The ways in which the cells of a row are shown, and each share of two of its counts."""
    found = {"", even(formats.DASH)}
    for cell in row:
        found.add(even(cell.removeprefix("'")))
        if ISO_DAY.fullmatch(cell):
            found.add(even(formats.day(date.fromisoformat(cell), lang)))
    return frozenset(found | _forms([number for cell in row if (number := plain(cell)) is not None], lang))


def _forms(numbers: list[float], lang: Lang) -> set[str]:
    found = {even(formats.number(number, lang, digits)) for number in numbers for digits in (0, 1)}
    found |= {even(formats.percent(number, lang)) for number in numbers if 0 <= number <= 1}
    if len(numbers) <= MOST_COUNTS:
        found |= {even(formats.percent(n / m, lang)) for n, m in permutations(numbers, 2) if 0 <= n <= m and m}
    return found


def _summed(sheet: Sheet, lang: Lang) -> Iterator[frozenset[str]]:
    """A row for all partners together, by each column of words."""
    for sums in group_sums(sheet).values():
        yield frozenset(_forms(list(sums), lang))


def _is_row(cells: list[str], by_form: dict[str, list[frozenset[str]]]) -> bool:
    """Whether some row has all these cells; one that was cut is the beginning of what stands there."""
    rarest = min((cell for cell in cells if cell in by_form), key=lambda cell: len(by_form[cell]), default="")
    return any(all(_has(forms, cell) for cell in cells) for forms in by_form.get(rarest, ()))


def _has(forms: frozenset[str], cell: str) -> bool:
    if cell in forms:
        return True
    return cell.endswith("…") and any(form.startswith(cell[:-1].rstrip()) for form in forms)


def _is_cell(cell: str, by_form: dict[str, list[frozenset[str]]], lang: Lang) -> bool:
    """Whether one row has all the numbers of a cell, ``31,9 % (187 von 586)``."""
    if cell in by_form:
        return True
    said = re.findall(rf"(?:{GROUPED[lang]})(?: ?%)?", cell)
    rarest = min(said, key=lambda one: len(by_form.get(one, ())), default="")
    return any(all(one in forms for one in said) for forms in by_form.get(rarest, ()))
