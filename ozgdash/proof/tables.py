"""The tables of a package against the list of services in it, cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ozgdash.proof.numbers import plain
from ozgdash.proof.reading import Package, Sheet
from ozgdash.proof.services import FIXED, Cell, Services, Tally, bundle_tally, tally

Row = tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """Something that does not follow: where it stands, what is said there, and what follows from the lists."""

    file: str
    place: str
    said: str
    expected: str


def table_differences(package: Package, listed: Services) -> Iterator[Difference]:
    """Every cell of a table that does not follow from the list of services."""
    for name in recomputed(package):
        sheet = package.sheets[name]
        if package.rule == RULES[0] and len(sheet.columns) not in _widths(name, listed):
            yield Difference(sheet.file, "; ".join(sheet.columns), f"{len(sheet.columns)}", f"{COLUMNS[name]}")
        else:
            yield from CHECKS[name](package, listed)


def _widths(name: str, listed: Services) -> tuple[int, ...]:
    """How many columns the table of a chart may have; a list of one partner has none for it."""
    alone = name in PLACES and len(listed.partners) == 1
    return (COLUMNS[name], COLUMNS[name] - 1) if alone else (COLUMNS[name],)


def recomputed(package: Package) -> tuple[str, ...]:
    """The charts of the package whose tables follow from the list of services."""
    left_out: tuple[str, ...] = () if package.rule == RULES[0] else OF_SINGLE_SERVICES
    left_out += () if package.of_everybody else OF_EVERYBODY
    return tuple(name for name in CHECKS if name in package.sheets and name not in left_out)


def _compared(sheet: Sheet, row: Row, places: dict[int, float | int]) -> Iterator[Difference]:
    for place, expected in places.items():
        if place >= len(row):
            yield Difference(sheet.file, row[0], "", f"{expected:g}")
            continue
        said = plain(row[place])
        if said is None or abs(said - expected) > SHARE_NOISE:
            where = f"{row[0]}, {sheet.columns[place]}"
            yield Difference(sheet.file, where, row[place], f"{expected:g}")


SHARE_NOISE = 6e-7
"""A share stands in a CSV with six digits."""


def names(package: Package, listed: Services) -> list[str]:
    """The partners as tables call them, in the order of the list; none where no table has just these partners."""
    sheets = (package.sheets[name] for name in ("rules", "maturity", "progress") if name in package.sheets)
    named = (list(dict.fromkeys(row[0] for row in sheet.rows)) for sheet in sheets)
    return next((names for names in named if len(names) == len(listed.partners)), [])


def _share(done: int, total: int) -> float:
    return done / total if total else 0.0


def _five(counts: Tally, first: int, *, beside: bool = True) -> dict[int, float | int]:
    """Done, total, share and, behind them, what is not counted, by the places of columns."""
    found: dict[int, float | int] = {first: counts.done, first + 1: counts.total}
    if counts.total:
        found[first + 2] = _share(counts.done, counts.total)
    if beside:
        found |= {first + 3: counts.not_responsible, first + 4: counts.not_digitisable, first + 5: counts.unknown}
    return found


def by_rule(package: Package, listed: Services, partner: int) -> Tally:
    """The count of one partner by the rule of the package."""
    if package.rule == RULES[0]:
        return tally(listed.cells[partner])
    return bundle_tally(listed, partner, lowest=2 if package.rule == RULES[1] else 3, every=package.rule == RULES[2])


RULES = ("leistung_rg3", "buendel_rg2", "buendel_alle_rg3")


def _progress(package: Package, listed: Services) -> Iterator[Difference]:
    """Of each partner the newest row with a report: what it said holds until the Stand."""
    sheet = package.sheets["progress"]
    newest: dict[str, Row] = {}
    for row in sorted(sheet.rows, key=lambda row: row[1]) if len(sheet.columns) == 9 else ():
        newest |= {row[0]: row} if row[3] else {}
    names = [name for name in dict.fromkeys(row[0] for row in sheet.rows) if name in newest]
    for partner, name in enumerate(names if len(names) == len(listed.partners) else ()):
        yield from _compared(sheet, newest[name], _five(by_rule(package, listed, partner), 3))


def _rules(package: Package, listed: Services) -> Iterator[Difference]:
    sheet = package.sheets.get("rules")
    if sheet is None or len(sheet.rows) < 3 * len(listed.partners):
        return
    for partner in range(len(listed.partners)):
        found = (
            tally(listed.cells[partner]),
            bundle_tally(listed, partner, lowest=2, every=False),
            bundle_tally(listed, partner, lowest=3, every=True),
        )
        for row, counts in zip(sheet.rows[3 * partner : 3 * partner + 3], found, strict=True):
            yield from _compared(sheet, row, _five(counts, 2))


def _topics(package: Package, listed: Services) -> Iterator[Difference]:
    """Only single services: an OZG-Leistung of several topics counts in each of them."""
    sheet = package.sheets.get("topics")
    if sheet is None:
        return
    for row in sheet.rows:
        cells = tuple(
            cell
            for column in listed.cells
            for topic, cell in zip(listed.topics, column, strict=True)
            if topic == row[0]
        )
        yield from _compared(sheet, row, _five(tally(cells), 1))


def _maturity(package: Package, listed: Services) -> Iterator[Difference]:
    """A row for each partner and level; the partners stand in the order of the list."""
    sheet = package.sheets.get("maturity")
    if sheet is None or len(sheet.columns) != 5:
        return
    usual = sheet.rows[0][1] if sheet.rows else ""
    names = list(dict.fromkeys(row[0] for row in sheet.rows))
    for partner, name in enumerate(names[: len(listed.partners)]):
        counted = Counter(_level(cell, usual) for cell in listed.cells[partner] if cell.counted)
        for row in (row for row in sheet.rows if row[0] == name):
            yield from _compared(sheet, row, {4: counted[row[1], row[2]]})


def _level(cell: Cell, usual: str) -> tuple[str, str]:
    return ("", "") if cell.level is None else (cell.model or usual, str(cell.level))


def _later(package: Package, listed: Services) -> Iterator[Difference]:
    """What changes of single services add up to, and that they end where the list stands."""
    sheet = package.sheets.get("changes_waterfall")
    if sheet is None or len(sheet.columns) != 11:
        return
    named = names(package, listed)
    for row in (row for row in sheet.rows if row[0] in named):
        partner = named.index(row[0])
        before, total_before, new, back, came, went, all_came, all_went = (plain(cell) or 0 for cell in row[1:9])
        counts = tally(listed.cells[partner])
        yield from _compared(sheet, row, {9: counts.done, 10: counts.total})
        yield from _compared(sheet, row, {9: before + new - back + came - went, 10: total_before + all_came - all_went})


def _takeovers(package: Package, listed: Services) -> Iterator[Difference]:
    """What each would gain by taking over what another has."""
    sheet = package.sheets.get("what_if")
    if sheet is None or len(sheet.columns) != 7:
        return
    for partner, row in enumerate(sheet.rows[: len(listed.partners)]):
        gained = sum(_gains(cells, partner) for cells in listed.rows)
        counts = tally(listed.cells[partner])
        whole = counts.done + gained
        found = {1: counts.done, 2: gained, 3: whole, 4: counts.total}
        yield from _compared(sheet, row, found | _shares(counts, whole))


def _shares(counts: Tally, whole: int) -> dict[int, float]:
    return {5: _share(counts.done, counts.total), 6: _share(whole, counts.total)} if counts.total else {}


def _gains(cells: tuple[Cell, ...], partner: int) -> bool:
    own = cells[partner]
    return own.level is not None and not own.done and any(cell.counted and cell.done for cell in cells)


def _givers(package: Package, listed: Services) -> Iterator[Difference]:
    """Who could take how much from whom."""
    sheet = package.sheets.get("opportunity_counts")
    if sheet is None or len(sheet.columns) != 5:
        return
    for row in sheet.rows:
        if row[0] not in listed.partners or row[1] not in listed.partners:
            continue
        taker, giver = listed.partners.index(row[0]), listed.partners.index(row[1])
        given = sum(_gains(cells, taker) and cells[giver].counted and cells[giver].done for cells in listed.rows)
        missing = tally(listed.cells[taker])
        left = missing.total - missing.done
        yield from _compared(sheet, row, {2: given, 3: left} | ({4: given / left} if left else {}))


def _pipeline(package: Package, listed: Services) -> Iterator[Difference]:
    """The stages of a partner add up to what is counted there."""
    sheet = package.sheets["pipeline"]
    names = list(dict.fromkeys(row[0] for row in sheet.rows))
    if len(names) != len(listed.partners) or len(sheet.columns) != 4:
        return
    for partner, name in enumerate(names):
        said = sum(plain(row[3]) or 0 for row in sheet.rows if row[0] == name)
        total = tally(listed.cells[partner]).total
        if said != total:
            yield Difference(sheet.file, f"{name}, {sheet.columns[3]}", f"{said:g}", f"{total}")


def _open_list(name: str) -> Callable[[Package, Services], Iterator[Difference]]:
    """Each service of a list of open work is counted, open, and of the level that the list of services has."""

    def check(package: Package, listed: Services) -> Iterator[Difference]:
        sheet, whole = package.sheets[name], package.sheets["services"]
        # The list of one partner has no column for it.
        alone = len(sheet.columns) == COLUMNS[name] - 1 and len(listed.partners) == 1
        service, level, key = (place - alone for place in PLACES[name])
        rows = {(row[1], row[3]): row for row in whole.rows}
        for row in sheet.rows:
            known = rows.get((row[service], row[key]))
            partner = listed.partners[0] if alone else row[0]
            if known is None or partner not in listed.partners:
                yield Difference(sheet.file, f"{partner}, {row[service]}", row[level], "")
                continue
            place = listed.partners.index(partner)
            cell, said = listed.cells[place][whole.rows.index(known)], known[FIXED + place]
            if not cell.counted or said != row[level] or (cell.done and package.rule == RULES[0]):
                yield Difference(sheet.file, f"{partner}, {row[service]}", row[level], said)

    return check


PLACES = {"due": (3, 4, 8), "late": (4, 5, 9)}
"""Of service, level and LeiKa key, behind the partner."""
COLUMNS = {
    "progress": 9, "rules": 8, "topics": 7, "maturity": 5, "changes_waterfall": 11, "what_if": 7,
    "opportunity_counts": 5, "pipeline": 4, "due": 10, "late": 11,
}  # fmt: skip
CHECKS: dict[str, Callable[[Package, Services], Iterator[Difference]]] = {
    "progress": _progress,
    "rules": _rules,
    "topics": _topics,
    "maturity": _maturity,
    "changes_waterfall": _later,
    "what_if": _takeovers,
    "opportunity_counts": _givers,
    "pipeline": _pipeline,
    "due": _open_list("due"),
    "late": _open_list("late"),
}
OF_EVERYBODY = ("what_if", "opportunity_counts")
"""Those who give stand in no list of the chosen partners alone."""
OF_SINGLE_SERVICES = ("topics", "what_if", "opportunity_counts")
"""Under another rule an OZG-Leistung counts in several groups, or is given in parts: that is not worked out here."""
