"""Cases per year, against the numbers counted by hand in tests/golden_demand, and what they must not tell."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from expected import rows

from ozgdash.ingest import build, import_files
from ozgdash.metrics.demand import demand, demand_next, demand_services
from ozgdash.model.filters import Filters, Rule
from ozgdash.model.rights import everything
from ozgdash.settings import PROJECT_DIR, Settings
from ozgdash.store.connection import open_snapshot
from ozgdash.store.snapshots import Store

GOLDEN = PROJECT_DIR / "tests" / "golden_demand"
STAND = date(2021, 1, 31)
KEY = "9900000000200"
Cursor = duckdb.DuckDBPyConnection


@contextmanager
def published(folder: Path, replaced: dict[str, str]) -> Iterator[Cursor]:
    """The golden sheets as a snapshot, with some of their lines replaced."""
    shutil.copytree(GOLDEN / "data", folder)
    settings = Settings(data_dir=folder)
    build(settings, today=date(2021, 7, 1))
    for sheet in sorted((GOLDEN / "sheets").glob("*.csv")):
        content = sheet.read_text(encoding="utf-8")
        for old, new in replaced.items():
            content = content.replace(old, new)
        (folder / sheet.name).write_text(content, encoding="utf-8")
        import_files(settings, [folder / sheet.name], by=everything("golden"), today=date(2021, 7, 1))
    current = Store(settings.snapshots_dir).current()
    assert current is not None
    with closing(open_snapshot(current.path)) as connection:
        yield connection.cursor()


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cursor]:
    with published(tmp_path_factory.mktemp("demand") / "data", {}) as cursor:
        yield cursor


COUNTS = ("partner_id", "done", "total", "unknown", "with_cases", "with_priority", "cases_done", "cases")


def test_cases_stand_beside_services_as_counted_by_hand(cases: Cursor) -> None:
    assert rows(demand(cases, Filters(as_of=STAND)), *COUNTS) == [
        ("nord", 3, 6, 1, 5, 4, 1003, 1456),
        ("sued", 0, 4, 3, 0, 1, None, None),
        ("west", 1, 7, 4, 3, 0, 100, 703),
    ]


def test_the_threshold_of_the_rule_decides_what_is_done(cases: Cursor) -> None:
    found = demand(cases, Filters(as_of=STAND, rule=Rule.BUNDLE_RG2, partners=("nord", "west")))
    assert rows(found, "done", "cases_done") == [(4, 1403), (2, 103)]


def test_what_is_worth_doing_next_is_open_and_not_small(cases: Cursor) -> None:
    found = demand_next(cases, Filters(as_of=STAND))
    columns = ("name", "maturity_model", "maturity", "partners", "cases", "service_cases")
    assert rows(found, *columns) == [
        ("Leistung d2", "1.1", 2, 1, 400, 1000),
        ("Leistung d2", "1.1", 1, 1, 600, 1000),
        ("Leistung d4", None, None, 1, 50, 50),
    ]


def test_the_services_come_by_cases_and_the_small_ones_by_name(cases: Cursor) -> None:
    found = demand_services(cases, Filters(as_of=STAND))
    assert rows(found, "partner_id", "name", "cases", "few", "priority", "done") == [
        ("nord", "Leistung d1", 1000, False, "high", True),
        ("west", "Leistung d2", 600, False, None, False),
        ("nord", "Leistung d2", 400, False, "high", False),
        ("west", "Leistung d1", 100, False, None, True),
        ("nord", "Leistung d4", 50, False, "medium", False),
        ("nord", "Leistung d3", 3, True, "low", False),
        ("nord", "Leistung d6", 3, True, None, True),
        ("west", "Leistung d3", 3, True, None, False),
        ("sued", "Leistung d1", None, None, "high", False),
    ]


def test_before_anything_was_reported_there_are_no_cases(cases: Cursor) -> None:
    found = demand(cases, Filters(as_of=date(2021, 1, 30)))
    assert rows(found, "with_cases", "cases") == [(0, None), (0, None), (0, None)]
    assert demand_next(cases, Filters(as_of=date(2021, 1, 30))).empty
    assert demand_services(cases, Filters(as_of=date(2021, 1, 30))).empty


@pytest.mark.parametrize("rule", list(Rule))
def test_no_figure_changes_with_a_number_under_five(cases: Cursor, tmp_path: Path, rule: Rule) -> None:
    """Other small numbers give the very same frames: nothing can be worked out from them, not by subtraction either."""
    others = {
        f"{KEY}3;;;1;1.1;Bauamt;3": f"{KEY}3;;;1;1.1;Bauamt;0",
        f"{KEY}6;;;3;1.1;Bauamt;0": f"{KEY}6;;;3;1.1;Bauamt;4",
    }
    with published(tmp_path / "data", others) as other:
        small = "SELECT cases_per_year FROM state WHERE cases_per_year < 5 ORDER BY ALL"
        assert cases.sql(small).fetchall() != other.sql(small).fetchall()
        for metric in (demand, demand_next, demand_services):
            for partners in ((), ("nord",), ("west",)):
                filters = Filters(as_of=STAND, rule=rule, partners=partners)
                pd.testing.assert_frame_equal(metric(cases, filters), metric(other, filters))
