"""How do the shares of many partners lie beside each other? Each partner is one voice, however many services it counts.

All frames hold ``partners`` (how many are in it), ``lower``, ``median``, ``upper`` (the quartiles) and ``best`` (the
share from which on the best tenth begins), all between 0 and 1, by linear interpolation between neighbours in order
(QUANTIL.INKL of Excel); NaN where there is no partner. A partner of which nothing is counted, or no Reifegrad is known,
has no voice. Beside them stand the counts of all partners together (``metrics/progress.py``). Nobody may change a
frame: all readers may share it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from ozgdash.metrics import tally
from ozgdash.metrics.once import lasting
from ozgdash.metrics.progress import Dimension, progress_by, progress_on
from ozgdash.metrics.query import chosen, short_frame
from ozgdash.metrics.running import shares
from ozgdash.model.days import month_ends
from ozgdash.model.filters import Filters, Rule

Array = np.ndarray[Any, Any]

MARKS = {"lower": 0.25, "median": 0.5, "upper": 0.75, "best": 0.9}
"""Column -> the part of the partners that lies below."""
SUMS = ("done", "total", "not_responsible", "not_digitisable", "unknown")
VOICED = ("done", "total", "unknown")
"""What a partner's share is made of, and whether it has a voice."""


def marks(values: Array) -> dict[str, Array]:
    """Of each column of ``values`` (a row per partner; NaN: no voice) how many partners there are, and its MARKS."""
    voices = [column[~np.isnan(column)] for column in np.ascontiguousarray(values.T)]
    parts = [*MARKS.values()]
    found = np.array([np.quantile(own, parts) if len(own) else [np.nan] * len(parts) for own in voices], dtype=float)
    by_mark = found.reshape(-1, len(parts)).T
    return {
        "partners": np.array([len(own) for own in voices], dtype=np.int64),
        **dict(zip(MARKS, by_mark, strict=True)),
    }


def distribution_on(cursor: duckdb.DuckDBPyConnection, filters: Filters, days: Sequence[date]) -> pd.DataFrame:
    """The distribution on each of ``days`` (in order, each once), one row per day.

    Columns: on_date, partners, the MARKS, and the counts of all partners in the filter together.
    """
    key = ("distribution_on", filters.at(date.max), tuple(days))
    return lasting(cursor, key, lambda: _distribution_on(cursor, filters, days))


def _distribution_on(cursor: duckdb.DuckDBPyConnection, filters: Filters, days: Sequence[date]) -> pd.DataFrame:
    (done, total, unknown), together = _counted(cursor, filters, days)
    found = marks(shares(done, np.where(unknown < total, total, 0)))
    return pd.DataFrame({"on_date": np.array([*days], dtype=object), **found, **together})


