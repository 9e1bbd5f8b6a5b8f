"""Where do the numbers of a partner leap from one report to the next, without anything known that explains it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from ozgdash.metrics.events import events
from ozgdash.metrics.pace import Pasts, pasts
from ozgdash.model.filters import Filters, Rule

FACTOR, LEAST = 2.0, 20
"""A count leaps that becomes twice as many or half as many, by so many services at least."""
POINTS = 0.2
"""A share leaps by twenty points."""
NEAR = timedelta(days=45)
"""So long before the earlier report or after the later one an event explains a leap: a month and two weeks."""
COLUMNS = ("partner_id", "kind", "before_on", "on_date", "before", "after")
Happened = Sequence[tuple[date, str | None]]


def jumps(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Leaps between two reports of a partner, a month or more apart, with no event near; one row each, newest first.

    Columns: partner_id, kind (``total``: services in the denominator; ``known``: those of them with a known Reifegrad;
    ``share``: done of total), before_on and on_date (the month ends, or the Stand, of the two reports), before and
    after (a share between 0 and 1, or a number of services). Counted in single services, whatever the Zählweise.
    """
    past = pasts(cursor, replace(filters, rule=Rule.SERVICE_RG3))
    if not past.days:
        return pd.DataFrame([], columns=[*COLUMNS])
    around = past.days[0] - NEAR, past.days[-1] + NEAR
    known = events(cursor, [str(partner) for partner in past.partners], *around)
    whose = [partner if isinstance(partner, str) else None for partner in known["partner_id"]]
    happened = list(zip(known["happened_on"], whose, strict=True))
    rows = [row for at in range(len(past.partners)) for row in _of_partner(past, at, happened)]
    found = pd.DataFrame(rows, columns=[*COLUMNS])
    return found.sort_values("on_date", ascending=False, kind="stable", ignore_index=True)


def _of_partner(past: Pasts, at: int, happened: Happened) -> Iterator[dict[str, Any]]:
    partner = str(past.partners[at])
    reported = np.flatnonzero(past.known[at])
    for before, now in pairwise(reported.tolist()):
        days = past.days[before], past.days[now]
        if _explained(partner, days, happened):
            continue
        for kind, (then, after) in _leaps(past, at, before, now):
            yield dict(zip(COLUMNS, (partner, kind, *days, then, after), strict=True))


def _leaps(past: Pasts, at: int, before: int, now: int) -> Iterator[tuple[str, tuple[float, float]]]:
    total, unknown, done = ((values[at, before], values[at, now]) for values in (past.total, past.unknown, past.done))
    counts = {"total": total, "known": (total[0] - unknown[0], total[1] - unknown[1])}
    for kind, (then, after) in counts.items():
        few, many = sorted((then, after))
        if many - few >= LEAST and many >= FACTOR * few:
            yield kind, (float(then), float(after))
    if min(total) > 0:
        shares = float(done[0] / total[0]), float(done[1] / total[1])
        if abs(shares[1] - shares[0]) >= POINTS:
            yield "share", shares


def _explained(partner: str, days: tuple[date, date], happened: Happened) -> bool:
    return any(days[0] - NEAR <= day <= days[1] + NEAR and who in (None, partner) for day, who in happened)
