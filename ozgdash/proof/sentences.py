"""The numbers in sentences against the table beside them: cells, sums, counts of rows, differences, shares."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations, permutations

from ozgdash.proof.claims import Difference
from ozgdash.proof.facts import RULES, Facts
from ozgdash.proof.numbers import Token, days_in, even, parts_in, plain, shown_share, tokens
from ozgdash.proof.reading import Package, Sheet
from ozgdash.proof.services import Services, Tally
from ozgdash.texts import LANGS, Lang, text

DIGITS = 6
PROGRESS_COLUMNS = 4
"""The last of them is how many are done."""
PACES = (6, 12, 24)
"""Over how many months a pace is taken."""
TOO_MANY_VALUES = 400
"""A column with more of them names services, not groups."""
BESIDE = {"changes_list": "changes_waterfall", "changes_waterfall": "changes_list"}
"""Each has in its sentence what follows from the other."""
UNDERSTOOD = (
    *("progress", "rules", "topics", "maturity", "changes_waterfall", "what_if", "opportunity_counts", "pipeline"),
    *("due", "late", "changes_list", "obstacles", "asks", "outlook", "services"),
)
"""The charts whose sentences can be worked out; of others they are only compared from file to file."""
OF_ANY_RULE = ("progress", "rules", "topics", "maturity", "changes_waterfall", "changes_list", "services")
"""Those among them whose numbers do not go by the level that another rule asks for."""
LISTED = re.compile("|".join([", ", *(text("formats.last_two", lang, first="", last="") for lang in LANGS)]))
"""What stands between the names of a list."""
AT_THE_END = re.compile(r": ([^:]+?)\.(?= |$)")
"""Where a sentence names those that it leaves out: who has not reported, who had not joined."""
MOST_COLUMNS = 13
MOST = 8
"""Of more columns no three are taken together."""
SAID = ("finding", "n_of_m")


@dataclass(frozen=True)
class Known:
    """What follows from tables: ``numbers``; ``pairs``: counts of which one is a part of the other; ``wholes``: counts
    of which anything may be a part.
    """

    numbers: frozenset[float]
    pairs: frozenset[tuple[float, float]]
    wholes: frozenset[float] = frozenset()

    def __or__(self, other: Known) -> Known:
        return Known(self.numbers | other.numbers, self.pairs | other.pairs, self.wholes | other.wholes)


NOTHING = Known(frozenset({0.0}), frozenset())


def sentence_differences(facts: Facts) -> Iterator[Difference]:
    """Every number in a sentence of a CSV file, or in front of the package, that follows from nothing in it."""
    package, together = facts.package, _together(facts, facts.listed)
    for sheet in understood(package):
        beside = package.sheets.get(BESIDE.get(sheet.chart, ""))
        found = _known(sheet) | together | (_known(beside) if beside else NOTHING)
        for key in SAID:
            said = sheet.facts.get(key, "")
            rest = _without_some(said, facts, [sheet, beside])
            yield from _unfounded(sheet, sheet.file, said, found | rest, package.lang)
    progress = package.sheets.get("progress")
    for said in package.summary:
        found = together | (_known(progress) if progress else NOTHING)
        rest = _without_some(said, facts, [progress, package.sheets.get("changes_waterfall")])
        yield from _unfounded(progress, "", said, found | rest, package.lang)


def understood(package: Package) -> list[Sheet]:
    """The tables of the package from which its sentences, slides and charts can be worked out."""
    names = UNDERSTOOD if package.rule == RULES[0] else OF_ANY_RULE
    return [package.sheets[name] for name in names if name in package.sheets]


def _unfounded(sheet: Sheet | None, file: str, said: str, found: Known, lang: Lang) -> Iterator[Difference]:
    numbers = found.numbers | (_days(sheet, said, lang) if sheet else set())
    named = tokens(said, lang)
    for token in named:
        if not (_is_share(token, named, numbers, lang) if token.is_share else round(token.value, DIGITS) in numbers):
            yield Difference(file, even(said), token.written, "")
    for written, n, m, share in parts_in(said, lang):
        is_known = (n, m) in found.pairs or (m in found.wholes and n in numbers)
        if not is_known or (share is not None and (not m or shown_share(n, m, lang) != share)):
            yield Difference(file, even(said), written, "")


def _without_some(said: str, facts: Facts, sheets: Sequence[Sheet | None]) -> Known:
    """What follows where the sentence says at its end which partners it leaves out: they have not reported."""
    listed = facts.listed
    partners = set(listed.partners) if listed else set()
    lists = [set(LISTED.split(found)) for found in AT_THE_END.findall(even(said))]
    named = set().union(*(found for found in lists if found <= partners))
    if listed is None or not named or named == partners:
        return NOTHING
    left = {place for place, partner in enumerate(listed.partners) if partner in named}
    kept = [place for place in range(len(listed.partners)) if place not in left]
    others = replace(
        listed, partners=tuple(listed.partners[i] for i in kept), cells=tuple(listed.cells[i] for i in kept)
    )
    gone = {name for place, name in enumerate(facts.names) if place in left}
    found = _together(facts, others)
    for sheet in filter(None, sheets):
        found |= _known(replace(sheet, rows=tuple(row for row in sheet.rows if row[0] not in gone)))
    # What had been reached on an earlier day is still said of all that is counted.
    total = _sums(_tallies(facts, listed))[1]
    return found | replace(NOTHING, wholes=frozenset({float(total)}))


def _known(sheet: Sheet) -> Known:
    sheet = _carried(sheet)
    return Known(frozenset(numbers_of(sheet)) | {0.0}, frozenset(_pairs(sheet)))


def _pairs(sheet: Sheet) -> Iterator[tuple[float, float]]:
    """Of two numbers of a row, or of the sums of the same rows; and of a group and all, in one column."""
    sums = group_sums(sheet)
    for values in sums.values():
        yield from ((n, m) for n, m in permutations(values, 2) if 0 <= n <= m)
        yield from zip(values, sums[()], strict=True)
    for row in sheet.rows if len(sheet.columns) <= MOST_COLUMNS else ():
        numbers = [value for cell in row if (value := plain(cell)) is not None]
        yield from ((n, m) for n, m in permutations(numbers, 2) if 0 <= n <= m)


def _is_share(token: Token, named: Sequence[Token], found: Set[float], lang: Lang) -> bool:
    """A share of two counts of the same sentence, or of a cell."""
    counts = [other.value for other in named if not other.is_share]
    if any(shown_share(n, m, lang) == token.value for n, m in permutations(counts, 2) if 0 <= n <= m and m):
        return True
    return any(shown_share(n, 1, lang) == token.value for n in found if 0 <= n <= 1)


def _together(facts: Facts, listed: Services | None) -> Known:
    """What holds of all partners together by the package's own rule and by that of single services."""
    if listed is None:
        return NOTHING
    done, total, unknown, left = _sums(_tallies(facts, listed))
    cells = [[cell for cell in row if cell.counted] for row in listed.rows]
    counted = [row for row in cells if row]
    single, whole = sum(cell.done for row in cells for cell in row), sum(map(len, cells))
    some, every = (sum(holds(cell.done for cell in row) for row in counted) for holds in (any, all))
    vague = sum(cell.level is None for row in cells for cell in row)
    by_own_rule = ((done, total), (unknown, total), (left, total))
    of_services = ((single, whole), (vague, whole), (some, len(counted)), (every, len(counted)))
    pairs = (*by_own_rule, *of_services)
    numbers = {float(number) for pair in (*pairs, (len(listed.partners), whole - single)) for number in pair}
    parts = frozenset((float(n), float(m)) for n, m in pairs)
    return Known(frozenset(numbers), parts, frozenset({float(whole - single), float(left)}))