def distribution_over_time(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The distribution at each month end up to the Stand and at the Stand, one row per day, as ``distribution_on``.

    A partner counts with its last report, also in a month in which it reported nothing: else the marks would move with
    who reports. It has a voice from its joining on, once a Reifegrad is known. Empty where there is nothing yet.
    """
    return lasting(cursor, ("distribution_over_time", filters), lambda: _over_time(cursor, filters))


def _over_time(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    changed = tally.changes(cursor, filters, until=filters.as_of)
    first = changed.first if changed is not None else _first_joining(cursor, filters)
    rows = distribution_on(cursor, filters, month_ends(first, filters.as_of) if first else [])
    return rows[rows[list(SUMS)].any(axis=1)].reset_index(drop=True)


def distribution_all_rules(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The distribution at the Stand by every rule: a row per rule, ``rule`` and the columns of ``distribution_on``."""
    found = [
        distribution_on(cursor, replace(filters, rule=rule), [filters.as_of]).assign(rule=rule.value) for rule in Rule
    ]
    return pd.concat(found, ignore_index=True)


def distribution_by(cursor: duckdb.DuckDBPyConnection, filters: Filters, dimension: Dimension) -> pd.DataFrame:
    """The distribution at the Stand within each topic or department, one row per group, by name.

    Columns: the dimension's name (missing: no department is known), partners, the MARKS, and the counts together. A
    group in which no partner has a voice has NaN.
    """
    key = ("distribution_by", filters, dimension)
    return lasting(cursor, key, lambda: _distribution_by(cursor, filters, dimension))


def _distribution_by(cursor: duckdb.DuckDBPyConnection, filters: Filters, dimension: Dimension) -> pd.DataFrame:
    rows = tally.distribution(cursor, filters, dimension=dimension.value)
    if rows is None:
        rows = _by_group(progress_by(cursor, filters, dimension).rename(columns={dimension.value: "group_name"}))
    return rows.rename(columns={"group_name": dimension.value})


def ranking(cursor: duckdb.DuckDBPyConnection, filters: Filters, before: date) -> pd.DataFrame:
    """The partners in the filter by their share at the Stand, the largest first; a partner without a count has no row.

    Columns: rank, partner_id, done, total, share, unknown, change (done now less done on the day ``before``; NaN where
    no Reifegrad was known then). Equal shares have one rank, and the ranks after it are left out (1, 2, 2, 4); among
    them who counts more comes first. Where no Reifegrad is known, rank, done and share are missing, and the row comes
    last.
    """
    return lasting(cursor, ("ranking", filters, before), lambda: _ranking(cursor, filters, before))


def _ranking(cursor: duckdb.DuckDBPyConnection, filters: Filters, before: date) -> pd.DataFrame:
    counts = progress_on(cursor, filters, sorted({before, filters.as_of}))
    then = counts[(counts["on_date"] == before) & (counts["unknown"] < counts["total"])].set_index("partner_id")["done"]
    now = counts[(counts["on_date"] == filters.as_of) & (counts["total"] > 0)].drop(columns="on_date")
    known = now["unknown"] < now["total"]
    now = now.assign(done=now["done"].where(known), share=now["share"].where(known))
    had = then.reindex(now["partner_id"]).to_numpy(dtype=float)
    now = now.assign(rank=now["share"].rank(method="min", ascending=False), change=now["done"] - had)
    ordered = now.sort_values(["rank", "total"], ascending=[True, False], kind="stable", na_position="last")
    return ordered[["rank", "partner_id", "done", "total", "share", "unknown", "change"]].reset_index(drop=True)


def _counted(
    cursor: duckdb.DuckDBPyConnection, filters: Filters, days: Sequence[date]
) -> tuple[list[Array], dict[str, Array]]:
    """The VOICED counts by partner and day, zeros where a partner has none; and all SUMS by day."""
    changed = tally.changes(cursor, filters, until=max(days, default=filters.as_of))
    if changed is not None:
        sums, count = changed.until(days), tally.MEASURES.index
        return [sums.of_each(count(name)) for name in VOICED], {name: sums.together(count(name)) for name in SUMS}
    rows = progress_on(cursor, filters, days)
    ids, partner = np.unique(rows["partner_id"].to_numpy(dtype=object), return_inverse=True)
    place = {day: position for position, day in enumerate(days)}
    at = [place[day] for day in rows["on_date"]]
    counts = {name: np.zeros((len(ids), len(days)), dtype=np.int64) for name in SUMS}
    for name, own in counts.items():
        own[partner, at] = rows[name]
    return [counts[name] for name in VOICED], {name: own.sum(axis=0) for name, own in counts.items()}


def _first_joining(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> date | None:
    rows = short_frame(cursor, "first_joining", partners=chosen(cursor, filters))
    first: date | None = rows["joined_on"].iloc[0]
    return first


def _by_group(rows: pd.DataFrame) -> pd.DataFrame:
    """The distribution within each group of a count by partner and group."""
    found = []
    for name, group in rows.groupby("group_name", dropna=False, sort=True):
        known = group["share"].where(group["unknown"] < group["total"]).to_numpy(dtype=float)
        of_group = {key: values[0] for key, values in marks(known[:, None]).items()}
        found.append({"group_name": name, **of_group, **{key: int(group[key].sum()) for key in SUMS}})
    return pd.DataFrame(found, columns=["group_name", "partners", *MARKS, *SUMS])
