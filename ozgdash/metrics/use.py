"""Which part of the cases comes in digitally, and where is a service online, but not used?

A share needs both numbers of a service: all cases of a year, and the digital ones of them. What is small is replaced
before anything is added up (``docs/adr/0040-digital-cases.md``), so that no sum, difference or share tells it. Where a
partner gave no such numbers there is nothing to compute.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import duckdb
import pandas as pd

from ozgdash.metrics.query import chosen, frame, scope, short_frame
from ozgdash.model.demand import EXAMPLE_FROM, ONLINE_FROM, SHOWN_FROM, SPLIT_FROM, STAND_IN
from ozgdash.model.filters import Filters

LIMITS = {"shown_from": SHOWN_FROM, "stand_in": STAND_IN, "split_from": SPLIT_FROM, "online_from": ONLINE_FROM}


OF_ALL = "all_"
"""How the columns of ``use_services.sql`` begin that hold the sums of all."""
FEW_ROWS = 500
"""So many rows are read in less time than a statement is planned once more."""


class Group(StrEnum):
    """By what digital cases are added up."""

    PARTNER = "partner"
    TOPIC = "topic"
    DEPARTMENT = "department"


@dataclass(frozen=True)
class Listed:
    """``rows``: services; ``together``: one row, the columns of ``digital_share`` from services on, of all chosen."""

    rows: pd.DataFrame
    together: pd.DataFrame


def digital_share(
    cursor: duckdb.DuckDBPyConnection, filters: Filters, by: Group = Group.PARTNER, *, together: bool = False
) -> pd.DataFrame:
    """Digital cases of all cases of a year, one row per partner and group; single services at any rule.

    Columns: partner_id (missing: ``together``), name (of the group; missing for partners and where no department is
    reported), services (counted; known, few, cases_only and silent add up to them), known (in the share), few (left
    out: fewer than ``SPLIT_FROM`` cases), cases_only (left out: digital ones not given), silent (no cases given),
    monthly (those of ``known`` that count by their months), digital and cases (of ``known``; both missing: none),
    cases_left (of ``cases_only``), newest (first day of the last month; missing: none counts by months).
    """
    return short_frame(cursor, "use_counts", by=by.value, together=together, **scope(cursor, filters), **LIMITS)


def digital_shares(cursor: duckdb.DuckDBPyConnection, filters: Filters, by: Group) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The frames of ``digital_share`` by that group for all partners together, and by partner, from one pass."""
    found = short_frame(cursor, "use_shares", by=by.value, **scope(cursor, filters), **LIMITS)
    of_partner = found["partner_id"].notna()
    return found[~of_partner].reset_index(drop=True), found[of_partner].reset_index(drop=True)


def use_over_time(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, together: bool = False) -> pd.DataFrame:
    """Digital cases of all cases by month, one row per partner and month of the last five years that was reported.

    Columns: partner_id (missing: ``together``), on_date (last day of the month), known, few, cases_only (services),
    digital, cases (of ``known``; missing where there is none).
    """
    return short_frame(cursor, "use_over_time", together=together, **scope(cursor, filters))


def unused(
    cursor: duckdb.DuckDBPyConnection, filters: Filters, *, below: int, compared: date, most: int | None = None
) -> Listed:
    """Services that are online with a digital share below so many per cent, most digital cases missing first.

    Columns of ``rows``: partner_id, service_id, name, leika_key, ozg_id, topic, department, maturity, maturity_model,
    few_digital and few_others (that part is small, and replaced in digital), digital, cases, newest (the last month;
    missing: by the status sheet), missing (cases to ``below``), gain (cases more at the best partner's share),
    best_partner, best_digital, best_cases (all missing: nobody can be an example; ``best_partner`` may be the partner
    itself), handling_days (median), backlog (small ones as ``STAND_IN``), former_handling_days and former_backlog (on
    ``compared``), listed (how many rows there are), gained (the sum of all gains). ``most``: so many rows at most.
    """
    return _services(cursor, filters, below=below, raised=False, compared=compared, most=most)


def raised(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, compared: date, most: int | None = None) -> Listed:
    """Services that would have more digital cases at the best partner's share, the most first; columns of ``unused``.

    The best partner is looked for among all partners under the other filters; it needs ``EXAMPLE_FROM`` cases, and
    neither part of them may be small. ``missing`` is missing.
    """
    return _services(cursor, filters, below=None, raised=True, compared=compared, most=most)


def used(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, compared: date, most: int | None = None) -> Listed:
    """Every service whose digital cases are known, the most cases first; columns of ``unused``."""
    return _services(cursor, filters, below=None, raised=False, compared=compared, most=most)


def _services(
    cursor: duckdb.DuckDBPyConnection,
    filters: Filters,
    *,
    below: int | None,
    raised: bool,
    compared: date,
    most: int | None,
) -> Listed:
    everybody = replace(filters, partners=(), groups=(), departments=())
    read = short_frame if most is not None and most <= FEW_ROWS else frame
    found = read(
        cursor,
        "use_services",
        by=Group.DEPARTMENT.value,
        takers=chosen(cursor, filters),
        their_departments=list(filters.departments),
        below=below,
        raised=raised,
        compared=compared,
        example_from=EXAMPLE_FROM,
        most=most,
        **scope(cursor, everybody),
        **LIMITS,
    )
    sums = [name for name in found.columns if name.startswith(OF_ALL)]
    together = found[sums].head(1).rename(columns={name: name.removeprefix(OF_ALL) for name in sums})
    rows = found.drop(columns=sums)
    return Listed(rows[rows["service_id"].notna()], together)
