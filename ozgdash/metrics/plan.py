"""What would be done if every plan were kept?"""

from __future__ import annotations

from datetime import date
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from ozgdash.metrics.query import arrays, load
from ozgdash.metrics.running import Changes, shares
from ozgdash.metrics.tally import asked_of_services
from ozgdash.model.days import month_ends
from ozgdash.model.filters import Filters, Rule

NOTHING = Changes(
    partners=np.array([], dtype=object),
    of=np.array([], dtype=np.int64),
    changed_on=np.array([], dtype="datetime64[D]"),
    by=np.zeros((0, 1), dtype=np.int64),
)


def planned_over_time(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The partners' own plan as known at the Stand, one row per partner and month end from the Stand on.

    A counted service that is not done is taken as done from its planned date on; one without a planned date, or whose
    planned date has passed, never. Columns: partner_id, on_date, planned (services), total, share. Empty where nothing
    is planned after the Stand, and for the bundle rules, for which a plan of single services says too little.
    """
    kept, days = _kept(cursor, filters) if filters.rule.unit == "service" else (NOTHING, [])
    sums = kept.added_up([*days, date.max])[:, :, 0]
    planned, total = sums[:, :-1].ravel(), np.repeat(sums[:, -1], len(days))
    return pd.DataFrame(
        {
            "partner_id": pd.array(np.repeat(kept.partners, len(days)), dtype="str"),
            "on_date": np.array(days * len(kept.partners), dtype=object),
            **{"planned": planned, "total": total, "share": shares(planned, total)},
        }
    )


def planned_counts(cursor: duckdb.DuckDBPyConnection, filters: Filters, until: date) -> tuple[int, int, int]:
    """How many are done at the Stand, how many would be by ``until`` if every plan is kept, out of how many.

    By the rule of the filter, all of its partners together.
    """
    rule = filters.rule
    asked = {"until": until, "bundles": rule.unit == "bundle", "all_services": rule is Rule.BUNDLE_ALL_RG3}
    found = cursor.execute(load("planned_by"), asked | _asked(cursor, filters)).fetchall()
    done, kept, total = map(int, found[0])
    return done, kept, total


def _asked(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> dict[str, Any]:
    """The parameters of ``planned_services.sql``."""
    return asked_of_services(cursor, filters) | {"on": filters.as_of, "threshold": filters.rule.threshold}


def _kept(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> tuple[Changes, list[date]]:
    """From when on services count as done, and the days on which the plan is shown."""
    columns = arrays(cursor, "planned_days", never=date.max, **_asked(cursor, filters))
    kept_on, planned_on = (columns[name].astype("datetime64[D]") for name in ("kept_on", "last_planned_on"))
    last = max(planned_on.tolist(), default=filters.as_of)
    days = sorted({filters.as_of, *month_ends(filters.as_of, last)}) if last > filters.as_of else []
    ids, positions = columns["partner_id"], columns["position"]
    partners, first, of = np.unique(positions, return_index=True, return_inverse=True)
    return Changes(ids[first] if len(partners) else ids, of, kept_on, columns["services"][:, None]), days
