"""Where what the partners report and what the public portals show do not agree.

A partner *reports online* what it is responsible for and has at stage "online" or at Reifegrad >= 3, whatever rule is
chosen. A portal *shows* a service where an entry of it is online, not inactive and has an address. Both frames look at
the newest outside view of each partner and source on or before the Stand; only what has a LeiKa key can be compared.
"""

from __future__ import annotations

from datetime import date

import duckdb
import pandas as pd

from ozgdash.metrics.query import chosen, frame, scope
from ozgdash.model.filters import Filters, Rule

FINDINGS = ("not_shown", "no_url", "dead_link", "not_reported", "unknown_service")
"""Reported online and not shown; an entry without an address; an address that leads nowhere; shown and not reported
online; shown and not in the catalogue. In the order in which they matter to a resident.
"""


def outside_findings(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, most: int | None = None) -> pd.DataFrame:
    """The disagreements at the Stand, one row per partner, source and service; at most one per source.
    Of addresses of portals that lead nowhere there is one row per address.

    Columns: partner_id, source (pvog, xzufi, link_check), as_of (of the outside view), finding (see FINDINGS),
    service_id (missing: not in the catalogue), leika_key, name, topic, standing, maturity, maturity_model, stage,
    department, url (what the partner reports), outside_url, reason (the portal's words, or the outcome of the check),
    reported_online, address_from (of a dead link: who gave the address, report, pvog or xzufi). Services that are not
    in the catalogue appear only without filters of services. ``most``: so many rows at most.
    """
    return frame(cursor, "outside_findings", threshold=Rule.SERVICE_RG3.threshold, most=most, **scope(cursor, filters))


def outside_counts(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """How much of what is reported online is shown, one row per partner and source that has an outside view.

    Columns: partner_id, source, as_of, left_out (rows of the source that could not be used), reported_online, shown and
    unclear (both of reported_online), and one column per finding. reported_online - shown - unclear is the number of
    findings whose service is reported online. A link check counts dead links only.
    """
    return frame(cursor, "outside_counts", threshold=Rule.SERVICE_RG3.threshold, **scope(cursor, filters))


def first_outside_day(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> date | None:
    """The day of the oldest outside view of the chosen partners; None where there is none at all."""
    day = frame(cursor, "first_outside_day", partners=chosen(cursor, filters))["first_day"].iloc[0]
    return day if isinstance(day, date) else None
