"""The numbers in sentences against the table beside them: cells, sums, counts of rows, differences, shares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations, permutations

from ozgdash.proof.claims import Difference
from ozgdash.proof.facts import RULES, Facts
from ozgdash.proof.numbers import Token, days_in, even, parts_in, plain, shown_share, tokens
from ozgdash.proof.reading import Package, Sheet
from ozgdash.proof.services import Services, Tally
from ozgdash.proof.sums import DIGITS, carried, group_sums, numbers_of
from ozgdash.texts import LANGS, Lang, text

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
    """Every number in a sentence of a CSV file, or in front of the package, that follows from nothing in it.

    None without the list of services of each partner, and none of many partners: their lists are cut.
    """
    if facts.listed is None or facts.of_many:
        return
    package, together = facts.package, _together(facts, facts.listed)
    for sheet in understood(package):
        beside = package.sheets.get(BESIDE.get(sheet.chart, ""))
        found = _known(sheet) | together | (_known(beside) if beside else NOTHING)
        for key in SAID:
            said = sheet.facts.get(key, "")
            rest = _without_some(said, facts, [sheet, beside])
            yield from _unfounded(sheet, sheet.file, said, found | rest, package.lang)
    # Without the counts by day nothing says what was reached before.
    if progress := package.sheets.get("progress"):
        for said in package.summary:
            rest = _without_some(said, facts, [progress, package.sheets.get("changes_waterfall")])
            yield from _unfounded(progress, "", said, _known(progress) | together | rest, package.lang)


def understood(package: Package) -> list[Sheet]:
    """The tables of the package from which its sentences, slides and charts can be worked out."""
    names = UNDERSTOOD if package.rule == RULES[0] else OF_ANY_RULE
    return [package.sheets[name] for name in names if name in package.sheets]


def _unfounded(sheet: Sheet, file: str, said: str, found: Known, lang: Lang) -> Iterator[Difference]:
    numbers = found.numbers | _days(sheet, said, lang)
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
    sheet = carried(sheet)
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


def _days(sheet: Sheet, said: str, lang: Lang) -> set[float]:
    """Days between two of those that the sentence and the Stand name."""
    named = [*days_in(said, lang), *days_in(sheet.facts.get("as_of", ""), lang)]
    return {float(abs((a - b).days)) for a, b in combinations(named, 2)}
