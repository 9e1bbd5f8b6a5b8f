"""When are many partners done at the present pace? Worked out for all of them at once, without simulated futures.

What is asked of each partner is the same as in ``metrics/outlook.py``, and so are the answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from ozgdash.metrics import forecast, tally
from ozgdash.metrics.distribution import marks
from ozgdash.metrics.outlook import DAYS_PER_MONTH
from ozgdash.metrics.progress import progress_over_time
from ozgdash.metrics.query import arrays, chosen
from ozgdash.model.days import LAST_DAY, month_end, month_ends, months_later
from ozgdash.model.filters import PACES, Filters
from ozgdash.model.prospect import Prospect

Array = np.ndarray[Any, Any]
UNITS, DONE, TOTAL, UNKNOWN = (tally.MEASURES.index(name) for name in ("units", "done", "total", "unknown"))
COLUMNS = (
    *("partner_id", "done", "total", "unknown", "goal", "remaining", "reported_on", "known_months"),
    *(f"pace_{months}" for months in PACES),
    *("total_change", "prospect", "expected_on", "needed"),
)


@dataclass(frozen=True)
class Pasts:
    """The past of many partners, a row each; only partners of whom something is counted on the last day.

    ``done``, ``total``, ``unknown``: a column per day of ``days`` (month ends, then the Stand). ``known``: a report of
    that month told a Reifegrad. ``whole``: how many of the days are month ends.
    """

    partners: Array
    days: tuple[date, ...]
    whole: int
    done: Array
    total: Array
    unknown: Array
    known: Array

    @property
    def shares(self) -> Array:
        """Done of total; NaN before a partner's first known Reifegrad, and where nothing is counted."""
        begun = np.maximum.accumulate(self.known, axis=1) & (self.unknown < self.total) & (self.total > 0)
        shares: Array = np.divide(self.done, self.total, out=np.full(self.done.shape, np.nan), where=begun)
        return shares

    def ends(self) -> tuple[Array, Array]:
        """The places of the first and the last month end with a known Reifegrad; -1 for both where there is none."""
        known = self.known[:, : self.whole]
        if not self.whole:
            return np.full(len(self.partners), -1), np.full(len(self.partners), -1)
        some = known.any(axis=1)
        first, last = known.argmax(axis=1), self.whole - 1 - known[:, ::-1].argmax(axis=1)
        return np.where(some, first, -1), np.where(some, last, -1)

    def pace(self, window: int) -> Array:
        """Mean change per month over the last ``window`` known months; NaN with fewer than three of them."""
        first, last = self.ends()
        months = np.minimum(last - first, window)
        enough = months >= forecast.MIN_MONTHS
        if not enough.any():
            return np.full(len(self.partners), np.nan)
        start = self._between(np.where(enough, last - months, 0))
        rows = np.arange(len(self.partners))
        gained = self.done[rows, np.maximum(last, 0)] - start
        mean: Array = np.divide(gained, months, out=np.full(len(rows), np.nan), where=enough)
        return mean

    def _between(self, places: Array) -> Array:
        """What was done at these places; between two known months as if it had grown evenly."""
        rows, at = np.arange(len(self.partners)), np.arange(self.whole)
        known = self.known[:, : self.whole]
        before = np.maximum.accumulate(np.where(known, at, -1), axis=1)[rows, places]
        after = np.minimum.accumulate(np.where(known, at, self.whole)[:, ::-1], axis=1)[:, ::-1][rows, places]
        before, after = np.maximum(before, 0), np.minimum(after, self.whole - 1)
        low, high = self.done[rows, before], self.done[rows, after]
        part = np.divide(places - before, after - before, out=np.zeros(len(rows)), where=after > before)
        between: Array = low + (high - low) * part
        return between


