"""What do the partners share in Basisdienste, Online-Dienste, Fachverfahren and Schnittstellen, and what do they plan?

The filter of partners leaves out what none of the chosen ones takes part in; the others stay for comparison. The other
filters do not apply.
"""

from __future__ import annotations

import duckdb
import pandas as pd

from ozgdash.metrics.query import chosen, frame
from ozgdash.model.filters import Filters


def components(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The newest inventory of every partner at the Stand, one row per component and partner.

    Columns: partner_id, area, name (spelled as by the first partner; compared without regard to case), product,
    version, provider, contract_end, status, domain, reported_on. A partner without a list has no row.
    """
    return frame(cursor, "components", as_of=filters.as_of, partners=chosen(cursor, filters))


def component_sums(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, most: int | None = None) -> pd.DataFrame:
    """The same inventories of many partners, one row per component, within its area the most common one first.

    Columns: area, name, partners (that list it), products (different ones that are named; missing: none), most_used and
    used_by (lists: the three most frequent products and how many partners name each; missing: none), providers,
    next_end (first end of a contract from the Stand on; missing: none is known), components (how many there are in
    all) and listed (partners with a list), both alike in each row. ``most``: so many rows at most.
    """
    return frame(cursor, "component_sums", as_of=filters.as_of, partners=chosen(cursor, filters), most=most)


def procurement_windows(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Contracts of at least two partners for the same component that end within 12 months of each other.

    Only contracts that end at the Stand or later. One row per window: area, name, first_end, last_end, partner_count,
    ends ("partner=day" separated by ", "), product_count, products_known (every contract names its product), products.
    """
    return frame(cursor, "procurement_windows", as_of=filters.as_of, partners=chosen(cursor, filters))


def initiatives(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The joint initiatives as the file in data/ names them, whatever the Stand, one row each.

    Columns: initiative_id, title, area, lead, members (ids separated by ", "), state, since, goal, addressee, ask,
    example, resolution (the decision in words), status_on, due_on, cost_planned and cost_actual (euros).
    """
    return frame(cursor, "initiatives", partners=chosen(cursor, filters))
