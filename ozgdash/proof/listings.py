"""Lists of single services: each row against the list of all services, the Stand, and the other lists that have it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from ozgdash.proof.claims import Claim, Grid, Line, cell, count, grid, header
from ozgdash.proof.facts import Facts
from ozgdash.proof.pasts import months_later
from ozgdash.proof.services import Cell
from ozgdash.texts import text

OPEN = ("due", "late", "obstacle_services")
SAME = ("planned_on", "maturity", "stage", "obstacle", "department", "topic")
"""What two lists of open work say alike of a service."""
USED = ("use_list", "use_best")
SAME_USE = ("digital", "cases", "share", "gain", "best", "maturity", "department", "topic", "source")
MONTHS_DUE = 6
NAMES = ", "
RATED = ("online", "fallen_back", "raised", "lowered")
"""Kinds of change that end with another level."""


def listings(facts: Facts) -> Iterator[Claim]:
    """Every list of services that the package has."""
    tables = {name: found for name in OPEN if (found := _open(facts, name)) is not None}
    for name, table in tables.items():
        yield from _stands(facts, table)
        yield from _on_time(facts, name, table)
    used = [found for name in USED if (found := of_use(facts, name)) is not None]
    for table in used:
        yield from _level(facts, table)
    yield from _same([*tables.values()], SAME)
    yield from _same(used, SAME_USE)
    yield from _keys(facts)
    yield from _changed(facts)
    yield from _opportunities(facts)


def _open(facts: Facts, name: str) -> Grid | None:
    keys = (*SAME, "name", "leika_key", *(("days_late",) if name == "late" else ()))
    return _of_partners(facts, name, "partner", keys)


def of_use(facts: Facts, name: str, *more: str) -> Grid | None:
    """A list of services with their digital cases, with these columns besides."""
    return _of_partners(facts, name, "use", (*SAME_USE, "name", "leika_key", *more))


def _of_partners(facts: Facts, name: str, words: str, keys: tuple[str, ...]) -> Grid | None:
    """The list; that of one partner has no column for it."""
    found = grid(facts.package, name, words, "partner", *keys)
    alone = facts.listed is not None and len(facts.listed.partners) == 1
    return found or (grid(facts.package, name, words, *keys) if alone else None)


def _partner(facts: Facts, line: Line) -> str:
    if "partner" in line.places:
        return line["partner"]
    return facts.listed.partners[0] if facts.listed else ""


def _stands(facts: Facts, table: Grid) -> Iterator[Claim]:
    """Counted, open, and of the level that the list of services has."""
    for line in table.lines if facts.listed else ():
        known = facts.level(_partner(facts, line), line["name"], line["leika_key"])
        level, counted, done = known or ("", False, False)
        is_open = counted and not (done and facts.of_single_services)
        claim = line.claim("maturity", level)
        where = f"{_partner(facts, line)}, {line['name']}"
        yield Claim(line.sheet, claim.cells, where, line["maturity"], level, claim.holds and is_open)


def _on_time(facts: Facts, name: str, table: Grid) -> Iterator[Claim]:
    """What is late was planned before the Stand, by so many days; what is due is planned within six months."""
    as_of = facts.as_of
    if as_of is None:
        return
    last = months_later(as_of, MONTHS_DUE)
    for line in table.lines:
        planned = line.day("planned_on")
        if name == "late" and planned is not None:
            yield line.claim("days_late", max((as_of - planned).days, 1))
        if name == "due" and planned is not None and not as_of <= planned <= last:
            yield line.claim("planned_on", last)


def _same(tables: list[Grid], keys: tuple[str, ...]) -> Iterator[Claim]:
    """A service of which several lists tell is told of alike."""
    found: dict[tuple[str, ...], list[Line]] = defaultdict(list)
    for table in tables:
        for line in table.lines:
            partner = line["partner"] if "partner" in line.places else ""
            found[partner, line["name"], line["leika_key"]].append(line)
    for lines in found.values():
        for one, other in pairwise(lines):
            if one.sheet is not other.sheet:
                yield from (other.claim(key, one[key]) for key in keys)
                yield from (one.claim(key, other[key]) for key in keys)


def _level(facts: Facts, table: Grid) -> Iterator[Claim]:
    """The level of a service that is used."""
    for line in table.lines if facts.listed else ():
        known = facts.level(_partner(facts, line), line["name"], line["leika_key"])
        yield line.claim("maturity", known[0] if known else "")


def _keys(facts: Facts) -> Iterator[Claim]:
    """A service has the same keys in every list."""
    whole = grid(facts.package, "services", "services", "name", "leika_key", "ozg_id") if facts.listed else None
    known = {(line["name"], line["leika_key"]): line["ozg_id"] for line in whole.lines} if whole else {}
    for name, sheet in facts.package.sheets.items() if whole else ():
        wanted = (
            header(sheet, f"services.column_{key}", facts.package.lang) for key in ("name", "leika_key", "ozg_id")
        )
        service, key, bundle = wanted
        if name == "services" or service is None or key is None:
            continue
        for row in sheet.rows:
            found = (row[service], row[key]) in known
            yield Claim(sheet, ((row, key),), f"{row[0]}, {row[service]}", row[key], "", found)
            if bundle is not None and found:
                yield cell(sheet, row, bundle, known[row[service], row[key]])


def _changed(facts: Facts) -> Iterator[Claim]:
    """A service whose level changed has the newer one in the list of services."""
    table = grid(facts.package, "changes_list", "changes", "kind", "partner", "name", "to", "leika_key")
    kinds = {text(f"changes.kind_{kind}", facts.package.lang) for kind in RATED}
    for line in table.lines if table and facts.listed else ():
        known = facts.level(line["partner"], line["name"], line["leika_key"])
        if line["kind"] in kinds and line["partner"] in facts.places:
            yield line.claim("to", known[0] if known else "")


def _opportunities(facts: Facts) -> Iterator[Claim]:
    """Who lacks what others have, service by service."""
    keys = ("service", "takers", "gain", "givers", "leika_key")
    table, listed = grid(facts.package, "opportunities", "synergies", *keys), facts.listed
    if table is None or listed is None or not facts.of_single_services or not facts.package.of_everybody:
        return
    if facts.by_department:
        return
    lacking = sum(any(map(_lacks, cells)) and any(map(_has, cells)) for cells in listed.rows)
    yield count(table.sheet, table.sheet.rows, lacking, table.sheet.facts.get("title", ""))
    rows = {(row[1], row[3]): at for at, row in enumerate(facts.package.sheets["services"].rows)}
    for line in table.lines:
        at = rows.get((line["service"], line["leika_key"]))
        cells = [column[at] for column in listed.cells] if at is not None else []
        named = list(zip(listed.partners, cells, strict=False))
        takers = [name for name, own in named if _lacks(own)]
        yield line.claim("takers", NAMES.join(takers))
        yield line.claim("givers", NAMES.join(name for name, own in named if _has(own)))
        yield line.claim("gain", len(takers))


def _lacks(own: Cell) -> bool:
    return own.level is not None and not own.done


def _has(own: Cell) -> bool:
    return own.counted and own.done
