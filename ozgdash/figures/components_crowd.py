"""What do the services of many partners run on? Components, how many partners have them, and with which products."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ozgdash import formats
from ozgdash.figures.common_ground import table_spec
from ozgdash.figures.frames import Row, records
from ozgdash.model.chart import Cell, ChartSpec, Column, ColumnType, Table
from ozgdash.model.filters import View
from ozgdash.texts import text

TYPES = {
    "area": ColumnType.TEXT,
    "component": ColumnType.TEXT,
    "partners": ColumnType.COUNT,
    "different": ColumnType.COUNT,
    "most_used": ColumnType.TEXT,
    "providers": ColumnType.COUNT,
    "next_end": ColumnType.DATE,
}


def components_crowd_figure(frame: pd.DataFrame, view: View) -> ChartSpec:
    """A table with one row per component, in place of a column per partner.

    ``frame``: that of ``component_sums``; it counts all partners of the cooperation, whoever is chosen.
    """
    rows = records(frame)
    columns = tuple(Column(key, text(f"synergies.column_{key}", view.lang), type_) for key, type_ in TYPES.items())
    total = int(rows[0]["components"]) if rows else 0
    table = Table(columns, tuple(_cells(row, view) for row in rows), of=total)
    return table_spec("components", _finding(rows, total, view), table, view)


def _finding(rows: Sequence[Row], total: int, view: View) -> str:
    lang = view.lang
    if not rows:
        return text("synergies.no_components", lang)
    most = max(rows, key=lambda row: int(row["partners"]))
    return text(
        "synergies.components_many_finding",
        lang,
        count=total,
        partners=formats.number(int(rows[0]["listed"]), lang),
        total=formats.number(sum(item.joined_on <= view.filters.as_of for item in view.cooperation.partners), lang),
        name=most["name"],
        n=formats.number(int(most["partners"]), lang),
    )


def _cells(row: Row, view: View) -> tuple[Cell, ...]:
    lang = view.lang
    named = [] if row["most_used"] is None else list(zip(row["most_used"], row["used_by"], strict=True))
    used = [text("synergies.product_count", lang, product=name, n=formats.number(int(n), lang)) for name, n in named]
    return (
        text(f"synergies.area_{row['area']}", lang),
        row["name"],
        int(row["partners"]),
        int(row["products"]) if named else None,
        ", ".join(used) or text("synergies.product_unnamed", lang),
        int(row["providers"]),
        row["next_end"],
    )
