"""Targets against the numbers counted by hand in tests/golden_targets."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from expected import APRIL, MARCH, as_text

from ozgdash.metrics import forecast, pace
from ozgdash.metrics.outlook import outlook
from ozgdash.metrics.plan import planned_counts
from ozgdash.metrics.progress import progress
from ozgdash.metrics.targets import gains, target_states, targets
from ozgdash.model.filters import WHOLE_SCOPE, Filters, Rule
from ozgdash.model.target import TargetState
from ozgdash.settings import PROJECT_DIR, Settings
from ozgdash.store.connection import open_snapshot
from ozgdash.store.derived import derive
from ozgdash.store.queries import sql
from ozgdash.store.snapshots import Store

Cursor = duckdb.DuckDBPyConnection
OWN = PROJECT_DIR / "tests" / "golden_targets"
TODAY = date(2021, 6, 1)


@pytest.fixture
def cursor(targets_data: Path) -> Iterator[Cursor]:
    current = Store(Settings(data_dir=targets_data).snapshots_dir).current()
    assert current is not None
    with closing(open_snapshot(current.path)) as connection:
        yield connection.cursor()


def found(cursor: Cursor, as_of: date, **chosen: tuple[str, ...]) -> pd.DataFrame:
    groups = ("land",) if {"kreis", "dorf"} & set(chosen.get("partners", ())) else ()
    return targets(cursor, Filters(as_of=as_of, **chosen), groups, window=12)


def test_targets_are_what_was_counted_by_hand(cursor: Cursor) -> None:
    with (OWN / "expected_2021-04-30.csv").open(encoding="utf-8") as file:
        expected = list(csv.DictReader(file))
    rows = found(cursor, APRIL)
    for column in ("path", "pace", "needed"):
        rows[column] = rows[column].astype(float).round(5)
    assert as_text(rows, list(expected[0])) == expected
    assert rows["chance"].isna().all()


def test_a_target_is_told_to_those_whom_it_concerns(cursor: Cursor) -> None:
    assert found(cursor, APRIL, partners=("stadt",))["target_id"].tolist() == ["Z2", "Z3", "Z1", "Z7"]
    assert found(cursor, APRIL, partners=("kreis",))["target_id"].tolist() == ["Z2", "Z5", "Z6"]
    assert found(cursor, APRIL, partners=("dorf",))["target_id"].tolist() == ["Z2", "Z4", "Z5", "Z9"]
    assert "Z8" in found(cursor, date(2021, 5, 1))["target_id"].tolist()


def test_other_filters_do_not_change_what_a_target_counts(cursor: Cursor) -> None:
    plain = found(cursor, APRIL)
    asked = Filters(as_of=APRIL, rule=Rule.BUNDLE_RG2, topics=("Wirtschaft",), addressees=("buerger",), deadline="sdg")
    pd.testing.assert_frame_equal(targets(cursor, asked, window=12), plain)


def test_a_target_goes_from_behind_to_missed_to_reached(cursor: Cursor) -> None:
    states = {
        day: target_states(cursor, Filters(as_of=day)).set_index("target_id")["state"]["Z2"]
        for day in (MARCH, date(2021, 4, 15), APRIL)
    }
    assert list(states.values()) == [TargetState.BEHIND, TargetState.MISSED, TargetState.REACHED]


def test_a_target_of_somebody_who_has_reported_nothing_is_neither_behind_nor_missed(cursor: Cursor) -> None:
    row = found(cursor, date(2021, 3, 20)).set_index("target_id").loc["Z6"]
    assert row["state"] == TargetState.UNREPORTED
    assert (row["done"], row["total"], row["unknown"], row["remaining"], row["undated"]) == (0, 1, 1, 1, 1)
    assert row[["path", "pace", "chance", "reported_on"]].isna().all()


def test_before_anything_was_decided_there_is_nothing(cursor: Cursor) -> None:
    assert found(cursor, date(2021, 1, 30)).empty
    assert target_states(cursor, Filters(as_of=date(2021, 1, 30))).empty


def test_of_one_partner_the_gains_are_its_increments(golden: Cursor) -> None:
    for partner, known in (("stadt", 2), ("kreis", 1), ("dorf", 3)):
        filters = Filters(as_of=APRIL, partners=(partner,), deadline=WHOLE_SCOPE)
        found = gains(pace.pasts(golden, filters))
        row = outlook(golden, filters, window=12, share=1.0, target_on=TODAY).iloc[0]
        assert len(found) == row["known_months"] == known
        assert forecast.pace(found, 12) == (pytest.approx(row["pace_12"]) if known > 2 else None)


def test_what_a_partner_brings_along_on_joining_is_no_gain() -> None:
    # The first partner gains 1 a month; the second joins in the third month with 10 and gains 2; the third never reports.
    days = tuple(date(2021, month + 1, 1) - timedelta(days=1) for month in range(1, 7))
    known = np.array([[True] * 6, [False, False, True, True, True, False], [False] * 6])
    done = np.array([[1, 2, 3, 4, 5, 6], [0, 0, 10, 12, 14, 14], [0] * 6])
    past = pace.Pasts(np.array(["a", "b", "c"]), days, 6, done, np.full((3, 6), 20), np.zeros((3, 6), dtype=int), known)
    assert gains(past).tolist() == [1, 1, 3, 3]


@pytest.mark.parametrize("rule", list(Rule))
def test_what_is_planned_is_counted_among_the_same_units(golden: Cursor, rule: Rule) -> None:
    for chosen in ({}, {"partners": ("stadt",)}, {"topics": ("Verkehr",)}, {"departments": ("Bürgeramt",)}):
        for scope in (WHOLE_SCOPE, "#sdg"):
            filters = Filters(as_of=APRIL, rule=rule, deadline=scope, **chosen)
            counted = progress(golden, filters)[["done", "total"]].sum().tolist()
            done, kept, total = planned_counts(golden, filters, APRIL)
            assert [done, total] == counted
            assert done == kept


@pytest.fixture
def steady() -> Iterator[Cursor]:
    """A partner with 60 services, one more of which is done with each of 36 months; no pace ever changed."""
    with closing(duckdb.connect()) as connection:
        connection.execute(sql("schema"))
        connection.execute("INSERT INTO cooperation VALUES ('Stetig', DATE '2018-01-01')")
        connection.execute(
            "INSERT INTO partner VALUES ('ort', 'Ort', 'Ort', 'gemeinde', '030000000001', DATE '2018-01-01', NULL, 0)"
        )
        connection.execute(
            "INSERT INTO service (service_id, name, ozg_id, ozg_name, topic, life_situation, leika_type, by_city,"
            " by_district, by_municipality, origin, position)"
            " SELECT 's' || n, 's' || n, 'o', 'o', 'Bauen', 'Lage', '2', true, true, true, 'data', n FROM range(60) AS t (n)"
        )
        connection.execute(
            "INSERT INTO observation (partner_id, service_id, observed_on, import_id, maturity, maturity_model)"
            " SELECT 'ort', 's' || s, last_day(DATE '2018-01-01' + INTERVAL (m) MONTH), 1, if(s <= m, 3, 1), '1.1'"
            " FROM range(60) AS a (s), range(36) AS b (m)"
        )
        connection.execute(
            "INSERT INTO target SELECT 'T' || n, 'ort', NULL, 'leistung_rg3', NULL, NULL, false, share, due_on, 'Rat',"
            " DATE '2020-01-31', NULL, false, n FROM (VALUES (1, 0.8, DATE '2021-12-31'), (2, 0.8, DATE '2021-12-30'),"
            " (3, 0.8, DATE '2021-11-30'), (4, 0.6, DATE '2021-01-31'), (5, 0.8, DATE '2020-11-30')) AS t (n, share, due_on)"
        )
        derive(connection)
        yield connection.cursor()


def test_at_a_pace_that_never_changed_the_chance_is_certain(steady: Cursor) -> None:
    # 36 of 60 on 31.12.2020; 80 % are 48, which a service a month brings on 31.12.2021 and not a day before.
    rows = targets(steady, Filters(as_of=date(2020, 12, 31)), window=12).set_index("target_id").sort_index()
    assert rows["remaining"].tolist() == [12, 12, 12, 0, 12]
    assert rows["chance"].astype(object).where(rows["chance"].notna(), None).tolist() == [1.0, 0.0, 0.0, None, None]
    assert rows["pace"].tolist() == [1.0] * 5
    assert rows["state"].tolist() == ["behind", "behind", "behind", "reached", "missed"]
    assert rows["needed"]["T1"] == pytest.approx(12 / (365 / 365.25 * 12))
