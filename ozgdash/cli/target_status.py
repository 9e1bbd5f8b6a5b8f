"""``status --by targets``: how targets of one's own stand, as a table or as JSON."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import duckdb

from ozgdash.cli.command import Call
from ozgdash.cli.table import table
from ozgdash.model.chart import ChartSpec
from ozgdash.model.filters import View
from ozgdash.texts import text

KEY = "targets"
NAMES = {"target_id": "target", "partner_id": "partner", "group_key": "group", "measure": "rule"}
LEFT_OUT = ("reported_on", "known_months")


def run(call: Call, cursor: duckdb.DuckDBPyConnection, view: View) -> None:
    """Prints the targets of one view."""
    if call.arguments.json:
        call.print_result(json.dumps(_object(cursor, view), ensure_ascii=False))
        return
    from ozgdash.charts import by_name

    for line in _lines(by_name.chart("targets", cursor, view)):
        call.print_result(line)


def _object(cursor: duckdb.DuckDBPyConnection, view: View) -> dict[str, Any]:
    from ozgdash.charts.targets import groups_of
    from ozgdash.figures.frames import records
    from ozgdash.metrics.targets import targets

    found = records(targets(cursor, view.filters, groups_of(view), window=view.pace_months))
    return {
        "snapshot": view.snapshot.id,
        "as_of": view.filters.as_of.isoformat(),
        "example_data": view.snapshot.example_data,
        "rows": [
            {NAMES.get(key, key): _plain(value) for key, value in row.items() if key not in LEFT_OUT} for row in found
        ],
    }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _lines(spec: ChartSpec) -> list[str]:
    facts = spec.provenance
    head = [facts.as_of, facts.rule, facts.filters, facts.source, facts.example_label]
    lines = [*(line for line in head if line), "", spec.finding]
    if spec.empty:
        return lines
    header = [text("targets.column_target", spec.lang), *(series.name for series in spec.series)]
    rows = [[name, *(series.label(at) for series in spec.series)] for at, name in enumerate(spec.categories)]
    return [*lines, "", table(header, rows)]
