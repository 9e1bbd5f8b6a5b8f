"""The tables of counts against the list of services, cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ozgdash.proof.claims import Claim, Row, Value, cell, total
from ozgdash.proof.facts import RULES, Facts
from ozgdash.proof.numbers import plain
from ozgdash.proof.reading import Sheet
from ozgdash.proof.services import Cell, Tally, tally

WIDTHS = {
    "progress": 9, "rules": 8, "topics": 7, "maturity": 5, "changes_waterfall": 11, "what_if": 7,
    "opportunity_counts": 5, "pipeline": 4, "due": 10, "late": 11,
}  # fmt: skip
"""How many columns there are where partners stand one by one; a list of one partner has none for it."""
OF_EVERYBODY = ("what_if", "opportunity_counts")
"""Those who give stand in no list of the chosen partners, or Fachbereiche, alone."""
OF_SINGLE_SERVICES = ("topics", "what_if", "opportunity_counts")
"""Under another rule an OZG-Leistung counts in several groups, or is given in parts: that is not worked out here."""


def tables(facts: Facts) -> Iterator[Claim]:
    """What each cell has to be that follows from the list of services; nothing where the package has none."""
    for name, check in CHECKS.items() if facts.listed else ():
        sheet = facts.package.sheets.get(name)
        if sheet is None or (name in OF_SINGLE_SERVICES and not facts.of_single_services):
            continue
        if name in OF_EVERYBODY and (facts.by_department or not facts.package.of_everybody):
            continue
        if facts.of_single_services and len(sheet.columns) not in _widths(name, facts):
            yield _of_another_width(sheet, WIDTHS[name])
        else:
            yield from check(facts, sheet)


def widths(facts: Facts) -> Iterator[Claim]:
    """That the lists of open work have all their columns."""
    for name in ("due", "late"):
        sheet = facts.package.sheets.get(name)
        if sheet and facts.listed and facts.of_single_services and len(sheet.columns) not in _widths(name, facts):
            yield _of_another_width(sheet, WIDTHS[name])


def _of_another_width(sheet: Sheet, expected: int) -> Claim:
    return Claim(sheet, (), "; ".join(sheet.columns), f"{len(sheet.columns)}", f"{expected}", holds=False)


def _widths(name: str, facts: Facts) -> tuple[int, ...]:
    alone = name in ("due", "late") and facts.listed is not None and len(facts.listed.partners) == 1
    return (WIDTHS[name], WIDTHS[name] - 1) if alone else (WIDTHS[name],)


def _cells(sheet: Sheet, row: Row, places: Mapping[int, Value]) -> Iterator[Claim]:
    yield from (cell(sheet, row, place, expected) for place, expected in places.items())


def _share(done: int, whole: int) -> float:
    return done / whole if whole else 0.0


def _five(facts: Facts, counts: Tally, first: int) -> dict[int, Value]:
    """Done, total, share and, behind them, what is not counted, by the places of columns."""
    found: dict[int, Value] = {first: counts.done, first + 1: counts.total}
    if counts.total:
        found[first + 2] = _share(counts.done, counts.total)
    if not facts.by_department:
        found[first + 3] = counts.not_responsible
    return found | {first + 4: counts.not_digitisable, first + 5: counts.unknown}


def _cells_of(facts: Facts) -> tuple[tuple[Cell, ...], ...]:
    return facts.listed.cells if facts.listed else ()


def _progress(facts: Facts, sheet: Sheet) -> Iterator[Claim]:
    """Of each partner the newest row with a report: what it said holds until the Stand."""
    newest: dict[str, Row] = {}
    for row in sorted(sheet.rows, key=lambda row: row[1]):
        newest |= {row[0]: row} if row[3] else {}
    names = [name for name in dict.fromkeys(row[0] for row in sheet.rows) if name in newest]
    for partner, name in enumerate(names if len(names) == len(_cells_of(facts)) else ()):
        yield from _cells(sheet, newest[name], _five(facts, facts.by_rule(partner, facts.package.rule), 3))


def _rules(facts: Facts, sheet: Sheet) -> Iterator[Claim]:
    for partner in range(len(_cells_of(facts))):
        rows = sheet.rows[len(RULES) * partner : len(RULES) * (partner + 1)]
        for row, rule in zip(rows, RULES, strict=False):
            yield from _cells(sheet, row, _five(facts, facts.by_rule(partner, rule), 2))


def _topics(facts: Facts, sheet: Sheet) -> Iterator[Claim]:
    """Only single services: an OZG-Leistung of several topics counts in each of them."""
    topics = facts.listed.topics if facts.listed else ()
    for row in sheet.rows:
        cells = [
            own for column in _cells_of(facts) for topic, own in zip(topics, column, strict=True) if topic == row[0]
        ]
        yield from _cells(sheet, row, _five(facts, tally(tuple(cells)), 1))


def _maturity(facts: Facts, sheet: Sheet) -> Iterator[Claim]:
    """A row for each partner and level; the partners stand in the order of the list."""
    usual = max((row[1] for row in sheet.rows), key=[row[1] for row in sheet.rows if row[1]].count, default="")
    names = list(dict.fromkeys(row[0] for row in sheet.rows))
    for column, name in zip(_cells_of(facts), names, strict=False):
        counted = Counter(_level(own, usual) for own in column if own.counted)
        for row in (row for row in sheet.rows if row[0] == name):
            services = cell(sheet, row, 4, counted[row[1], row[2]])
            yield replace(services, cells=tuple((row, place) for place in (1, 2, 4)))


def _level(own: Cell, usual: str) -> tuple[str, str]:
    return ("", "") if own.level is None else (own.model or usual, str(own.level))


def _later(facts: Facts, sheet: Sheet) -> Iterator[Claim]:
    """What changes of single services add up to, and that they end where the list stands."""
    for row in (row for row in sheet.rows if row[0] in facts.places):
        before, total_before, new, back, came, went, all_came, all_went = (plain(value) or 0 for value in row[1:9])
        counts = tally(_cells_of(facts)[facts.places[row[0]]])
        yield from _cells(sheet, row, {9: counts.done, 10: counts.total})
        yield from _cells(sheet, row, {9: before + new - back + came - went, 10: total_before + all_came - all_went})


def _takeovers(facts: Facts, sheet: Sheet) -> Iterator[Claim]:
    """What each would gain by taking over what another has."""
    for partner, row in enumerate(sheet.rows[: len(_cells_of(facts))]):
        gained = sum(_gains(cells, partner) for cells in (facts.listed.rows if facts.listed else ()))
        counts = tally(_cells_of(facts)[partner])
        whole = counts.done + gained
        yield from _cells(sheet, row, {1: counts.done, 2: gained, 3: whole, 4: counts.total})
        if counts.total:
            yield from _cells(sheet, row, {5: _share(counts.done, counts.total), 6: _share(whole, counts.total)})


def _gains(cells: tuple[Cell, ...], partner: int) -> bool:
    own = cells[partner]
    return own.level is not None and not own.done and any(other.counted and other.done for other in cells)


def _givers(facts: Facts, sheet: Sheet) -> Iterator[Claim]:
    """Who could take how much from whom."""
    for row in sheet.rows:
        taker, giver = facts.places.get(row[0]), facts.places.get(row[1])
        if taker is None or giver is None or facts.listed is None:
            continue
        given = sum(_gains(cells, taker) and cells[giver].counted and cells[giver].done for cells in facts.listed.rows)
        counts = tally(facts.listed.cells[taker])
        left = counts.total - counts.done
        yield from _cells(sheet, row, {2: given, 3: left} | ({4: given / left} if left else {}))


def _pipeline(facts: Facts, sheet: Sheet) -> Iterator[Claim]:
    """The stages of a partner add up to what is counted there."""
    names = list(dict.fromkeys(row[0] for row in sheet.rows))
    if len(names) != len(_cells_of(facts)):
        return
    for name, column in zip(names, _cells_of(facts), strict=True):
        yield total(sheet, [row for row in sheet.rows if row[0] == name], 3, tally(column).total, name)


CHECKS = {
    "progress": _progress,
    "rules": _rules,
    "topics": _topics,
    "maturity": _maturity,
    "changes_waterfall": _later,
    "what_if": _takeovers,
    "opportunity_counts": _givers,
    "pipeline": _pipeline,
}
