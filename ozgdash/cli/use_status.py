"""``status --by use``: digital cases of all cases by partner, as a table or as JSON."""

from __future__ import annotations

import json
from typing import Any

import duckdb

from ozgdash import formats
from ozgdash.cli.command import Call
from ozgdash.cli.table import table
from ozgdash.model.chart import Cell, ChartSpec, ColumnType
from ozgdash.model.filters import View
from ozgdash.texts import Lang

KEY = "use"


def run(call: Call, cursor: duckdb.DuckDBPyConnection, view: View) -> None:
    """Digital cases of all cases, by partner: what is small stands as words, also as JSON."""
    from ozgdash.charts.by_name import chart

    spec = chart("use", cursor, view)
    if call.arguments.json:
        keys = [column.key for column in spec.table.columns]
        rows = [dict(zip(keys, row, strict=True)) for row in spec.table.rows]
        for row in rows:
            named = view.cooperation.named(str(row["partner"]))
            row["partner"] = named.id if named else row["partner"]
        call.print_result(json.dumps(_object(view, rows), ensure_ascii=False))
        return
    for line in (*spec.provenance.lines, "", spec.finding, "", _spec_table(spec)):
        call.print_result(line)


def _spec_table(spec: ChartSpec) -> str:
    """The table of a chart as lines."""
    lines = [
        [_cell_text(value, column.type, spec.lang) for value, column in zip(row, spec.table.columns, strict=True)]
        for row in spec.table.rows
    ]
    header = [column.header for column in spec.table.columns]
    return table(header, lines, right=range(1, len(header)))


def _cell_text(value: Cell, kind: ColumnType, lang: Lang) -> str:
    """A cell in the reader's words; a dash for no value."""
    if isinstance(value, int | float):
        return formats.percent(value, lang) if kind is ColumnType.SHARE else formats.number(value, lang)
    return formats.DASH if value is None else str(value)


def _object(view: View, rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "snapshot": view.snapshot.id,
        "as_of": view.filters.as_of.isoformat(),
        "example_data": view.snapshot.example_data,
        "rows": rows,
    }
