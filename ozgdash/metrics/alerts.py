"""What the rules of ``data/hinweise.toml`` say at the Stand: where a bound is passed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import duckdb
import pandas as pd

from ozgdash.metrics.outside import outside_counts
from ozgdash.metrics.progress import progress_on
from ozgdash.metrics.quality import report_ages
from ozgdash.metrics.work import open_work
from ozgdash.model.alert import AlertKind, AlertRule
from ozgdash.model.days import months_later
from ozgdash.model.filters import Filters
from ozgdash.store import read

COLUMNS = ("kind", "partner_id", "value", "bound", "since", "rule")
Found = Mapping[str, tuple[float | None, date | None]]
"""By partner: what is compared with the bound (None: never reported), and since when."""
DIGITS = 8
"""Of a lost share in points: a loss of exactly the bound is one."""


def alerts(cursor: duckdb.DuckDBPyConnection, filters: Filters, rules: Sequence[AlertRule]) -> pd.DataFrame:
    """Where a rule is met at the Stand, one row per partner and rule, by kind, the worst first.

    Columns: kind (of ``AlertKind``); partner_id; value: days since the newest report (missing: never reported),
    percentage points that the share lost, services or addresses; bound: that of the rule; since: the day of the newest
    report, of the comparison or of the link check (missing: none); rule: its ``key``. What
    cannot be known (no report before, no link check) is no alert.
    """
    rows = [row for rule in rules for row in _met(cursor, filters, rule)]
    rows.sort(key=lambda row: (list(AlertKind).index(row["kind"]), row["value"] is not None, -(row["value"] or 0.0)))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def alert_rules(cursor: duckdb.DuckDBPyConnection) -> tuple[AlertRule, ...]:
    """The rules of the snapshot in the order of the file."""
    return read.alert_rules(cursor)


def _met(cursor: duckdb.DuckDBPyConnection, filters: Filters, rule: AlertRule) -> list[dict[str, Any]]:
    found = FOUND[rule.kind](cursor, filters, rule)
    return [
        {
            "kind": rule.kind,
            "partner_id": partner,
            "value": value,
            "bound": rule.bound,
            "since": since,
            "rule": rule.key,
        }
        for partner, (value, since) in found.items()
        if (not rule.partners or partner in rule.partners) and _passed(rule, value)
    ]


def _passed(rule: AlertRule, value: float | None) -> bool:
    if value is None:
        return True
    return value >= rule.bound if rule.kind is AlertKind.SHARE_FELL else value > rule.bound


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()


def _no_report(cursor: duckdb.DuckDBPyConnection, filters: Filters, _: AlertRule) -> Found:
    return {
        row["partner_id"]: (None if pd.isna(row["age_days"]) else float(row["age_days"]), _day(row["newest_report"]))
        for row in _rows(report_ages(cursor, filters))
    }


def _share_fell(cursor: duckdb.DuckDBPyConnection, filters: Filters, rule: AlertRule) -> Found:
    """What is lost of the share, where it is known on both days."""
    then, now = months_later(filters.as_of, -rule.months), filters.as_of
    shares: dict[date, dict[str, float]] = {then: {}, now: {}}
    for row in _rows(progress_on(cursor, filters, (then, now))):
        day = _day(row["on_date"])
        if day is not None and row["unknown"] < row["total"]:
            shares[day][row["partner_id"]] = row["done"] / row["total"]
    return {
        partner: (round(100 * (before - shares[now][partner]), DIGITS), then)
        for partner, before in shares[then].items()
        if partner in shares[now]
    }


def _overdue(cursor: duckdb.DuckDBPyConnection, filters: Filters, _: AlertRule) -> Found:
    return {row["partner_id"]: (float(row["late"]), None) for row in _rows(open_work(cursor, filters))}


def _dead_links(cursor: duckdb.DuckDBPyConnection, filters: Filters, _: AlertRule) -> Found:
    checked = (row for row in _rows(outside_counts(cursor, filters)) if row["source"] == "link_check")
    return {row["partner_id"]: (float(row["dead_link"]), _day(row["as_of"])) for row in checked}


FOUND = {
    AlertKind.NO_REPORT: _no_report,
    AlertKind.SHARE_FELL: _share_fell,
    AlertKind.OVERDUE: _overdue,
    AlertKind.DEAD_LINK: _dead_links,
}
