"""How often a service was asked for in one month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class MonthUse:
    """The cases of one service at one partner in the month that begins on ``month``.

    ``cases``: all that came in, on whatever way; ``cases_digital``: those of them that came in through an online
    service. None: not known; one of the two is known. ``source``: where the numbers come from, as the file says it.
    ``row`` is the row in the file it came from.
    """

    service_id: str
    month: date
    cases: int | None = None
    cases_digital: int | None = None
    leika_key: str | None = None
    source: str | None = None
    row: int | None = None
