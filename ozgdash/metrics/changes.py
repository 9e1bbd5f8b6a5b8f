"""What changed between two days? Counted in single services, whatever the Zählweise of the filter.

What happened in between and was undone does not show: the states of two days are compared. A partner that joined after
the earlier day is not compared.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import duckdb
import pandas as pd

from ozgdash.metrics.query import frame, scope
from ozgdash.model.change import BETWEEN_DAYS
from ozgdash.model.filters import Filters, Rule


def changes(cursor: duckdb.DuckDBPyConnection, filters: Filters, before: date) -> pd.DataFrame:
    """Every change from ``before`` to the Stand, one row per partner, service and kind; ``ChangeKind`` defines them.

    Columns: partner_id, service_id, kind, department (missing: not known), name, leika_key, ozg_id, topic, and of both
    days (``_before``, ``_after``) standing (missing: outside the filter on that day), maturity (missing: unknown),
    model, planned. Order: partner, department, name.
    """
    return frame(cursor, "changes", **_compared(cursor, filters, before))


def change_counts(cursor: duckdb.DuckDBPyConnection, filters: Filters, before: date) -> pd.DataFrame:
    """How many services changed in which way, one row per kind and compared partner, also where it is none.

    Columns: kind, partner_id, services. A service counts once per kind, so the kinds of a partner do not add up to its
    changed services.
    """
    found = changes(cursor, filters, before).groupby(["kind", "partner_id"]).size().to_dict()
    partners = change_steps(cursor, filters, before)["partner_id"].tolist()
    rows = [
        (kind.value, partner, int(found.get((kind.value, partner), 0))) for kind in BETWEEN_DAYS for partner in partners
    ]
    return pd.DataFrame(rows, columns=["kind", "partner_id", "services"])


def change_steps(cursor: duckdb.DuckDBPyConnection, filters: Filters, before: date) -> pd.DataFrame:
    """The steps from the count then to the count now, one row per compared partner, in the cooperation's order.

    Columns: partner_id, done_before, total_before, unknown_before, online, fallen_back, in_scope_done (reached ones
    that came into the denominator), out_of_scope_done (reached ones that left it), in_scope, out_of_scope (all that
    came or left), done, total, unknown. Always done_before + online - fallen_back + in_scope_done - out_of_scope_done =
    done and total_before + in_scope - out_of_scope = total.
    """
    return frame(cursor, "change_steps", **_compared(cursor, filters, before))


def _compared(cursor: duckdb.DuckDBPyConnection, filters: Filters, before: date) -> dict[str, Any]:
    days = [before, filters.as_of]
    return scope(cursor, filters, days) | {
        "before": before,
        "after": filters.as_of,
        "threshold": Rule.SERVICE_RG3.threshold,
    }
