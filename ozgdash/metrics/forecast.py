"""When will it be done at this pace? Pure functions on monthly increments; no database.

Method: what is left, divided by the mean monthly increment of the window, is the expected time. Around it stand 2,000
simulated futures. In each the pace differs from that of the window by as much as the pace of a year differed from that
of the window before it at some time in this history, up or down; the months are drawn from those of the window. The
10th and the 90th percentile of the futures are the ends of the 80 % interval. The seed is fixed: the same history gives
the same answer.

Months drawn from the window alone (the plain bootstrap) would say how the months could fall if the pace stayed for
decades; on the example history such an interval covered the truth in 64 of 100 cases instead of 80. What makes it wide
enough is that paces change, and how much they do is the only thing that a history says about it.
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
"""With fewer increments there is no pace, with fewer earlier changes of pace no interval."""
YEAR = 12
"""The months after a window over which the pace is compared with that of the window."""
HAIR = 1e-9
"""By so much sums of fractions may miss whole numbers."""

Increments = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Interval:
    """The months between which 80 % of the futures end; None: not within the horizon."""

    earliest: int | None
    latest: int | None


@dataclass(frozen=True)
class Completion:
    """Months until the goal is reached; ``expected`` None: not within the horizon, at this pace never.

    ``interval`` None: the history is too short to say how much the pace changes.
    """

    expected: int | None
    interval: Interval | None


def increments(done: Sequence[int], reported: Sequence[bool]) -> Increments:
    """Change per month from the first to the last month with a report; empty with fewer than two of them.

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
        return Completion(0, Interval(0, 0))
    now = pace(changes, window)
    if now is None:
        return None
    exact = np.ceil(remaining / now - HAIR) if now > 0 else np.inf
    expected = int(exact) if exact <= HORIZON_MONTHS else None
    futures = _futures(changes, window, HORIZON_MONTHS)
    if futures is None:
        return Completion(expected, None)
    reached = futures >= remaining - HAIR
    months = np.where(reached.any(axis=1), reached.argmax(axis=1) + 1, HORIZON_MONTHS + 1)
    low, high = (int(month) for month in np.quantile(months, INTERVAL, method="inverted_cdf"))
    at = expected if expected is not None else HORIZON_MONTHS + 1
    return Completion(expected, Interval(_within(min(low, at)), _within(max(high, at))))


def chance(changes: Increments, window: int, remaining: int, months: int) -> float | None:
    """The part of the futures in which ``remaining`` more are done within so many months; None: too little history.

    The same futures as those of ``completion``: where its interval ends before that month, it is at least nine in ten.
    """
    if remaining <= 0:
        return 1.0
    futures = _futures(changes, window, HORIZON_MONTHS)
    if futures is None or months < 1:
        return None
    reached = (futures[:, : min(months, HORIZON_MONTHS)] >= remaining - HAIR).any(axis=1)
    return float(reached.mean())


def _within(month: int) -> int | None:
    return month if month <= HORIZON_MONTHS else None


def band(changes: Increments, window: int, months: int) -> tuple[Increments, Increments] | None:
    """Lower and upper end of the 80 % interval of what is gained, month by month; None: too little history."""
    futures = _futures(changes, window, months)
    if futures is None:
        return None
    low, high = np.quantile(futures, INTERVAL, axis=0)
    return low, high


def coverage(
    changes: Increments, window: int, horizons: Sequence[int], *, every: int = 1
) -> dict[int, tuple[int, int]]:
    """Backtest, per horizon in months: (how often the truth fell into the interval, how often it was asked).

    Asks at every month (or ``every`` so many months) that has enough history before it and the horizon after it, and
    uses nothing that came later.
    """
    found = dict.fromkeys(horizons, (0, 0))
    for now in range(window + YEAR, len(changes), every):
        ahead = [months for months in horizons if now + months <= len(changes)]
        ends = band(changes[:now], window, max(ahead)) if ahead else None
        if ends is None:
            continue
        for months in ahead:
            gained = float(changes[now : now + months].sum())
            hits, asked = found[months]
            inside = ends[0][months - 1] - HAIR <= gained <= ends[1][months - 1] + HAIR
            found[months] = (hits + int(inside), asked + 1)
    return found


def _futures(changes: Increments, window: int, months: int) -> Increments | None:
    """Cumulated change per simulated future (row) and month (column); None: too little history."""
    shifts, recent = _shifts(changes, window), changes[-window:]
    if len(shifts) < MIN_MONTHS:
        return None
    random = np.random.default_rng(SEED)
    shift = random.choice(shifts, FUTURES) * random.choice((-1.0, 1.0), FUTURES)
    paces = _squared(_rooted(recent.mean() * YEAR) + shift) / YEAR
    # A sample's spread is too small by sqrt((n - 1) / n).
    deviations = (recent - recent.mean()) * np.sqrt(len(recent) / (len(recent) - 1))
    drawn = deviations[random.integers(0, len(recent), size=(FUTURES, months))]
    return np.cumsum(drawn + paces[:, None], axis=1)


def _shifts(changes: Increments, window: int) -> Increments:
    """How much the pace of a year differed from that of the window before it, for every place in the history.

    As differences of the square roots of yearly counts: on that scale a slow and a fast time vary alike, so that the
    slow beginnings of a history say something about today.
    """
    total = np.concatenate([np.zeros(1), np.cumsum(changes)])
    places = np.arange(window, len(changes) - YEAR + 1)
    before = (total[places] - total[places - window]) / window * YEAR
    after = total[places + YEAR] - total[places]
    return _rooted(after) - _rooted(before)


def _rooted(counts: Increments) -> Increments:
    rooted: Increments = np.sign(counts) * np.sqrt(np.abs(counts))
    return rooted


def _squared(roots: Increments) -> Increments:
    squared: Increments = np.sign(roots) * roots**2
    return squared
