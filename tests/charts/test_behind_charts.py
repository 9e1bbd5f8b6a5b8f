"""From the number of a chart to the rows that it counts, by the golden cooperation."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import duckdb
import pytest

from ozgdash.charts import by_name
from ozgdash.charts.behind import view_behind
from ozgdash.model.filters import Rule, View

COUNTED = (
    "progress", "maturity", "topics", "ranking", "partner", "departments", "matrix", "services", "outlook",
    "outlook_completion", "pace_needed",
)  # fmt: skip
"""Charts that count what the Zählweise, or that of single services, counts."""


@pytest.mark.parametrize("rule", Rule)
@pytest.mark.parametrize("partners", [(), ("kreis",)])
def test_the_rows_behind_a_chart_come_to_its_own_n_of_m(
    golden: duckdb.DuckDBPyConnection, golden_view: View, rule: Rule, partners: tuple[str, ...]
) -> None:
    view = replace(golden_view, filters=replace(golden_view.filters, rule=rule, partners=partners))
    for name in COUNTED:
        behind = view_behind(name, view)
        assert behind is not None
        rows = by_name.chart("rows_behind", golden, behind)
        assert rows.provenance.n_of_m == by_name.chart(name, golden, view).provenance.n_of_m, name
        place = [column.key for column in rows.table.columns].index("done")
        counted = Counter(row[place] for row in rows.table.rows)
        assert rows.provenance.n_of_m.startswith(f"insgesamt {counted['umgesetzt']} von {counted.total()}"), name


def test_a_row_says_what_decides_it_and_which_file_says_so(
    golden: duckdb.DuckDBPyConnection, golden_view: View
) -> None:
    view = replace(golden_view, filters=replace(golden_view.filters, partners=("kreis",)))
    table = by_name.chart("rows_behind", golden, view).table
    said = [dict(zip([column.key for column in table.columns], row, strict=True)) for row in table.rows]
    assert [(row["ozg_id"], row["level"], row["done"], row["file"]) for row in said] == [
        ("10003", "RG 5 (Modell 2.0)", "umgesetzt", "5-kreis-2021-03-31.csv"),
        ("10003", "RG 3", "umgesetzt", "7-kreis-2021-04-30.csv"),
        ("10001", "RG 3", "umgesetzt", "5-kreis-2021-03-31.csv"),
        ("10004", "unbekannt", "nicht umgesetzt", "nie gemeldet"),
        ("10002", "RG 2", "nicht umgesetzt", "5-kreis-2021-03-31.csv"),
    ]


def test_the_files_behind_a_view_say_how_many_services_each_of_them_reported(
    golden: duckdb.DuckDBPyConnection, golden_view: View
) -> None:
    spec = by_name.chart("sheets_behind", golden, golden_view)
    keys = [column.key for column in spec.table.columns]
    assert sum(int(str(row[keys.index("services")])) for row in spec.table.rows) == 16
    assert spec.finding.startswith(
        "Gezählte einzelne Leistungen: 16, davon nie gemeldet: 1. Die anderen stehen zuletzt in "
    )
    assert spec.table.of is None


@pytest.mark.parametrize("name", ["rows_behind", "sheets_behind"])
def test_of_many_partners_the_first_rows_are_shown_and_all_of_them_counted(
    large: tuple[duckdb.DuckDBPyConnection, View], name: str
) -> None:
    cursor, view = large
    cut, whole = by_name.chart(name, cursor, view), by_name.chart(name, cursor, replace(view, whole=True))
    assert len(cut.table.rows) == 50 < len(whole.table.rows)
    assert cut.table.total == whole.table.total == len(whole.table.rows)
    assert cut.finding == whole.finding
