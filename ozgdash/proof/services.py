"""The list of services, from which most counts of a package follow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ozgdash.proof.claims import Claim
from ozgdash.proof.reading import Package
from ozgdash.texts import Lang, text

FIXED = 5
"""Columns in front of those of the partners: topic, name, OZG-Leistung, LeiKa key, OZG-ID."""
DONE = 3


@dataclass(frozen=True)
class Cell:
    """How one service stands at one partner. ``level`` None: unknown, or not counted."""

    counted: bool
    level: int | None = None
    model: str = ""
    digitisable: bool = True

    @property
    def done(self) -> bool:
        """Whether it counts as done by the rule of single services."""
        return self.level is not None and self.level >= DONE


@dataclass(frozen=True)
class Tally:
    """What a table of counts has for one partner."""

    done: int
    total: int
    not_responsible: int
    not_digitisable: int
    unknown: int


@dataclass(frozen=True)
class Services:
    """``cells``: for each partner, in the order of the columns, its cells in the order of the rows."""

    partners: tuple[str, ...]
    topics: tuple[str, ...]
    bundles: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]

    @property
    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """Service by service the cells of all partners."""
        return zip(*self.cells, strict=True)


def services(package: Package) -> Services | None:
    """The list; None where the package has none, or (many partners) one without a column for each partner."""
    sheet = package.sheets.get("services")
    if sheet is None or len(sheet.columns) <= FIXED or not sheet.rows:
        return None
    cell = reader(package.lang)
    cells = [[cell(value) for value in row[FIXED:]] for row in sheet.rows]
    if any(found is None for row in cells for found in row):
        return None
    columns = zip(*([found for found in row if found] for row in cells), strict=True)
    topics, bundles = (tuple(row[place] for row in sheet.rows) for place in (0, 4))
    names = tuple(row[2] for row in sheet.rows)
    return Services(
        sheet.columns[FIXED:],
        topics,
        tuple(key or name for key, name in zip(bundles, names, strict=True)),
        tuple(map(tuple, columns)),
    )


def unread(package: Package) -> Iterator[Claim]:
    """Cells in the columns of partners that say nothing of a service; with them nothing follows from the list."""
    sheet, known = package.sheets.get("services"), reader(package.lang)
    if sheet is None:
        return
    for place in range(FIXED, len(sheet.columns)):
        rows = [row for row in sheet.rows if known(row[place]) is None]
        for row in rows if len(rows) < len(sheet.rows) else ():
            where = f"{row[1]}, {sheet.columns[place]}"
            yield Claim(sheet, ((row, place),), where, row[place], "", holds=False)


def reader(lang: Lang) -> Callable[[str], Cell | None]:
    """Reads how a service stands at a partner; None for what is no such cell."""
    known = {
        text("services.unknown", lang): Cell(True),
        text("services.not_responsible", lang): Cell(False),
        text("services.outside_filter", lang): Cell(False),
        text("services.not_digitisable", lang): Cell(False, digitisable=False),
    }
    usual = re.compile(re.escape(text("services.level", lang, level="#")).replace(r"\#", r"(\d)"))
    other = re.escape(text("services.level_of_model", lang, level="#", model="@"))
    of_model = re.compile(other.replace(r"\#", r"(\d)").replace("@", r"([\w.]+)"))

    def read(said: str) -> Cell | None:
        if said in known:
            return known[said]
        found = usual.fullmatch(said) or of_model.fullmatch(said)
        return Cell(True, int(found[1]), found[2] if found.re is of_model else "") if found else None

    return read


def tally(cells: tuple[Cell, ...]) -> Tally:
    """Single services."""
    counted = [cell for cell in cells if cell.counted]
    return Tally(
        done=sum(cell.done for cell in counted),
        total=len(counted),
        not_responsible=sum(not cell.counted and cell.digitisable for cell in cells),
        not_digitisable=sum(not cell.digitisable for cell in cells),
        unknown=sum(cell.level is None for cell in counted),
    )


def bundle_tally(listed: Services, partner: int, *, lowest: int, every: bool) -> Tally:
    """OZG-Leistungen: done where one of its counted services (``every``: each) has at least that level."""
    groups: dict[str, list[Cell]] = {}
    for key, cell in zip(listed.bundles, listed.cells[partner], strict=True):
        groups.setdefault(key, []).append(cell)
    counted = {key: [cell for cell in cells if cell.counted] for key, cells in groups.items()}
    total = [cells for cells in counted.values() if cells]
    holds = all if every else any
    done = sum(holds(cell.level is not None and cell.level >= lowest for cell in cells) for cells in total)
    rest = [groups[key] for key, cells in counted.items() if not cells]
    not_digitisable = sum(any(not cell.digitisable for cell in cells) for cells in rest)
    unknown = sum(all(cell.level is None for cell in cells) for cells in total)
    return Tally(done, len(total), len(rest) - not_digitisable, not_digitisable, unknown)