def _tallies(facts: Facts, listed: Services) -> list[Tally]:
    counting = replace(facts, listed=listed)
    return [counting.by_rule(partner, facts.package.rule) for partner in range(len(listed.partners))]


def _sums(counts: Sequence[Tally]) -> tuple[int, int, int, int]:
    done, total, unknown = (sum(values) for values in zip(*((c.done, c.total, c.unknown) for c in counts), strict=True))
    return done, total, unknown, total - done


def numbers_of(sheet: Sheet) -> set[float]:
    """Everything that a reader can work out of a table with a pencil."""
    found = {value for row in sheet.rows for cell in row if (value := plain(cell)) is not None}
    worded = _worded(sheet)
    for places in (*((place,) for place in worded), *combinations(worded, 2), *combinations(worded[:MOST], 3)):
        groups = Counter(tuple(row[place] for place in places) for row in sheet.rows)
        found |= {float(len(groups)), float(len(sheet.rows))}
        found |= {float(count) for count in groups.values()} if len(places) < 3 else set()
    for values in group_sums(sheet).values():
        found |= {*values, *(abs(a - b) for a, b in combinations(values, 2))}
    return {round(number, DIGITS) for number in found | _over_time(sheet)}


def group_sums(sheet: Sheet) -> dict[tuple[str, ...], tuple[float, ...]]:
    """The sums of the columns with numbers: of all rows, and of those that share words, by which column and which."""
    worded = _worded(sheet)
    numbers = [[plain(cell) or 0.0 for place, cell in enumerate(row) if place not in worded] for row in sheet.rows]
    found: dict[tuple[str, ...], list[float]] = {}
    if not any(map(any, numbers)):
        return {}
    for places in ((), *_groupings(sheet, worded)):
        for row, values in zip(sheet.rows, numbers, strict=True):
            key = (*map(str, places), *(row[place] for place in places))
            known = found.setdefault(key, [0.0] * len(values))
            found[key] = [a + b for a, b in zip(known, values, strict=True)]
    return {key: tuple(values) for key, values in found.items()}


