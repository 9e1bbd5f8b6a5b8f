"""What changed between two days? Counted in single services, whatever the Zählweise of the filter.

What happened in between and was undone does not show: the states of two days are compared. A partner that joined after
the earlier day is not compared.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import duckdb
import pandas as pd

from ozgdash.metrics.once import once
from ozgdash.metrics.progress import progress_on
from ozgdash.metrics.query import frame, scope, short_frame
from ozgdash.model.change import BETWEEN_DAYS, ChangeKind
from ozgdash.model.filters import Filters, Rule

STEPS = ("online", "fallen_back", "in_scope_done", "out_of_scope_done", "in_scope", "out_of_scope", "slipped")
COUNTED = ("done", "total", "unknown")


def changes(
    cursor: duckdb.DuckDBPyConnection, filters: Filters, before: date, *, most: int | None = None
) -> pd.DataFrame:
    """Every change from ``before`` to the Stand, one row per partner, service and kind; ``ChangeKind`` defines them.

    Columns: partner_id, service_id, kind, department (missing: not known), name, leika_key, ozg_id, topic, and of both
    days (``_before``, ``_after``) standing (missing: outside the filter on that day), maturity (missing: unknown),
    model, planned. Order: partner, department, name. ``most``: so many rows at most, then kind by kind.
    """
    kinds = [kind.value for kind in ChangeKind]
    return frame(cursor, "changes", most=most, kinds=kinds, **_compared(cursor, filters, before))


def change_counts(cursor: duckdb.DuckDBPyConnection, filters: Filters, before: date) -> pd.DataFrame:
    """How many services changed in which way, one row per kind and compared partner, also where it is none.

    Columns: kind, partner_id, services. A service counts once per kind, so the kinds of a partner do not add up to its
    changed services.
    """
    found = short_frame(cursor, "change_counts", **_compared(cursor, filters, before)).set_index(["kind", "partner_id"])
    services = found["services"].to_dict()
    partners = change_steps(cursor, filters, before)["partner_id"].tolist()
    rows = [
        (kind.value, partner, services.get((kind.value, partner), 0)) for kind in BETWEEN_DAYS for partner in partners
    ]
    return pd.DataFrame(rows, columns=["kind", "partner_id", "services"])


def change_sums(cursor: duckdb.DuckDBPyConnection, filters: Filters, before: date) -> pd.DataFrame:
    """How many services changed in which way at the compared partners together, one row per kind that occurred.

    Columns: kind, services, partners (at how many), changed (services that changed in any way; the same in each row).
    """
    return short_frame(cursor, "change_sums", **_compared(cursor, filters, before))


def change_steps(cursor: duckdb.DuckDBPyConnection, filters: Filters, before: date) -> pd.DataFrame:
    """The steps from the count then to the count now, one row per compared partner, in the cooperation's order.

    Columns: partner_id, done_before, total_before, unknown_before, online, fallen_back, in_scope_done (reached ones
    that came into the denominator), out_of_scope_done (reached ones that left it), in_scope, out_of_scope (all that
    came or left), slipped (as the kind of change), done, total, unknown. Always done_before + online - fallen_back +
    in_scope_done - out_of_scope_done = done and total_before + in_scope - out_of_scope = total.
    """
    return once(cursor, ("change_steps", filters, before), lambda: _steps(cursor, filters, before))


def _steps(cursor: duckdb.DuckDBPyConnection, filters: Filters, before: date) -> pd.DataFrame:
    asked = replace(filters, rule=Rule.SERVICE_RG3)
    counts = progress_on(cursor, asked, [before, filters.as_of]).set_index(["on_date", "partner_id"])[[*COUNTED]]
    then, now = (counts[counts.index.get_level_values(0) == day].droplevel(0) for day in (before, filters.as_of))
    joined = frame(cursor, "joined", by=before)["partner_id"]
    known = then.index.union(now.index)
    rows = pd.DataFrame(index=pd.Index(joined[joined.isin(known)], name="partner_id"))
    steps = short_frame(cursor, "change_steps", **_compared(cursor, filters, before)).set_index("partner_id")
    whole = rows.join(then.add_suffix("_before")).join(steps).join(now).fillna(0).astype("int64").reset_index()
    return whole[["partner_id", *(f"{name}_before" for name in COUNTED), *STEPS, *COUNTED]]


def _compared(cursor: duckdb.DuckDBPyConnection, filters: Filters, before: date) -> dict[str, Any]:
    days = [before, filters.as_of]
    return scope(cursor, filters, days) | {
        "before": before,
        "after": filters.as_of,
        "threshold": Rule.SERVICE_RG3.threshold,
    }
