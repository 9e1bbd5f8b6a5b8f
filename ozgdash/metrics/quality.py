"""How good is the data: how old, how complete, where does it contradict itself?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import duckdb
import pandas as pd

from ozgdash.metrics.progress import progress
from ozgdash.metrics.query import frame, scope
from ozgdash.model.filters import Filters, Rule

KINDS = (
    "online_without_url",
    "online_not_begun",
    "stage_online_only",
    "plan_past",
    "no_reason",
    "maturity_unknown",
    "never_reported",
)
"""What can be wrong with what is known of one service, contradictions first, then what is missing."""


def report_ages(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """How old each partner's data is at the Stand, one row per chosen partner that had joined.

    Columns: partner_id; newest_report (missing: never reported); age_days, from then to the Stand; months, from the
    month of the first report to that of the Stand, both included; missing_months, how many of them have no report;
    total, unknown: services in the denominator and those without a known Reifegrad.
    """
    ages = frame(cursor, "report_ages", **scope(cursor, filters))
    counts = progress(cursor, replace(filters, rule=Rule.SERVICE_RG3)).set_index("partner_id")
    found = {name: counts[name].to_dict() for name in ("total", "unknown")}
    return ages.assign(**{name: [int(own.get(key, 0)) for key in ages["partner_id"]] for name, own in found.items()})


def contradictions(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, most: int | None = None) -> pd.DataFrame:
    """What in the reports contradicts itself or is missing at the Stand, one row per partner, service and kind.

    Kinds, for services in the denominator unless said otherwise: ``online_without_url`` Reifegrad >= 3 without an
    address; ``online_not_begun`` Reifegrad >= 3 at the stage nicht begonnen or in Planung; ``stage_online_only`` stage
    online below Reifegrad 2; ``plan_past`` planned for a day before the Stand and not at Reifegrad 3; ``no_reason`` not
    digitisable without a reason (outside the denominator); ``maturity_unknown`` reported without Reifegrad;
    ``never_reported``. A service can have several. Columns: kind, partner_id, department (missing: none reported),
    service_id, name, leika_key, ozg_id, maturity, maturity_model, standing, stage, planned_on, observed_on.
    ``most``: so many rows at most, then the kinds one after the other.
    """
    return frame(cursor, "contradictions", most=most, kinds=list(KINDS), **_judged(cursor, filters))


def contradiction_counts(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """How often each kind of ``contradictions`` was found, one row per partner and kind.

    Columns: partner_id, kind, findings, departments (of the partner, in which anything was found; alike in each row).
    """
    return frame(cursor, "contradiction_counts", **_judged(cursor, filters))


def _judged(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> dict[str, Any]:
    levels = {"threshold": Rule.SERVICE_RG3.threshold, "visible": Rule.BUNDLE_RG2.threshold}
    return scope(cursor, filters) | levels
