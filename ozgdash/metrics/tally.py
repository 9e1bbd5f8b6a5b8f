"""Reads the counts that a publish has prepared: what changed in them, added up to a day.

What is prepared stands in docs/ARCHITECTURE.md, why in docs/adr/0020-prepared-counts.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from ozgdash.metrics.once import once
from ozgdash.metrics.query import arrays, chosen, load, short_frame
from ozgdash.metrics.running import Changes, shares
from ozgdash.model.filters import ADDRESSEES, SDG_SCOPE, WHOLE_SCOPE, Filters, Rule

MEASURES = ("units", "done", "total", "not_responsible", "not_digitisable", "unknown")
"""The columns of Changes here. Units: services or bundles of any standing."""


def changes(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, until: date) -> Changes | None:
    """What changed in the count in the filter up to a day, at least; None where it was not prepared."""
    if not _is_prepared(filters):
        return None
    # Later changes do no harm where counts are added up to a day, and the newest day of a page is mostly asked first.
    newest = once(cursor, ("changes until", filters.at(date.max)), lambda: _Newest())
    if newest.until is None or newest.until < until:
        newest.until, newest.changes = until, _changes(cursor, filters, until=until)
    return newest.changes


class _Newest:
    """The changes that were read up to the latest day that was asked for."""

    until: date | None = None
    changes: Changes | None = None


def _changes(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, until: date) -> Changes | None:
    columns = arrays(cursor, f"changes_of_{_kept_as(filters)}", **_asked(cursor, filters, until=until))
    if not len(columns["units"]) and filters.rule.unit == "bundle":
        return None
    by = np.column_stack([columns[name] for name in MEASURES])
    partners, of = _partners(cursor, columns["position"])
    return Changes(partners, of, columns["changed_on"].astype("datetime64[D]"), by)


def _partners(
    cursor: duckdb.DuckDBPyConnection, position: np.ndarray[Any, Any]
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """The ids of the partners that stand at one of these positions, in order, and where in them each row belongs.

    Positions are numbers, of which a hundred thousand are read in a tenth of the time that ids take.
    """
    known = once(cursor, "partner_positions", lambda: arrays(cursor, "partner_positions"))
    present = np.isin(known["position"], position)
    return known["partner_id"][present], np.searchsorted(known["position"][present], position)


def on_days(changed: Changes, days: Sequence[date]) -> pd.DataFrame:
    """The count on each of ``days`` (in order, each once), one row per day and partner of whom something is there.

    Columns: on_date, partner_id, and the counts with ``share`` (NaN where total is 0).
    """
    sums = changed.added_up(days).swapaxes(0, 1)
    on_day, of_partner = np.nonzero(sums[:, :, 0] > 0)
    _, done, total, not_responsible, not_digitisable, unknown = sums[on_day, of_partner].T
    return pd.DataFrame(
        {
            "on_date": np.array([*days], dtype=object)[on_day],
            "partner_id": pd.array(changed.partners[of_partner], dtype="str"),
            **{"done": done, "total": total, "share": shares(done, total)},
            **{"not_responsible": not_responsible, "not_digitisable": not_digitisable, "unknown": unknown},
        }
    )


def groups(
    cursor: duckdb.DuckDBPyConnection, filters: Filters, *, dimension: str, together: bool
) -> pd.DataFrame | None:
    """The count at the Stand, one row per partner and group; None where it was not prepared.

    Columns: partner_id, group_name, and the counts with ``share``.
    """
    if not _is_prepared(filters) or (filters.rule.unit == "bundle" and dimension == "department"):
        return None
    asked = _asked(cursor, filters, until=filters.as_of, dimension=dimension)
    rows = short_frame(cursor, f"groups_of_{_kept_as(filters, dimension)}", **asked, together=together)
    return rows if len(rows) or filters.rule.unit == "service" else None


def distribution(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, dimension: str) -> pd.DataFrame | None:
    """How the shares of the partners lie within each group at the Stand, one row per group; None where not prepared.

    Columns: group_name and those of ``metrics/distribution.py``.
    """
    if not _is_prepared(filters) or (filters.rule.unit == "bundle" and dimension == "department"):
        return None
    asked = _asked(cursor, filters, until=filters.as_of, dimension=dimension)
    rows = short_frame(cursor, f"distribution_of_{_kept_as(filters, dimension)}", **asked)
    return rows if len(rows) or filters.rule.unit == "service" else None


def asked_of_services(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> dict[str, Any]:
    """The parameters of ``tallied_services.sql`` but for the day."""
    return _of_both(cursor, filters) | {
        "departments": list(filters.departments),
        "addressees": list(filters.addressees),
    }


def _is_prepared(filters: Filters) -> bool:
    """Not for bundles in some departments: a bundle is not the sum of what departments have of it.

    Where a bundle has parts in several Themenfelder, no bundle was prepared: then there is no row.
    """
    return filters.rule.unit == "service" or (not filters.departments and set(filters.addressees) <= set(ADDRESSEES))


def _kept_as(filters: Filters, dimension: str = "") -> str:
    """In which table the counts are: bundles, services, or services of any department, which has fewer rows."""
    if filters.rule.unit == "bundle":
        return "bundles"
    return "services" if filters.departments or dimension == "department" else "shares"


def _asked(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, until: date, dimension: str = "") -> dict[str, Any]:
    asked = _of_both(cursor, filters) | {"until": until} | ({"dimension": dimension} if dimension else {})
    kept_as = _kept_as(filters, dimension)
    if kept_as == "bundles":
        addressees = " ".join(sorted(set(filters.addressees)))
        return asked | {"addressees": addressees, "all_services": filters.rule is Rule.BUNDLE_ALL_RG3}
    asked |= {"addressees": list(filters.addressees)}
    return asked | ({"departments": list(filters.departments)} if kept_as == "services" else {})


def _of_both(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> dict[str, Any]:
    return {
        "partners": chosen(cursor, filters),
        "topics": list(filters.topics),
        "sdg_only": sdg_only(cursor, filters),
    }


def sdg_only(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> bool:
    """Whether only services marked as SDG are counted: as the deadline has it, the default one where none is named."""
    if filters.deadline in (WHOLE_SCOPE, SDG_SCOPE):
        return filters.deadline == SDG_SCOPE
    scopes = once(cursor, "deadline_scopes", lambda: cursor.execute(load("deadline_scopes")).fetchall())
    default = scopes[0][1] if scopes else None
    return bool(dict(scopes).get(filters.deadline or "", default) == "sdg")
