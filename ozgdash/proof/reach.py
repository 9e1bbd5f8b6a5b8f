"""How far the tables of a package were worked out: which numbers had to be what they are, and which nobody asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ozgdash.proof.claims import Claim
from ozgdash.proof.numbers import iso_day, plain
from ozgdash.proof.reading import Package

BASE = "services"
"""The list from which others follow; nothing in the package says it twice."""


@dataclass(frozen=True)
class Reach:
    """Of the table of a chart how many numbers and days were worked out, and in which columns some were not."""

    chart: str
    bound: int
    numbers: int
    open: tuple[str, ...]


def reach(package: Package, claims: Iterable[Claim]) -> Iterator[Reach]:
    """One for each table with numbers but the list of services, in the order of the package."""
    bound = {(id(claim.sheet), id(row), place) for claim in claims for row, place in claim.cells}
    for name, sheet in package.sheets.items():
        cells = [
            (place, (id(sheet), id(row), place) in bound)
            for row in sheet.rows
            for place, cell in enumerate(row)
            if plain(cell) is not None or iso_day(cell) is not None
        ]
        if not cells or name == BASE:
            continue
        left = {place for place, is_bound in cells if not is_bound}
        worked_out = sum(is_bound for _, is_bound in cells)
        yield Reach(name, worked_out, len(cells), tuple(sheet.columns[place] for place in sorted(left)))
