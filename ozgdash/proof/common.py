"""What the partners have in common: components and the ends of their contracts, initiatives and their decisions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ozgdash.proof.claims import Claim, Grid, Line, grid
from ozgdash.proof.facts import Facts
from ozgdash.proof.numbers import DAYS, days_in, even
from ozgdash.proof.pasts import months_later
from ozgdash.texts import Lang, text

Contract = tuple[str, date]
"""A partner and the day on which its contract ends."""
FIXED = 3
"""Columns of the table of components in front of those of the partners."""
YEAR = 12


def common(facts: Facts) -> Iterator[Claim]:
    """The tables that the partners share."""
    components = grid(facts.package, "components", "synergies", "area", "component", "comparison")
    if components is not None:
        yield from _compared(facts, components)
        yield from _windows(facts, components)
    yield from _initiatives(facts)


def _compared(facts: Facts, components: Grid) -> Iterator[Claim]:
    """At how many partners a component is the same or another."""
    lang = facts.package.lang
    none = {"", "–", text("synergies.no_list", lang)}
    for line in components.lines:
        having = sum(even(cell) not in none for cell in line.row[FIXED:])
        found = re.search(r"\d+", line["comparison"])
        if found:
            cells = ((line.row, line.places["comparison"]),)
            said = line["comparison"]
            holds = int(found[0]) == having
            yield Claim(line.sheet, cells, line["component"], said, said.replace(found[0], str(having)), holds)


def _windows(facts: Facts, components: Grid) -> Iterator[Claim]:
    """Contracts for the same component that end within twelve months of each other, the largest sets of them."""
    keys = ("component", "area", "contracts", "first_end", "last_end", "months_left")
    table, as_of = grid(facts.package, "procurement_windows", "synergies", *keys), facts.as_of
    if table is None or as_of is None:
        return
    contracts = {(line["area"], line["component"]): _contracts(facts, line, as_of) for line in components.lines}
    for line in table.lines:
        found = _window(contracts.get((line["area"], line["component"]), []), line.day("first_end"))
        if len(found) > 1:
            first, last = min(day for _, day in found), max(day for _, day in found)
            yield line.claim("contracts", _named(found, facts.package.lang, line["contracts"]))
            yield line.claim("first_end", first)
            yield line.claim("last_end", last)
            yield line.claim("months_left", (first.year - as_of.year) * 12 + first.month - as_of.month)
        else:
            yield line.claim("first_end", "")


def _contracts(facts: Facts, line: Line, as_of: date) -> list[Contract]:
    """Those that end at the Stand or later; none of what is replaced already."""
    lang = facts.package.lang
    before, after = text("synergies.until", lang, day="¦").split("¦")
    replaced = text("synergies.status_replaced", lang)
    ends = re.compile(rf"{re.escape(before)}(?P<day>{DAYS[lang].pattern}){re.escape(after)}(?P<status>, [^;]*)?")
    found = []
    for partner, cell in zip(line.sheet.columns[FIXED:], line.row[FIXED:], strict=True):
        for match in ends.finditer(even(cell)):
            day = days_in(match["day"], lang)[0]
            if day >= as_of and (match["status"] or "").removeprefix(", ") != replaced:
                found.append((partner, day))
    return found


def _window(contracts: list[Contract], first: date | None) -> list[Contract]:
    """The contracts that end from that day on and within twelve months of it."""
    if first is None or first not in {day for _, day in contracts}:
        return []
    return [(partner, day) for partner, day in contracts if first <= day <= _year_later(first)]


def _year_later(day: date) -> date:
    end = months_later(day, YEAR)
    return min(end, end.replace(day=min(day.day, end.day)))


def _named(contracts: list[Contract], lang: Lang, said: str) -> str:
    """As the table names them; where it names only the first of many, that is left as it stands."""
    if len(days_in(said, lang)) != len(contracts):
        return said if re.search(r"\d+ (?!\d)", DAYS[lang].sub("", even(said))) else ""
    from ozgdash import formats

    by_partner = [partner for partner, _ in contracts]
    order = sorted(contracts, key=lambda pair: (by_partner.index(pair[0]), pair[1]))
    return ", ".join(f"{partner} {formats.day(day, lang)}" for partner, day in order)


def _initiatives(facts: Facts) -> Iterator[Claim]:
    """What asks and decisions say of their initiative, as the list of initiatives has it; what is overdue."""
    keys = ("title", "lead", "id")
    known = grid(facts.package, "initiatives", "synergies", *keys)
    by_id = {line["id"]: line for line in known.lines} if known else {}
    for name in ("asks", "resolutions"):
        table = grid(facts.package, name, "synergies", *keys)
        for line in table.lines if table else ():
            if line["id"] in by_id:
                yield from (line.claim(key, by_id[line["id"]][key]) for key in keys)
    decided = grid(facts.package, "resolutions", "synergies", "resolution", "followed", "due_on")
    lang, as_of = facts.package.lang, facts.as_of
    overdue, done = (text(f"synergies.followed_{state}", lang) for state in ("overdue", "done"))
    for line in decided.lines if decided and as_of else ():
        due = line.day("due_on")
        if line["followed"] != done and as_of is not None:
            late = due is not None and due < as_of
            yield line.claim("followed", overdue if late else text("synergies.followed_open", lang))
