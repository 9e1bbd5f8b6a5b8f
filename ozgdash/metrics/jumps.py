"""Where do the numbers of a partner leap from one report to the next, without anything known that explains it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
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
Array = np.ndarray[Any, Any]
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
    rows = [row for row in _leaps(past) if not _explained(row, happened)]
    found = pd.DataFrame(rows, columns=[*COLUMNS])
    return found.sort_values("on_date", ascending=False, kind="stable", ignore_index=True)


def _leaps(past: Pasts) -> Iterator[dict[str, Any]]:
    """Every leap, partner by partner and report by report, also those that an event explains."""
    partner, now, before = _pairs(past.known)
    total, done, known = (
        (values[partner, before], values[partner, now]) for values in (past.total, past.done, past.total - past.unknown)
    )
    shares = [
        np.divide(part, whole, where=whole > 0, out=np.full(part.shape, np.nan))
        for part, whole in zip(done, total, strict=True)
    ]
    kinds = {
        "total": (_leapt(*total), total),
        "known": (_leapt(*known), known),
        "share": (np.abs(shares[1] - shares[0]) >= POINTS, shares),
    }
    for place in np.flatnonzero(np.any([leapt for leapt, _ in kinds.values()], axis=0)).tolist():
        days = past.days[int(before[place])], past.days[int(now[place])]
        for kind, (leapt, (then, after)) in kinds.items():
            if leapt[place]:
                ends = float(then[place]), float(after[place])
                yield dict(zip(COLUMNS, (str(past.partners[partner[place]]), kind, *days, *ends), strict=True))


def _pairs(known: Array) -> tuple[Array, Array, Array]:
    """Each report of a partner that has one before it: the places of the partner, of its month and of that before."""
    places = np.where(known, np.arange(known.shape[1]), -1)
    before = np.maximum.accumulate(places, axis=1)[:, :-1]
    partner, now = np.nonzero(known[:, 1:] & (before >= 0))
    return partner, now + 1, before[partner, now]


def _leapt(then: Array, after: Array) -> Array:
    few, many = np.minimum(then, after), np.maximum(then, after)
    leapt: Array = (many - few >= LEAST) & (many >= FACTOR * few)
    return leapt


def _explained(row: dict[str, Any], happened: Happened) -> bool:
    first, last = row["before_on"] - NEAR, row["on_date"] + NEAR
    return any(first <= day <= last and who in (None, row["partner_id"]) for day, who in happened)
