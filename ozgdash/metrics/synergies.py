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


def what_if(cursor: duckdb.DuckDBPyConnection, filters: Filters, services: Sequence[str] = ()) -> pd.DataFrame:
    """Where each taker would stand if it took over ``services`` (ids; none: all it can), one row per taker.

    Columns: partner_id, done, total, unknown (part of total), gain (services that would come to done).
    """
    return frame(cursor, "what_if", services=list(services), **_parameters(cursor, filters))


def _parameters(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> dict[str, Any]:
    return scope(cursor, filters) | {"threshold": filters.rule.threshold}
