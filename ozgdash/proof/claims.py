"""What a cell of a table has to be, and which cells are bound to others that way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ozgdash.proof.numbers import iso_day, plain
from ozgdash.proof.reading import Package, Sheet
from ozgdash.texts import Lang, text

Row = tuple[str, ...]
Value = float | int | str | date | None
"""None: the cell has to be empty."""
SHARE_NOISE = 6e-7
"""A share stands in a CSV with six digits."""


@dataclass(frozen=True)
class Difference:
    """Something that does not follow: where it stands, what is said there, and what follows from the lists."""

    file: str
    place: str
    said: str
    expected: str


@dataclass(frozen=True, eq=False)
class Claim:
    """That some cells of a table come to what follows from elsewhere. ``cells``: rows (the tables' own) and places."""

    sheet: Sheet
    cells: tuple[tuple[Row, int], ...]
    where: str
    said: str
    expected: str
    holds: bool

    @property
    def difference(self) -> Difference | None:
        """What to name; None where it is as it has to be."""
        return None if self.holds else Difference(self.sheet.file, self.where, self.said, self.expected)


def cell(sheet: Sheet, row: Row, place: int, expected: Value, *, noise: float = SHARE_NOISE) -> Claim:
    """One cell; one that the row does not have is empty."""
    said = row[place] if place < len(row) else ""
    where = f"{_named(row)}, {sheet.columns[place]}" if place < len(row) else _named(row)
    return Claim(sheet, ((row, place),), where, said, _shown(expected), _is(said, expected, noise))


def _named(row: Row) -> str:
    """The words in front, by which a reader finds a row."""
    words = [value for value in row[:3] if value and plain(value) is None]
    return ", ".join(words) or row[0]


def total(sheet: Sheet, rows: Sequence[Row], place: int, expected: float, where: str) -> Claim:
    """The sum of a column over some rows; empty cells and words add nothing."""
    said = sum(plain(row[place]) or 0.0 for row in rows)
    cells = tuple((row, place) for row in rows)
    named = f"{where}, {sheet.columns[place]}"
    return Claim(sheet, cells, named, f"{said:g}", f"{expected:g}", abs(said - expected) <= SHARE_NOISE)


def count(sheet: Sheet, rows: Sequence[Row], expected: float, where: str) -> Claim:
    """How many rows of a list there are."""
    return Claim(sheet, (), where, f"{len(rows)}", f"{expected:g}", len(rows) == expected)


def _shown(expected: Value) -> str:
    if isinstance(expected, float | int):
        return f"{expected:.10g}"
    return expected.isoformat() if isinstance(expected, date) else expected or ""


def _is(said: str, expected: Value, noise: float) -> bool:
    if isinstance(expected, float | int):
        number = plain(said)
        return number is not None and abs(number - expected) <= noise
    return said == _shown(expected)


@dataclass(frozen=True, eq=False)
class Line:
    """A row of a ``Grid``, read by the keys of its columns."""

    sheet: Sheet
    row: Row
    places: Mapping[str, int]

    def __getitem__(self, key: str) -> str:
        return self.row[self.places[key]]

    def number(self, key: str) -> float | None:
        """None where the cell is empty or words."""
        return plain(self[key])

    def numbers(self, *keys: str) -> tuple[float, ...] | None:
        """None where one of the cells is no number."""
        found = [self.number(key) for key in keys]
        return None if any(value is None for value in found) else tuple(value for value in found if value is not None)

    def day(self, key: str) -> date | None:
        """None where the cell is no day."""
        return iso_day(self[key])

    def claim(self, key: str, expected: Value, *, noise: float = SHARE_NOISE) -> Claim:
        """What the cell has to be."""
        return cell(self.sheet, self.row, self.places[key], expected, noise=noise)


@dataclass(frozen=True, eq=False)
class Grid:
    """A table by the keys of its columns, as ``texts`` has them under ``words.column_…``."""

    sheet: Sheet
    lines: tuple[Line, ...]
    places: Mapping[str, int]

    @cached_property
    def groups(self) -> dict[str, list[Line]]:
        """The lines by their first column, in order."""
        return self.by(0)

    def by(self, place: int | str) -> dict[str, list[Line]]:
        """The lines by the words in a column, in order."""
        at = self.places[place] if isinstance(place, str) else place
        found: dict[str, list[Line]] = defaultdict(list)
        for line in self.lines:
            found[line.row[at]].append(line)
        return found

    def total(self, lines: Sequence[Line], key: str, expected: float, where: str) -> Claim:
        """The sum of a column over some lines."""
        return total(self.sheet, [line.row for line in lines], self.places[key], expected, where)


def grid(package: Package, name: str, words: str, *keys: str) -> Grid | None:
    """The table of a chart; None where the package has none, or one of another kind, without these columns."""
    sheet = package.sheets.get(name)
    if sheet is None:
        return None
    found = {key: header(sheet, f"{words}.column_{key}", package.lang) for key in keys}
    places = {key: place for key, place in found.items() if place is not None}
    if len(places) < len(keys):
        return None
    return Grid(sheet, tuple(Line(sheet, row, places) for row in sheet.rows), places)


def header(sheet: Sheet, key: str, lang: Lang) -> int | None:
    """The place of a column, in whatever case: heads began small in packages of before.

    A share says in its header that it lies between 0 and 1.
    """
    said, names = text(key, lang).casefold(), map(str.casefold, sheet.columns)
    return next((at for at, name in enumerate(names) if name == said or name.startswith(f"{said} (0 ")), None)


def named(claims: Iterable[Claim]) -> Iterator[Difference]:
    """What does not hold."""
    yield from (found for claim in claims if (found := claim.difference) is not None)