def pasts(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Pasts:
    """The past of every partner in the filter, in the cooperation's order."""
    changed = tally.changes(cursor, filters, until=filters.as_of)
    if changed is None:
        return _pasts_of_rows(progress_over_time(cursor, filters), filters)
    first: date = changed.changed_on.min().item() if len(changed.changed_on) else filters.as_of
    days = month_ends(min(first, filters.as_of), filters.as_of)
    sums = changed.added_up(days)
    here = sums[:, -1, TOTAL] > 0 if days else np.zeros(len(sums), dtype=bool)
    done, total, unknown, units = (sums[here, :, place] for place in (DONE, TOTAL, UNKNOWN, UNITS))
    known = _reported(cursor, filters, changed.partners[here], days) & (unknown < total) & (units > 0)
    return Pasts(changed.partners[here], tuple(days), _whole(days), done, total, unknown, known)


def _reported(cursor: duckdb.DuckDBPyConnection, filters: Filters, partners: Array, days: Sequence[date]) -> Array:
    """Whether each of the partners reported in the calendar month of each day."""
    found = np.zeros((len(partners), len(days)), dtype=bool)
    if not len(partners):
        return found
    reports = arrays(cursor, "report_days", partners=chosen(cursor, filters), until=filters.as_of)
    order = np.argsort(partners)
    place = order[np.minimum(np.searchsorted(partners[order], reports["partner_id"]), len(order) - 1)]
    column = _months(reports["observed_on"]) - _months(np.array(days[:1], dtype="datetime64[D]"))
    ours = (partners[place] == reports["partner_id"]) & (column >= 0)
    found[place[ours], column[ours]] = True
    return found


def _months(days: Array) -> Array:
    months: Array = days.astype("datetime64[M]").astype(np.int64)
    return months


def _whole(days: Sequence[date]) -> int:
    return sum(day == month_end(day) for day in days)


def _pasts_of_rows(rows: pd.DataFrame, filters: Filters) -> Pasts:
    """The same of the frame of ``progress_over_time``, for counts that were not prepared."""
    here = rows[(rows["on_date"] == filters.as_of) & (rows["total"] > 0)]["partner_id"].tolist()
    place = {key: number for number, key in enumerate(here)}
    days = sorted({*rows["on_date"], filters.as_of})
    column = {day: number for number, day in enumerate(days)}
    rows = rows[rows["partner_id"].isin(place)]
    at = rows["partner_id"].map(place).to_numpy(dtype=np.int64), rows["on_date"].map(column).to_numpy(dtype=np.int64)
    grids = {}
    for name in ("done", "total", "unknown"):
        grids[name] = np.zeros((len(here), len(days)), dtype=np.int64)
        grids[name][at] = rows[name].to_numpy()
    known = np.zeros((len(here), len(days)), dtype=bool)
    known[at] = (rows["reported"] & (rows["unknown"] < rows["total"])).to_numpy(dtype=bool)
    return Pasts(np.array(here, dtype=object), tuple(days), _whole(days), **grids, known=known)


def completions(past: Pasts, filters: Filters, *, window: int, share: float, target_on: date) -> pd.DataFrame:
    """When the goal is reached at the pace of the last ``window`` months, one row per partner.

    Columns: those of the frame of ``metrics.outlook.outlook`` with the same meaning, without those of the interval.
    """
    first, last = past.ends()
    paces = {months: past.pace(months) for months in PACES}
    now = paces[window] if window in paces else past.pace(window)
    done, total = past.done[:, -1:].ravel(), past.total[:, -1:].ravel()
    goal = np.ceil(total * share - forecast.HAIR).astype(np.int64)
    remaining = np.maximum(goal - done, 0)
    exact = np.divide(remaining, now, out=np.full(len(now), np.inf), where=now > 0)
    months = np.where(exact <= forecast.HORIZON_MONTHS, np.ceil(exact - forecast.HAIR), np.inf)
    reported = _last_reports(past)
    known = np.maximum(last - first, 0)
    back = np.maximum(last - np.minimum(known, window), 0)
    rows = np.arange(len(past.partners))
    changed = np.where(last >= 0, past.total[rows, np.maximum(last, 0)] - past.total[rows, back], 0)
    prospects = [_prospect(*facts) for facts in zip(reported, remaining, now, months, strict=True)]
    ahead = (target_on - filters.as_of).days / DAYS_PER_MONTH
    return pd.DataFrame(
        {
            "partner_id": past.partners,
            **{"done": done, "total": total, "unknown": past.unknown[:, -1:].ravel()},
            **{"goal": goal, "remaining": remaining, "reported_on": pd.Series(reported, dtype=object)},
            "known_months": known,
            **{f"pace_{length}": paces[length] for length in PACES},
            "total_change": changed,
            "prospect": pd.Series([prospect.value for prospect in prospects], dtype=object),
            "expected_on": pd.Series(_expected(prospects, reported, months, filters.as_of), dtype=object),
            "needed": remaining / ahead if ahead > 0 else np.full(len(rows), np.nan),
        },
        columns=[*COLUMNS],
    )


def shares_ahead(past: Pasts, *, window: int, share: float, until: date) -> tuple[tuple[date, ...], Array]:
    """The month ends after the last day up to ``until``, and the shares that are expected then, a row per partner.

    A partner without a pace stays where it stands; nobody is expected below nothing or beyond the goal. NaN where no
    Reifegrad is known.
    """
    stand, end = past.days[-1], min(until, LAST_DAY)
    count = (end.year - stand.year) * 12 + end.month - stand.month
    days = tuple(months_later(stand, month) for month in range(1, count + 1))
    done, total = past.done[:, -1:].astype(float), past.total[:, -1:]
    goal = np.ceil(total * share - forecast.HAIR)
    pace = np.nan_to_num(past.pace(window))[:, None]
    reported = [stand if day is None else day for day in _last_reports(past)]
    behind = np.array([(stand.year - day.year) * 12 + stand.month - day.month for day in reported])[:, None]
    grown = done + pace * (np.arange(1, len(days) + 1)[None, :] + behind)
    expected = np.where(done >= goal, done, np.clip(grown, 0, goal))
    silent: Array = np.logical_not(past.known.any(axis=1))
    return days, np.where(silent[:, None], np.nan, expected / np.maximum(total, 1))


def _last_reports(past: Pasts) -> list[date | None]:
    place = past.known.shape[1] - 1 - past.known[:, ::-1].argmax(axis=1)
    some: Array = np.asarray(past.known.any(axis=1))
    return [past.days[at] if told else None for at, told in zip(place, some, strict=True)]


def _prospect(reported_on: date | None, remaining: int, now: float, months: float) -> Prospect:
    if reported_on is None:
        return Prospect.UNREPORTED
    if not remaining:
        return Prospect.DONE
    if np.isnan(now):
        return Prospect.TOO_LITTLE
    if np.isfinite(months):
        return Prospect.EXPECTED
    return Prospect.BEYOND if now > 0 else Prospect.NEVER


def _expected(prospects: list[Prospect], reported: list[date | None], months: Array, as_of: date) -> list[date | None]:
    """The day of completion; one before the Stand, for want of newer reports, is set to the Stand."""
    found = zip(prospects, reported, months, strict=True)
    return [
        max(months_later(day, int(ahead)), as_of) if prospect is Prospect.EXPECTED and day is not None else None
        for prospect, day, ahead in found
    ]


def spread(past: Pasts, *, window: int, share: float, until: date) -> pd.DataFrame:
    """How the shares of the partners lie beside each other, one row per day of the past and month end up to ``until``.

    Columns: on_date, expected (the day is ahead), and the marks of ``metrics/distribution.py``.
    """
    days, expected = shares_ahead(past, window=window, share=share, until=until)
    values = np.concatenate([past.shares, expected], axis=1)
    ahead = np.arange(values.shape[1]) >= len(past.days)
    dates = np.array([*past.days, *days], dtype=object)
    return pd.DataFrame({"on_date": dates, "expected": ahead, **marks(values)})
