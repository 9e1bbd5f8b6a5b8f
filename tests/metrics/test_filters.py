"""Department, addressee and deadline filters under every rule against the numbers in tests/golden_filters."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date

import duckdb
import pytest
from expected import APRIL, MARCH, as_text

from ozgdash.charts import by_name
from ozgdash.ingest import build, import_files
from ozgdash.metrics.left_out import left_out
from ozgdash.metrics.maturity import maturity
from ozgdash.metrics.progress import Dimension, progress, progress_by, progress_over_time
from ozgdash.model.filters import Filters, Rule, View
from ozgdash.model.rights import everything
from ozgdash.settings import PROJECT_DIR, Settings
from ozgdash.store import read
from ozgdash.store.derived import derive
from ozgdash.store.queries import sql
from ozgdash.store.snapshots import Store

Cursor = duckdb.DuckDBPyConnection
FOLDER = PROJECT_DIR / "tests" / "golden_filters"
COUNTED = ["partner_id", "done", "total", "not_responsible", "not_digitisable", "unknown"]
TODAY = date(2021, 6, 1)


@pytest.fixture(scope="module")
def filtered_view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Cursor, View]]:
    """The golden sheets in a cooperation whose default deadline has a scope and a share."""
    folder = tmp_path_factory.mktemp("filters") / "data"
    shutil.copytree(PROJECT_DIR / "tests" / "golden" / "data", folder)
    shutil.copy(FOLDER / "cooperation.toml", folder)
    settings = Settings(data_dir=folder)
    build(settings, today=TODAY)
    for sheet in sorted((PROJECT_DIR / "tests" / "golden" / "sheets").glob("*.csv")):
        import_files(settings, [sheet], by=everything("golden"), today=TODAY)
    current, connection = Store(settings.snapshots_dir).open_current()
    with closing(connection):
        yield (
            connection,
            View(
                Filters(as_of=APRIL), "de", read.cooperation(connection), read.snapshot_info(connection, current.path)
            ),
        )


def expectations() -> list[tuple[str, str, str]]:
    with (FOLDER / "expected.csv").open(encoding="utf-8") as file:
        return list(dict.fromkeys((row["filter"], row["value"], row["rule"]) for row in csv.DictReader(file)))


def expected(name: str, value: str, rule: str) -> list[dict[str, str]]:
    with (FOLDER / "expected.csv").open(encoding="utf-8") as file:
        rows = [
            row for row in csv.DictReader(file) if (row["filter"], row["value"], row["rule"]) == (name, value, rule)
        ]
    return [{column: row[column] for column in COUNTED} for row in rows]


def filters_of(name: str, value: str, rule: str) -> Filters:
    everything = Filters(as_of=APRIL, rule=Rule(rule), deadline="rat")
    if name == "deadline":
        return replace(everything, deadline=value or None)
    return replace(everything, **{f"{name}s": (value,)})


@pytest.mark.parametrize(("name", "value", "rule"), expectations())
def test_every_filter_counts_what_was_counted_by_hand(
    filtered_view: tuple[Cursor, View], name: str, value: str, rule: str
) -> None:
    cursor, _ = filtered_view
    filters = filters_of(name, value, rule)
    assert as_text(progress(cursor, filters), COUNTED) == expected(name, value, rule)


@pytest.mark.parametrize(("name", "value", "rule"), expectations())
def test_history_topics_and_levels_follow_the_filter_too(
    filtered_view: tuple[Cursor, View], name: str, value: str, rule: str
) -> None:
    cursor, _ = filtered_view
    filters = filters_of(name, value, rule)
    wanted = {row["partner_id"]: (int(row["done"]), int(row["total"])) for row in expected(name, value, rule)}
    history = progress_over_time(cursor, filters)
    last = history[history["on_date"] == APRIL]
    assert {row.partner_id: (row.done, row.total) for row in last.itertuples()} == wanted
    sums = progress_by(cursor, filters, Dimension.TOPIC).groupby("partner_id")[["done", "total"]].sum()
    assert {str(key): (int(row.done), int(row.total)) for key, row in sums.iterrows()} == wanted
    if rule == Rule.SERVICE_RG3.value:
        levels = maturity(cursor, filters).groupby("partner_id")["services"].sum().to_dict()
        assert levels == {partner: total for partner, (_, total) in wanted.items() if total}


def finding(filtered_view: tuple[Cursor, View], name: str = "progress", **filters: object) -> str:
    cursor, view = filtered_view
    chosen = replace(view, filters=replace(view.filters, **filters))
    return by_name.chart(name, cursor, chosen).finding.replace("\u00a0", " ")


def test_the_answer_compares_with_the_share_of_the_scope(filtered_view: tuple[Cursor, View]) -> None:
    assert finding(filtered_view) == (
        "3 Partner zusammen: 2 von 3 Leistungen (66,7 %) haben mindestens Reifegrad 3; am 31.03.2021 (SDG, vor 30 Tagen) "
        "waren es 2 von 3 (66,7 %). Das Ziel waren 50 % von 3 = 2 Leistungen; an diesem Tag war es erreicht."
    )


def test_the_answer_compares_with_a_share_that_lies_ahead(filtered_view: tuple[Cursor, View]) -> None:
    assert finding(filtered_view, deadline="rat") == (
        "3 Partner zusammen: 8 von 16 Leistungen (50,0 %) haben mindestens Reifegrad 3; bis 31.12.2021 (Ziel des Rates) "
        "bleiben 245 Tage. Das Ziel sind 60 % von 16 = 10 Leistungen; es fehlen 2."
    )
    assert finding(filtered_view, deadline="rat", partners=("dorf",)).endswith(
        "Das Ziel sind 60 % von 4 = 3 Leistungen; es ist erreicht."
    )
    assert finding(filtered_view, deadline="rat", rule=Rule.BUNDLE_ALL_RG3).endswith(
        "Das Ziel sind 60 % von 12 = 8 OZG-Leistungen; es fehlen 3."
    )
    assert finding(filtered_view, deadline="rat", rule=Rule.BUNDLE_RG2).endswith(
        "Das Ziel sind 60 % von 12 = 8 OZG-Leistungen; es ist erreicht."
    )


def test_a_deadline_for_everything_says_nothing_of_a_share(filtered_view: tuple[Cursor, View]) -> None:
    assert "Ziel" not in finding(filtered_view, deadline="alles")


def test_the_target_path_leads_to_the_share(filtered_view: tuple[Cursor, View]) -> None:
    cursor, view = filtered_view
    spec = by_name.chart("progress", cursor, replace(view, filters=replace(view.filters, deadline="rat")))
    (path,) = [series for series in spec.series if series.key == "target"]
    assert path.name.replace("\u00a0", " ") == "Zielpfad auf 60 %"
    assert (spec.categories[-1], path.values[-1]) == ("2021-12-31", 0.6)
    # 01.01. to 31.12.2021 are 364 days, to 30.04. 119.
    assert path.values[spec.categories.index("2021-04-30")] == pytest.approx(0.6 * 119 / 364)
    assert [line.label.replace("\u00a0", " ") for line in spec.reference_lines] == ["Ziel des Rates 31.12.2021: 60 %"]


@pytest.mark.parametrize("name", ["progress", "maturity", "topics", "matrix", "rules", "services"])
def test_every_chart_says_that_it_is_limited_to_the_scope(filtered_view: tuple[Cursor, View], name: str) -> None:
    cursor, view = filtered_view
    assert "nur Leistungen der SDG-Verordnung" in by_name.chart(name, cursor, view).provenance.filters


def test_what_a_department_filter_cannot_know_is_counted(filtered_view: tuple[Cursor, View]) -> None:
    cursor, _ = filtered_view
    rows = left_out(cursor, Filters(as_of=APRIL, departments=("Bürgeramt",), deadline="rat"))
    assert as_text(rows, ["partner_id", "kept", "without_department", "without_addressee", "without_scope"]) == [
        {"partner_id": p, "kept": k, "without_department": n, "without_addressee": "0", "without_scope": "0"}
        for p, k, n in (("stadt", "4", "1"), ("kreis", "0", "5"), ("dorf", "0", "4"))
    ]


def test_what_an_addressee_or_scope_filter_cannot_know_is_counted(filtered_view: tuple[Cursor, View]) -> None:
    cursor, _ = filtered_view
    with closing(duckdb.connect()) as copy:
        copy.execute(sql("schema"))
        for table in ("partner", "service", "observation", "deadline"):
            rows = cursor.sql(f"FROM {table}").to_arrow_table()  # noqa: F841 - read by the next line
            copy.execute(f"INSERT INTO {table} FROM rows")
        copy.execute("UPDATE service SET addressee = NULL WHERE ozg_id = '10005'")
        copy.execute("UPDATE service SET sdg = NULL WHERE leika_key = '99000000000103'")
        derive(copy)
        citizens = left_out(copy, Filters(as_of=APRIL, addressees=("buerger",), deadline="rat"))
        assert citizens["without_addressee"].tolist() == [0, 0, 1]
        scope = left_out(copy, Filters(as_of=APRIL))
        assert scope["without_scope"].tolist() == [1, 1, 1]


def test_without_a_filter_nothing_is_left_out(filtered_view: tuple[Cursor, View]) -> None:
    cursor, _ = filtered_view
    rows = left_out(cursor, Filters(as_of=MARCH, deadline="rat"))
    assert rows["kept"].tolist() == [10, 10, 10]
    assert rows[["without_department", "without_addressee", "without_scope"]].sum().sum() == 0
