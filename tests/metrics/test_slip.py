"""Planned dates that moved, against the numbers counted by hand in tests/golden_plans."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date

import duckdb
import pytest
from expected import as_text

from ozgdash.ingest import build, import_files
from ozgdash.metrics.slip import plan_history, plan_slip
from ozgdash.model.filters import Filters, Rule
from ozgdash.model.rights import everything
from ozgdash.settings import PROJECT_DIR, Settings
from ozgdash.store.connection import open_snapshot
from ozgdash.store.snapshots import Store

GOLDEN = PROJECT_DIR / "tests" / "golden_plans"
FEBRUARY, MARCH, APRIL, JUNE = date(2021, 2, 28), date(2021, 3, 31), date(2021, 4, 30), date(2021, 6, 30)
RULES = {"3": Rule.SERVICE_RG3, "2": Rule.BUNDLE_RG2}
Cursor = duckdb.DuckDBPyConnection


def expected(name: str) -> list[dict[str, str]]:
    with (GOLDEN / f"expected_{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cursor]:
    """The plans as a snapshot, published through the real importer, sheet by sheet."""
    folder = tmp_path_factory.mktemp("plans") / "data"
    shutil.copytree(GOLDEN / "data", folder)
    settings = Settings(data_dir=folder)
    build(settings, today=date(2021, 7, 1))
    for sheet in sorted((GOLDEN / "sheets").glob("*.csv")):
        import_files(settings, [sheet], by=everything("golden"), today=date(2021, 7, 1))
    current = Store(settings.snapshots_dir).current()
    assert current is not None
    with closing(open_snapshot(current.path)) as connection:
        yield connection.cursor()


@pytest.mark.parametrize(("as_of", "threshold"), [(FEBRUARY, "3"), (APRIL, "3"), (APRIL, "2")], ids=str)
def test_moves_are_those_counted_by_hand(plans: Cursor, as_of: date, threshold: str) -> None:
    columns = [
        *("partner_id", "department", "planned", "later", "earlier"),
        *("moves_later", "moves_earlier", "median_days", "most_days"),
    ]
    asked = {"as_of": as_of.isoformat(), "threshold": threshold}
    wanted = [{column: row[column] for column in columns} for row in expected("slip") if asked.items() <= row.items()]
    assert as_text(plan_slip(plans, Filters(as_of=as_of, rule=RULES[threshold])), columns) == wanted
    assert wanted


def test_the_filter_leaves_its_department_and_its_topic(plans: Cursor) -> None:
    office = plan_slip(plans, Filters(as_of=APRIL, departments=("Bauamt",)))
    assert office[["partner_id", "planned"]].to_records(index=False).tolist() == [("nord", 1)]
    building = plan_slip(plans, Filters(as_of=APRIL, partners=("nord",), topics=("Bauen",)))
    assert building[["department", "planned", "later"]].to_records(index=False).tolist() == [
        ("Bauamt", 1, 1),
        ("Bürgeramt", 1, 0),
    ]


def test_nothing_moved_before_anybody_reported(plans: Cursor) -> None:
    assert plan_slip(plans, Filters(as_of=date(2021, 1, 30))).empty


def test_the_plan_as_it_was_reported_over_time_is_the_one_counted_by_hand(plans: Cursor) -> None:
    history = plan_history(plans, Filters(as_of=JUNE))
    wanted = expected("history")
    assert as_text(history, list(wanted[0])) == wanted
    assert history["share"].round(4).tolist()[0] == round(4 / 6, 4)


@pytest.mark.parametrize("as_of", [FEBRUARY, MARCH, APRIL, JUNE], ids=str)
def test_at_the_stand_what_was_planned_by_then_is_what_is_done(plans: Cursor, as_of: date) -> None:
    last = plan_history(plans, Filters(as_of=as_of)).groupby("partner_id").last()
    assert last["planned"].tolist() == last["done"].tolist()
