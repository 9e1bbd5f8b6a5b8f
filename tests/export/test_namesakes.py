"""Partners whose short names meet, in a snapshot of an older program: every chart in every format tells them apart."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import openpyxl
import pytest

from ozgdash.charts import by_name
from ozgdash.drawing import plotly
from ozgdash.export import registry
from ozgdash.metrics.choices import choices
from ozgdash.model.chart import ChartSpec, Kind
from ozgdash.model.filters import Filters, View
from ozgdash.model.names import folded
from ozgdash.store import read
from ozgdash.store.connection import open_snapshot
from ozgdash.store.snapshots import Store

SHORT_NAMES = {"stadt": "Stadt Zählheim", "kreis": "Landkreis Rechnen", "dorf": "Leistung"}
SERVICE = "99000000000101"


def view_of(cursor: duckdb.DuckDBPyConnection, path: Path) -> View:
    filters = Filters(as_of=date(2021, 4, 30))
    found = View(filters, "de", read.cooperation(cursor), read.snapshot_info(cursor, path))
    return replace(found, service=SERVICE, compare_on=date(2021, 1, 31), target_on=date(2022, 12, 31))


@pytest.fixture(scope="module")
def renamed(namesakes: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, View]]:
    current = Store(namesakes / "snapshots").current()
    assert current is not None
    with closing(open_snapshot(current.path)) as connection:
        yield connection, view_of(connection, current.path)


@pytest.fixture(scope="module")
def plain(golden_connection: duckdb.DuckDBPyConnection, golden_path: Path) -> tuple[duckdb.DuckDBPyConnection, View]:
    return golden_connection, view_of(golden_connection, golden_path)


def figures(spec: ChartSpec) -> tuple[object, ...]:
    """What a chart counts, without a word: values by series, numbers and days of the table in the order of its rows."""
    series = [(item.key, item.values) for item in spec.series]
    return series, [[cell for cell in row if not isinstance(cell, str)] for row in spec.table.rows]


def test_partners_deadlines_and_services_of_one_name_are_told_apart(renamed):
    cursor, view = renamed
    assert {partner.id: partner.short_name for partner in view.cooperation.partners} == SHORT_NAMES
    assert [item.name for item in view.cooperation.deadlines] == ["Ziel (ziel)", "Ziel (sdg)"]
    names = [name for _, name in choices(cursor).services]
    assert len({folded(name) for name in names}) == len(names)
    assert f"Leistung A ({SERVICE})" in names


@pytest.mark.parametrize("name", by_name.CHARTS)
def test_every_chart_counts_each_partner_alone(renamed, plain, name):
    spec, wanted = by_name.chart(name, *renamed), by_name.chart(name, *plain)
    assert figures(spec) == figures(wanted)
    assert len(set(spec.categories)) == len(spec.categories) == len(wanted.categories)
    headers = [folded(column.header) for column in spec.table.columns]
    assert len(set(headers)) == len(headers)
    series = [item.name for item in spec.series if item.name]
    assert len(set(series)) == len(series)


@pytest.mark.parametrize("name", by_name.CHARTS)
def test_every_chart_leaves_in_every_format_with_all_columns(renamed, name):
    spec = by_name.chart(name, *renamed)
    if spec.kind is not Kind.TABLE:
        plotly.figure(spec)
    for entry in registry.formats_of(spec):
        if entry.key not in ("png", "pdf"):
            assert entry.write(spec)
    lines = list(csv.reader(io.StringIO(registry.write(spec, "csv").decode("utf-8-sig")), delimiter=";"))
    book = openpyxl.load_workbook(io.BytesIO(registry.write(spec, "xlsx"))).worksheets[0]
    cells = [[cell.value for cell in row] for row in book.iter_rows()]
    for table in (lines, cells):
        heads = [row for row in table if len(row) == len(spec.table.columns) and len(set(row)) == len(row)]
        assert not spec.table.rows or len(spec.table.columns) < 2 or heads


def test_a_chart_names_both_partners_in_its_picture(renamed):
    drawn = registry.write(by_name.chart("maturity", *renamed), "svg").decode("utf-8")
    assert "Stadt Zählheim" in drawn
    assert "Landkreis Rechnen" in drawn
    assert registry.write(by_name.chart("maturity", *renamed), "png").startswith(b"\x89PNG")
