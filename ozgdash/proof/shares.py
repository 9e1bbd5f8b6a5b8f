"""What follows inside a row: a share from its two counts, what is missing from what there is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ozgdash.proof.claims import Claim, cell, grid, header
from ozgdash.proof.numbers import plain
from ozgdash.proof.reading import Package, Sheet
from ozgdash.texts import Lang


class Part(NamedTuple):
    """The keys of the columns of a count, of what it is a part of, and of the share, with their area of ``texts``."""

    words: str
    done: str
    total: str
    share: str


PARTS = (
    Part("charts", "done", "total", "share"),
    Part("partner", "done", "total", "share"),
    Part("partner", "to_be_done", "total", "planned_share"),
    Part("outlook", "done", "total", "share"),
    Part("targets", "done", "total", "now"),
    Part("use", "digital", "cases", "share"),
    Part("demand", "done", "total", "share"),
    Part("demand", "cases_done", "cases", "cases_share"),
    Part("services", "having", "in_charge", "share"),
    Part("synergies", "available", "missing", "share_missing"),
    Part("synergies", "done", "total", "share_before"),
    Part("synergies", "after", "total", "share_after"),
    Part("comparison", "shown", "total", "share"),
)


def shares(package: Package) -> Iterator[Claim]:
    """Every share of a table that has its two counts beside it, as numbers: what is hidden is not divided."""
    for sheet in package.sheets.values():
        found = {places for part in PARTS if (places := _places(sheet, part, package.lang)) is not None}
        for places in sorted(found):
            yield from _of(sheet, *places)


def _places(sheet: Sheet, part: Part, lang: Lang) -> tuple[int, int, int] | None:
    done, total, share = (header(sheet, f"{part.words}.column_{key}", lang) for key in part[1:])
    return None if done is None or total is None or share is None else (done, total, share)


def _of(sheet: Sheet, done: int, total: int, share: int) -> Iterator[Claim]:
    for row in sheet.rows:
        counts = plain(row[done]), plain(row[total])
        if row[share] and counts[0] is not None and counts[1]:
            yield cell(sheet, row, share, counts[0] / counts[1])


def differences(package: Package) -> Iterator[Claim]:
    """What a sum of the same row leaves: gained and had, planned and paid."""
    gained = grid(package, "what_if", "synergies", "done", "gain_services", "after")
    for line in gained.lines if gained else ():
        parts = line.numbers("done", "gain_services")
        if parts is not None:
            yield line.claim("after", sum(parts))
    costs = grid(package, "resolutions", "synergies", "cost_planned", "cost_actual", "cost_difference")
    for line in costs.lines if costs else ():
        spent = line.numbers("cost_actual", "cost_planned")
        if spent is not None and line["cost_difference"]:
            yield line.claim("cost_difference", spent[0] - spent[1])
