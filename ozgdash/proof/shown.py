"""Tables of slides and papers against the table of the chart: each number by what it is said of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise, permutations

from ozgdash import formats
from ozgdash.proof.documents import Rows
from ozgdash.proof.numbers import ANY, DAYS, even, iso_day, plain
from ozgdash.proof.reading import Sheet
from ozgdash.proof.sums import LEVELS, numbers_of
from ozgdash.texts import Lang

MOST_COUNTS = 12
"""Of a row with more numbers no shares are worked out."""
DIGIT = re.compile(r"\d")
LETTER = re.compile(r"[^\W\d_]")
ELLIPSIS = "…"
SPELLINGS = (formats.number, formats.signed)
LEAST = 0.01
TINTED = ("changes_counts", "demand_next")
WATERFALL, COLUMNS = "changes_waterfall", 10


class Table:
    """The table of a chart, asked for the rows that some words are said of."""

    def __init__(self, sheet: Sheet, short: Mapping[str, str], lang: Lang) -> None:
        self.sheet, self.lang = sheet, lang
        self._named: dict[str, set[int]] = defaultdict(set)
        for at, row in enumerate(sheet.rows):
            # A level and what it is called are one name.
            for one, other in pairwise(row) if sheet.chart == LEVELS else ():
                self._named[squashed(f"{one} {other}").casefold()].add(at)
            for cell in row:
                for name in (*_names(cell, lang), *([squashed(short[cell])] if cell in short else ())):
                    self._named[name.casefold()].add(at)
        partners = {squashed(name).casefold() for pair in short.items() for name in pair}
        self._partners = sorted(partners & self._named.keys(), key=len, reverse=True)

    @cached_property
    def title(self) -> re.Pattern[str]:
        """The title by itself, behind that of its section, or with which of several slides it is."""
        return re.compile(rf"(?:^|· ){re.escape(even(self.sheet.facts.get('title', '')))}(?: \(|$)")

    @cached_property
    def numbers(self) -> set[float]:
        """Everything that follows from the table, of whatever it is said."""
        return numbers_of(self.sheet)

    @cached_property
    def most(self) -> set[float]:
        """The highest number of each column."""
        columns = ([plain(cell) for cell in column] for column in zip(*self.sheet.rows, strict=True))
        found = (max((value for value in column if value is not None), default=0.0) for column in columns)
        return {value for value in found if value > 1} if self.sheet.chart in TINTED else set()

    def rows_of(self, said: str) -> set[int] | None:
        """The rows that have these words, whole or cut, or a partner that they name; None where none has them."""
        name = squashed(said).casefold()
        if not name or name in self._named:
            return self._named.get(name)
        start = name[:-1] if name.endswith(ELLIPSIS) else f"{name}("
        begun = [rows for own, rows in self._named.items() if own.startswith(start)]
        if begun and (name.endswith(ELLIPSIS) or len(begun) == 1):
            return set().union(*begun)
        return next((self._named[partner] for partner in self._partners if partner in name), None)

    def named(self, said: str) -> bool:
        """Whether a cell begins with just these words: digits in them are part of a name."""
        name = squashed(said).casefold()
        return plain(name) is None and (name in self._named or any(own.startswith(f"{name}(") for own in self._named))

    def has(self, said: str) -> bool:
        """Whether something in the table, or a column of it, is called so."""
        headers = {squashed(header.partition(" (")[0]).casefold() for header in self.sheet.columns}
        return self.named(said) or squashed(said).casefold() in headers

    def of(self, words: Iterable[str]) -> list[int] | None:
        """The rows that have all of the words that some row has; None where no row has any of them."""
        known = [rows for said in words if said and (rows := self.rows_of(said)) is not None]
        return sorted(set.intersection(*known)) if known else None

    def across(self, said: str, above: str) -> list[int] | None:
        """The rows of both; where two partners change places, those in which they stand in this order."""
        rows = self.of((said, above))
        places = [(self._place(at, said), self._place(at, above)) for at in rows or ()]
        return [at for at, (one, other) in zip(rows or (), places, strict=True) if one <= other] or rows

    def _place(self, row: int, said: str) -> int:
        """The column of the partner that some words name; 0 where they name none."""
        name = squashed(said).casefold()
        partner = next((own for own in self._partners if own in name), None)
        cells = [squashed(cell).casefold() for cell in self.sheet.rows[row]]
        return cells.index(partner) if partner in cells else 0


def squashed(said: str) -> str:
    """Without blanks, and without hyphens in words: a paper divides them where it likes."""
    return re.sub(r"(?<=\w)-\s*(?=\w)", "", even(said.replace("\u2011", "-"))).replace(" ", "")


def _names(cell: str, lang: Lang) -> Iterator[str]:
    """How a cell is written."""
    yield squashed(cell.removeprefix("'"))
    day = iso_day(cell)
    if day is not None:
        yield from (squashed(formats.day(day, lang)), squashed(formats.month(day, lang)), f"{day.year}")


def forms(table: Table, rows: Sequence[int]) -> set[str]:
    """How the cells of some rows are shown, their sums, and each share of two counts of one of these."""
    own = [table.sheet.rows[at] for at in rows]
    found = {"", formats.DASH} | {name for row in own for cell in row for name in _names(cell, table.lang)}
    found |= {said for row in own for cell in row if plain(cell) is None for said in re.findall(ANY, even(cell))}
    for numbers in counts(table, rows):
        found |= _spelled(numbers, table.lang)
    return found


def counts(table: Table, rows: Sequence[int]) -> list[list[float]]:
    """The numbers of each of these rows, and the sums of their columns."""
    own = [table.sheet.rows[at] for at in rows]
    found = [[value for cell in row if (value := plain(cell)) is not None] for row in own]
    if table.sheet.chart == WATERFALL:
        found = [[*numbers, *_kept(numbers)] for numbers in found]
    sums = [sum(plain(cell) or 0.0 for cell in column) for column in zip(*own, strict=True)]
    return [*found, sums] if len(own) > 1 else found


def _kept(numbers: Sequence[float]) -> list[float]:
    """What of the earlier day is left: of what was done, and of what was counted."""
    if len(numbers) < COLUMNS:
        return []
    before, counted, _, back, _, went, _, all_went = numbers[:8]
    return [before - back, before - went, before - back - went, counted - all_went]


def _spelled(numbers: Sequence[float], lang: Lang) -> set[str]:
    found = {spell(number, lang, digits) for number in numbers for digits in (0, 1) for spell in SPELLINGS}
    # Less than a tenth is said with two digits, and never as nothing.
    found |= {formats.number(max(number, LEAST), lang, 2) for number in numbers if 0 < number < 1}
    shares = [number for number in numbers if 0 <= number <= 1]
    if len(numbers) <= MOST_COUNTS:
        shares += [n / m for n, m in permutations(numbers, 2) if 0 <= n <= m and m]
    return {
        squashed(one)
        for one in (*found, *(formats.percent(share, lang, digits) for share in shares for digits in (0, 1)))
    }


def table_differences(rows: Rows, tables: Sequence[Table]) -> Iterator[tuple[str, str]]:
    """The cells of a table on a slide or page that follow from none of the tables."""
    header = rows[0] if rows else ()
    for row in rows[1:]:
        cells = [re.sub(r"(?<=\w)- (?=[^\W\d_A-Z])", "", even(cell)) for cell in row]
        if any(map(DIGIT.search, cells)):
            found = [list(_row(cells, header, table)) for table in tables]
            yield from min(found, key=len, default=[])


def _row(cells: Sequence[str], header: Sequence[str], table: Table) -> Iterator[tuple[str, str]]:
    """Of a list each row is one; of a matrix each cell is of what stands in front of it and above it."""
    words = [cell for place, cell in enumerate(cells) if not place or not DIGIT.search(cell)]
    rows = table.of(words) or table.of(cells[:1])
    whole = forms(table, rows) if rows else set()
    for cell, above in zip(cells, header, strict=False):
        if not DIGIT.search(cell) or _begins(cell, whole) or _is_name(cell, table):
            continue
        own = table.across(cells[0], above) if table.rows_of(above) is not None else rows
        known = forms(table, own) if own else whole
        if not _begins(cell, known) and not all(squashed(said) in known for said in _numbers(cell, table.lang)):
            yield f"{cells[0]}, {even(above)}", cell


def _is_name(cell: str, table: Table) -> bool:
    """Whether the digits of a cell are part of what something is called."""
    return LETTER.search(cell) is not None and table.named(cell)


def _begins(cell: str, known: set[str]) -> bool:
    """Whether a cell is as known, or the beginning of it where it was cut."""
    said = squashed(cell)
    return said in known or (said.endswith(ELLIPSIS) and any(form.startswith(said[:-1]) for form in known))


def _numbers(cell: str, lang: Lang) -> list[str]:
    """The days and the numbers of a cell, each as it is written."""
    days = DAYS[lang].findall(cell)
    return [*days, *re.findall(rf"[+-]?{ANY}(?: ?%)?", DAYS[lang].sub(" ", cell))]