def _worded(sheet: Sheet) -> list[int]:
    """The columns without any number."""
    places = range(len(sheet.columns))
    return [place for place in places if all(plain(row[place]) is None for row in sheet.rows)]


def _groupings(sheet: Sheet, worded: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """By each column of words, and in short tables by two of them."""
    yield from ((place,) for place in worded)
    if len(sheet.rows) <= TOO_MANY_VALUES:
        yield from combinations(worded, 2)


def _over_time(sheet: Sheet) -> set[float]:
    """Of counts by day (``progress``): sums of each day, and what a month brought between two of them."""
    if sheet.chart != "progress" or not sheet.rows or len(sheet.columns) < PROGRESS_COLUMNS:
        return set()
    by_day: dict[str, float] = {}
    for row in sheet.rows:
        by_day[row[1]] = by_day.get(row[1], 0.0) + (plain(row[3]) or 0.0)
    days = sorted(by_day, reverse=True)
    paces = {round((by_day[days[0]] - by_day[days[n]]) / n + 1e-9, 1) for n in PACES if n < len(days)}
    gained = {abs(a - b) for a, b in zip(_last(sheet, days, 0), _last(sheet, days, 3), strict=False)}
    return {*paces, *gained, *map(float, PACES)}


def _carried(sheet: Sheet) -> Sheet:
    """Counts by day (``progress``) with what was reported last on the days on which nothing was."""
    if sheet.chart != "progress" or len(sheet.columns) < PROGRESS_COLUMNS:
        return sheet
    held: dict[str, tuple[str, ...]] = {}
    rows = []
    for row in sorted(sheet.rows, key=lambda row: row[1]):
        held |= {row[0]: row[3:]} if row[3] else {}
        rows.append((*row[:3], *held.get(row[0], row[3:])))
    return replace(sheet, rows=tuple(rows))


def _last(sheet: Sheet, days: Sequence[str], back: int) -> list[float]:
    """The counts of the partners on the newest day but so many."""
    return [plain(row[3]) or 0.0 for row in sheet.rows if back < len(days) and row[1] == days[back]]


def _days(sheet: Sheet, said: str, lang: Lang) -> set[float]:
    """Days between two of those that the sentence and the Stand name."""
    named = [*days_in(said, lang), *days_in(sheet.facts.get("as_of", ""), lang)]
    return {float(abs((a - b).days)) for a, b in combinations(named, 2)}
