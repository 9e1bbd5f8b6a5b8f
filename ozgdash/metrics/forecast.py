"""When will it be done at this pace? Pure functions on monthly increments; no database.

Method: each simulated future first resamples the monthly increments of the window (what the pace could also have been),
then draws its months from that resample (how the months could fall). The 10th and the 90th percentile of the simulated
completion months are the ends of the 80 % interval. The seed is fixed: the same history gives the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

SEED = 20_200_901
FUTURES = 2_000
HORIZON_MONTHS = 600
"""Fifty years: what is not done by then counts as never."""
INTERVAL = (0.10, 0.90)
MIN_MONTHS = 3
"""With fewer increments there is nothing to resample."""

Increments = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Completion:
    """Months until the target is reached; None: not within the horizon, that is never at this pace."""

    expected: int | None
    earliest: int | None
    latest: int | None


def increments(done: Sequence[int], reported: Sequence[bool]) -> Increments:
    """Change per month, one value shorter than ``done``.

    What changed over months without a report is spread evenly over them: nobody knows in which of them it happened.
    """
    known = [index for index, is_reported in enumerate(reported) if is_reported]
    if len(known) < 2:
        return np.zeros(0)
    changes = np.diff(np.interp(np.arange(known[0], known[-1] + 1), known, [done[index] for index in known]))
    return changes.astype(np.float64)


def pace(changes: Increments, window: int) -> float | None:
    """Mean change per month over the last ``window`` months; None with fewer than three of them."""
    recent = changes[-window:]
    return float(recent.mean()) if len(recent) >= MIN_MONTHS else None


def completion(changes: Increments, window: int, remaining: int) -> Completion | None:
    """When ``remaining`` more are done at the pace of the last ``window`` months; None: too little history."""
    if remaining <= 0:
        return Completion(0, 0, 0)
    recent = changes[-window:]
    if len(recent) < MIN_MONTHS:
        return None
    if recent.max() <= 0:
        return Completion(None, None, None)
    reached = _futures(recent, HORIZON_MONTHS) >= remaining
    months = np.where(reached.any(axis=1), reached.argmax(axis=1) + 1, HORIZON_MONTHS + 1)
    low, median, high = np.quantile(months, (INTERVAL[0], 0.5, INTERVAL[1]), method="inverted_cdf")
    return Completion(*(int(value) if value <= HORIZON_MONTHS else None for value in (median, low, high)))


def gain_interval(changes: Increments, window: int, months: int) -> tuple[float, float] | None:
    """The 80 % interval of what is gained within ``months``; None where there is too little history."""
    recent = changes[-window:]
    if len(recent) < MIN_MONTHS:
        return None
    low, high = np.quantile(_futures(recent, months)[:, -1], INTERVAL)
    return float(low), float(high)


def coverage(changes: Increments, window: int, months: int) -> tuple[int, int]:
    """Backtest: (how often the truth fell into the interval, how often it was asked).

    Asks at every month that has a whole window before it and ``months`` after it.
    """
    hits = asked = 0
    for now in range(window, len(changes) - months + 1):
        interval = gain_interval(changes[:now], window, months)
        if interval is not None:
            gained = float(changes[now : now + months].sum())
            hits += interval[0] <= gained <= interval[1]
            asked += 1
    return hits, asked


def _futures(recent: Increments, months: int) -> npt.NDArray[np.float64]:
    """Cumulated change per simulated future (row) and month (column)."""
    random = np.random.default_rng(SEED)
    length = len(recent)
    # A sample's spread is too small by sqrt((n - 1) / n), and it is resampled twice.
    stretched = recent.mean() + (recent - recent.mean()) * length / (length - 1)
    resampled = stretched[random.integers(0, length, size=(FUTURES, length))]
    drawn = np.take_along_axis(resampled, random.integers(0, length, size=(FUTURES, months)), axis=1)
    return np.cumsum(drawn, axis=1)
