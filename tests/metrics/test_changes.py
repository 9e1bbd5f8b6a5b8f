"""What changed between two days, against the numbers counted by hand in tests/golden_changes."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from expected import APRIL, JANUARY, as_text
from hypothesis import given, settings
from hypothesis import strategies as st
from test_counting_properties import DAY, executed, observations, published

from ozgdash.ingest import build, import_files
from ozgdash.metrics.changes import change_counts, change_steps, changes
from ozgdash.metrics.progress import progress
from ozgdash.model.change import ChangeKind
from ozgdash.model.filters import Filters
from ozgdash.model.rights import everything
from ozgdash.settings import PROJECT_DIR, Settings
from ozgdash.store.snapshots import Store

Cursor = duckdb.DuckDBPyConnection
GOLDEN = PROJECT_DIR / "tests" / "golden_changes"
TODAY = date(2021, 6, 1)


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cursor]:
    folder = tmp_path_factory.mktemp("golden_changes") / "data"
    shutil.copytree(PROJECT_DIR / "tests" / "golden" / "data", folder)
    its_settings = Settings(data_dir=folder)
    build(its_settings, today=TODAY)
    for sheet in sorted((GOLDEN / "sheets").glob("*.csv")):
        import_files(its_settings, [sheet], by=everything("golden"), today=TODAY)
    _, connection = Store(its_settings.snapshots_dir).open_current()
    with closing(connection):
        yield connection


def expectation(name: str) -> list[dict[str, str]]:
    with Path(GOLDEN, f"expected_{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_kind_is_counted_as_by_hand(compared: Cursor) -> None:
    counted = change_counts(compared, Filters(as_of=APRIL), JANUARY)
    found = as_text(counted, ["partner_id", "kind", "services"])
    assert sorted(found, key=str) == sorted(expectation("kinds"), key=str)


def test_the_steps_are_those_counted_by_hand(compared: Cursor) -> None:
    expected = expectation("steps")
    assert as_text(change_steps(compared, Filters(as_of=APRIL), JANUARY), list(expected[0])) == expected


def test_a_change_says_from_what_to_what(compared: Cursor) -> None:
    rows = changes(compared, Filters(as_of=APRIL, partners=("stadt",)), JANUARY).set_index(["service_id", "kind"])
    slipped = rows.loc[("99000000000103", "slipped")]
    assert (slipped["planned_before"], slipped["planned_after"]) == (date(2021, 3, 31), date(2021, 9, 30))
    assert (slipped["department"], slipped["name"]) == ("Bürgeramt", "Wohngeld")
    left = rows.loc[("99000000000301", "out_of_scope")]
    assert (left["standing_before"], left["standing_after"]) == ("counted", "not_digitisable")
    lost = rows.loc[("10004:mängelmelder", "fallen_back")]
    assert lost["maturity_before"] == 4
    assert lost["maturity_after"] != lost["maturity_after"]  # missing


def test_a_partner_that_joined_in_between_is_not_compared(compared: Cursor) -> None:
    steps = change_steps(compared, Filters(as_of=APRIL), JANUARY)
    assert steps["partner_id"].tolist() == ["stadt", "dorf"]
    later = change_steps(compared, Filters(as_of=APRIL), date(2021, 3, 31))
    assert later["partner_id"].tolist() == ["stadt", "kreis", "dorf"]


def test_nothing_changes_within_a_month_without_a_report(compared: Cursor) -> None:
    assert changes(compared, Filters(as_of=date(2021, 2, 28)), JANUARY).empty
    assert change_counts(compared, Filters(as_of=date(2021, 2, 28)), JANUARY)["services"].sum() == 0


def test_what_the_department_filter_holds_on_one_day_only_comes_into_scope_or_leaves_it(compared: Cursor) -> None:
    # Bürgeramt at stadt: a1 a2 a3 d1 on both days; nothing else has ever been its business.
    steps = change_steps(compared, Filters(as_of=APRIL, departments=("Bürgeramt",)), JANUARY).iloc[0]
    assert (steps["done_before"], steps["total_before"], steps["done"], steps["total"]) == (2, 4, 1, 4)
    # Before the first report no department is known: all four come into the selection.
    first = change_steps(compared, Filters(as_of=APRIL, departments=("Bürgeramt",)), date(2021, 1, 30)).iloc[0]
    assert (first["total_before"], first["in_scope"], first["total"]) == (0, 4, 4)


@given(rows=observations, by_kind=executed, first=st.integers(0, 4), later=st.integers(1, 5))
@settings(max_examples=30, deadline=None)
def test_the_steps_always_lead_from_one_count_to_the_other(
    rows: list[tuple], by_kind: list[bool | None], first: int, later: int
) -> None:
    before, after = DAY + timedelta(days=first), DAY + timedelta(days=first + later)
    with published(rows, by_kind) as connection:
        steps = change_steps(connection, Filters(as_of=after), before).set_index("partner_id")
        kinds = change_counts(connection, Filters(as_of=after), before).set_index(["partner_id", "kind"])["services"]
        for day, suffix in ((before, "_before"), (after, "")):
            counted = progress(connection, Filters(as_of=day)).set_index("partner_id")
            for column in ("done", "total", "unknown"):
                assert counted[column].to_dict() == steps[column + suffix].to_dict()
        for partner, step in steps.iterrows():
            gained = step["online"] - step["fallen_back"] + step["in_scope_done"] - step["out_of_scope_done"]
            assert step["done_before"] + gained == step["done"]
            assert step["total_before"] + step["in_scope"] - step["out_of_scope"] == step["total"]
            for kind in (ChangeKind.ONLINE, ChangeKind.FALLEN_BACK, ChangeKind.IN_SCOPE, ChangeKind.OUT_OF_SCOPE):
                assert kinds[partner, kind.value] == step[kind.value]
