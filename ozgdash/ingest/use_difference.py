"""What a file of cases by month would change, told before anything is published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ozgdash.model.service import Service
from ozgdash.model.use import MonthUse


@dataclass(frozen=True)
class MonthChange:
    """One month of one service of which the file says something else than was known; None: not known."""

    name: str
    month: date
    before: MonthUse
    after: MonthUse


@dataclass(frozen=True)
class UseDifference:
    """What a file of cases by month changes against what holds of its partner.

    ``new``: months of services of which nothing was known; ``changes``: those with other numbers than before; ``same``:
    those that say what was known. ``earliest``, ``latest``: the first and the last month in the file. A month that the
    file does not name keeps its numbers.
    """

    new: int
    changes: tuple[MonthChange, ...]
    same: int
    earliest: date
    latest: date


def use_difference(
    given: Sequence[MonthUse], former: Mapping[tuple[str, date], MonthUse], services: Mapping[str, Service]
) -> UseDifference:
    """What the months of a file change, in the order of the file. ``given`` holds one at least."""
    pairs = [(former.get((item.service_id, item.month)), item) for item in given]
    changes = tuple(
        MonthChange(services[item.service_id].name, item.month, before, item)
        for before, item in pairs
        if before is not None and _said(before) != _said(item)
    )
    new = sum(before is None for before, _ in pairs)
    months = [item.month for item in given]
    return UseDifference(new, changes, len(given) - new - len(changes), min(months), max(months))


def _said(item: MonthUse) -> MonthUse:
    """Without the row in its file and the key, which the service has."""
    return replace(item, row=None, leika_key=None)
