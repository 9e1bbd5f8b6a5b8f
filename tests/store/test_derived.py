"""A publish derives what its sheets changed, and the result is what deriving everything gives."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date

import duckdb
import pytest
from store_builders import FESTIVAL, a_sheet, online, publish_sheet

from ozgdash.model.observation import Observation
from ozgdash.model.use import MonthUse
from ozgdash.store import described, load
from ozgdash.store.connection import set_meta
from ozgdash.store.derived import DERIVED_BY, derive
from ozgdash.store.folder import POINTER
from ozgdash.store.hashing import file_hash
from ozgdash.store.queries import sql
from ozgdash.store.records import ImportKind
from ozgdash.store.snapshots import Store

INPUTS = ("partner", "deadline", "service", "observation", "use_month")
DERIVED = ("state", "service_tally", "share_tally", "bundle_tally", "report_day", "told_month")
MARK = "UPDATE state SET remark = 'left as it was'"
MARKED = "SELECT DISTINCT partner_id FROM state WHERE remark = 'left as it was' ORDER BY partner_id"


def test_sheet_by_sheet_gives_what_all_at_once_gives(golden: duckdb.DuckDBPyConnection) -> None:
    with closing(duckdb.connect()) as other:
        other.execute(sql("schema"))
        for table in INPUTS:
            rows = golden.sql(f"FROM {table}").to_arrow_table()  # noqa: F841 - read by the next line
            other.execute(f"INSERT INTO {table} FROM rows")
        derive(other)
        for table in DERIVED:
            query = f"SELECT * FROM {table} ORDER BY ALL"  # noqa: S608 - names of our own tables
            assert golden.execute(query).fetchall() == other.execute(query).fetchall(), table


def marked(store: Store) -> list[str]:
    """The partners whose rows the last publish left alone."""
    _, connection = store.open_current()
    with closing(connection):
        return [name for (name,) in connection.execute(MARKED).fetchall()]


@pytest.fixture
def with_mark(store: Store) -> Store:
    """Both partners reported; what was derived bears a mark since, which no deriving would leave."""
    publish_sheet(store, online(2))
    publish_sheet(store, Observation(FESTIVAL.id, responsible=True), partner="kreis")
    with store.draft(note="mark") as draft:
        draft.connection.execute(MARK)
    assert marked(store) == ["kreis", "stadt"]
    return store


def test_a_sheet_touches_its_partner_alone(with_mark: Store) -> None:
    publish_sheet(with_mark, online(3))
    assert marked(with_mark) == ["kreis"]


def test_cases_by_month_touch_their_partner_alone(with_mark: Store) -> None:
    record, _, _ = a_sheet(partner="kreis")
    months = [MonthUse(FESTIVAL.id, date(2022, 1, 1), 40, 20)]
    with with_mark.draft(note="months") as draft:
        load.add_use(draft.connection, replace(record, kind=ImportKind.USE, row_count=1), months)
    assert marked(with_mark) == ["stadt"]
    _, connection = with_mark.open_current()
    with closing(connection):
        assert connection.execute("SELECT partner_id, cases, cases_digital FROM told_month").fetchall() == [
            ("kreis", 40, 20)
        ]


def test_a_publish_without_a_sheet_derives_nothing(with_mark: Store) -> None:
    with with_mark.draft(note="nothing") as draft:
        described.write_initiatives(draft.connection, [])
    assert marked(with_mark) == ["kreis", "stadt"]


def test_a_sheet_that_takes_the_place_of_an_example_is_told_from_it(store: Store) -> None:
    publish_sheet(store, online(2), example=True)
    with store.draft(note="mark") as draft:
        draft.connection.execute(MARK)
    with store.draft(note="the same import id, day, file and number of rows") as draft:
        load.remove_examples(draft.connection)
    assert marked(store) == ["kreis"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE service SET topic = 'Freizeit'",
        "UPDATE partner SET joined_on = DATE '2021-01-01' WHERE partner_id = 'kreis'",
    ],
)
def test_what_concerns_all_is_derived_for_all(with_mark: Store, statement: str) -> None:
    with with_mark.draft(note="changed") as draft:
        draft.connection.execute(statement)
    assert marked(with_mark) == []


def test_a_sheet_that_spells_a_department_anew_is_derived_for_all(store: Store) -> None:
    publish_sheet(store, replace(online(2), department="AMT 1"))
    publish_sheet(store, Observation(FESTIVAL.id, responsible=True), partner="kreis")
    with store.draft(note="mark") as draft:
        draft.connection.execute(MARK)
    publish_sheet(store, replace(online(2), department="Amt 1"), as_of=date(2022, 2, 28))
    assert marked(store) == []
    _, connection = store.open_current()
    with closing(connection):
        spelled = connection.execute("SELECT department FROM observation WHERE department IS NOT NULL").fetchall()
        assert spelled == [("Amt 1",), ("Amt 1",)]


def test_what_another_version_of_the_program_derived_is_derived_anew(with_mark: Store) -> None:
    published = with_mark.file(None)
    with closing(duckdb.connect(str(published.path))) as connection:
        set_meta(connection, DERIVED_BY, "another")
    path = published.path.rename(published.path.with_name(f"{published.id[:-12]}{file_hash(published.path)}.duckdb"))
    (with_mark.directory / POINTER).write_text(f"{path.name}\n")
    assert marked(with_mark) == ["kreis", "stadt"]
    publish_sheet(with_mark, online(3))
    assert marked(with_mark) == []
