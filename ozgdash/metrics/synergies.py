"""What could the partners take over from each other, and what would that bring?

All counts are of single services at the threshold of the filter's rule (Reifegrad 3, or 2 for ``buendel_rg2``). The
filter of partners and departments chooses who takes over; every partner that had joined may give. A service whose
Reifegrad at the taker is not known is no opportunity: nobody knows whether it is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb
import pandas as pd

from ozgdash.metrics.query import frame, scope
from ozgdash.model.filters import Filters

NAMED = 3
"""So many givers and takers of a service are named where they are many."""
ENDS = 10
"""Of many partners so many givers and takers stand beside each other."""


def opportunities(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Services that one partner has at the threshold and another, responsible for it, has not; one row per service.

    Columns: service_id, leika_key, name, ozg_id, topic, addressee, givers and takers (ids, separated by ", "), since
    (day from which the oldest running solution stands without a break), gain (takers known to lack it), unknown (takers
    whose Reifegrad is not known, beside gain), efa (giver or taker reports an EfA step), same_software and
    other_software (takers whose specialist software for the OZG-Leistung is the same as that of a giver, or another;
    the rest is not known), products (the shared ones). Ordered by gain, same software, EfA, services for both
    addressees, age.
    """
    return frame(cursor, "opportunities", as_of=filters.as_of, **_parameters(cursor, filters))


def opportunity_counts(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """How much each taker can take over from each other partner, one row per taker and giver.

    Columns: taker_id, giver_id, services, missing (the taker's counted services below the threshold or unknown),
    unknown (part of missing).
    """
    return frame(cursor, "opportunity_counts", **_parameters(cursor, filters))


def opportunity_sums(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The same services as ``opportunities`` where the partners are too many to be named; one row per service.

    Columns: those of ``opportunities``, but ``givers`` is how many, and first_givers and first_takers are lists of the
    ids of the first ``NAMED`` of them.
    """
    return frame(cursor, "opportunity_sums", as_of=filters.as_of, named=NAMED, **_parameters(cursor, filters))


def opportunity_ends(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """How much those who could take over most can take from those who could give most, one row per taker and giver.

    At most ``ENDS`` of each, nobody with itself. Columns: those of ``opportunity_counts``, and gain (what the taker can
    take over from anybody), gives (how often the giver's services could be taken over, by anybody). Ordered by both.
    """
    return frame(cursor, "opportunity_ends", ends=ENDS, **_parameters(cursor, filters))


def given_services(cursor: duckdb.DuckDBPyConnection, filters: Filters, giver: str) -> frozenset[str]:
    """The ids of the services that a partner has at the threshold at the Stand."""
    asked = {"giver": giver, "as_of": filters.as_of, "threshold": filters.rule.threshold}
    return frozenset(frame(cursor, "given_services", **asked)["service_id"])


def what_if(cursor: duckdb.DuckDBPyConnection, filters: Filters, services: Sequence[str] = ()) -> pd.DataFrame:
    """Where each taker would stand if it took over ``services`` (ids; none: all it can), one row per taker.

    Columns: partner_id, done, total, unknown (part of total), gain (services that would come to done).
    """
    return frame(cursor, "what_if", services=list(services), **_parameters(cursor, filters))


def _parameters(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> dict[str, Any]:
    return scope(cursor, filters) | {"threshold": filters.rule.threshold}
