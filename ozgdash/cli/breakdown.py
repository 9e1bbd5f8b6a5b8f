"""The rows of ``status``: per partner, and per partner and topic, department or Reifegrad."""

from __future__ import annotations

from typing import Any

import duckdb

from ozgdash.errors import UsageError
from ozgdash.model.filters import Rule, View

BREAKDOWNS = ("partner", "topic", "department", "maturity")
Row = dict[str, Any]


def rows_by(by: str, cursor: duckdb.DuckDBPyConnection, view: View) -> list[Row]:
    """One row per partner (and group) in the cooperation's order: partner, the group, the counts and the share.

    Share is between 0 and 1, None where the total is 0 or none of it is known. A group is None where it is not known.
    By Reifegrad there is one row per level (with ``maturity_model``); a partner's rows add up to its done, total and
    unknown.
    """
    rows = _by_maturity(cursor, view) if by == "maturity" else _by_count(by, cursor, view)
    order = {partner.id: position for position, partner in enumerate(view.cooperation.partners)}
    return sorted(rows, key=lambda row: order[row["partner"]])


def _by_count(by: str, cursor: duckdb.DuckDBPyConnection, view: View) -> list[Row]:
    from ozgdash.figures.frames import records
    from ozgdash.metrics import progress

    if by == "partner":
        found = records(progress.progress(cursor, view.filters))
    else:
        found = records(progress.progress_by(cursor, view.filters, progress.Dimension(by)))
    return [_row(row, {} if by == "partner" else {by: row[by]}) for row in found]


def _by_maturity(cursor: duckdb.DuckDBPyConnection, view: View) -> list[Row]:
    """Counted services per level: all of a level are done or none is; services outside the count have no level."""
    from ozgdash.figures.frames import records
    from ozgdash.metrics.maturity import maturity

    rule = view.filters.rule
    if rule is not Rule.SERVICE_RG3:
        raise UsageError("cli.maturity_is_of_services", received=rule.value, allowed=Rule.SERVICE_RG3.value)
    rows = []
    for row in records(maturity(cursor, view.filters)):
        level, services = row["maturity"], int(row["services"])
        counts = {
            "partner_id": row["partner_id"],
            "done": services if level is not None and level >= rule.threshold else 0,
            "total": services,
            "not_responsible": 0,
            "not_digitisable": 0,
            "unknown": services if level is None else 0,
        }
        group = {"maturity": None if level is None else int(level), "maturity_model": row["maturity_model"]}
        rows.append(_row(counts, group))
    return rows


def _row(counted: Row, group: Row) -> Row:
    done, total, unknown = (int(counted[name]) for name in ("done", "total", "unknown"))
    return {
        "partner": counted["partner_id"],
        **group,
        "done": done,
        "total": total,
        # Where no Reifegrad is known a share of 0 would be a claim.
        "share": done / total if unknown < total else None,
        "not_responsible": int(counted["not_responsible"]),
        "not_digitisable": int(counted["not_digitisable"]),
        "unknown": unknown,
    }
