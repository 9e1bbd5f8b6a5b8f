"""What publishing makes of observations: one state per partner, service and day."""

from __future__ import annotations

from datetime import date

from store_builders import DOG_TAX, FESTIVAL, online, publish_sheet

from ozgdash.model.observation import Observation
from ozgdash.store import load, read
from ozgdash.store.snapshots import Store

STATE = """
SELECT CAST(valid_from AS VARCHAR), CAST(valid_to AS VARCHAR), standing, maturity
FROM state WHERE partner_id = $partner AND service_id = $service ORDER BY valid_from
"""


def state(store: Store, partner: str, service: str) -> list[tuple]:
    _, connection = store.open_current()
    with connection:
        return connection.execute(STATE, {"partner": partner, "service": service}).fetchall()


def test_before_the_first_report_the_catalogue_decides_and_nothing_is_known(store):
    assert state(store, "stadt", DOG_TAX.id) == [("0001-01-01", "9999-12-31", "counted", None)]
    assert state(store, "kreis", DOG_TAX.id) == [("0001-01-01", "9999-12-31", "not_responsible", None)]


def test_a_service_nobody_judged_is_not_in_responsibility_until_a_sheet_says_so(store):
    publish_sheet(store, Observation(FESTIVAL.id, responsible=True))
    assert state(store, "stadt", FESTIVAL.id) == [
        ("0001-01-01", "2022-01-31", "not_responsible", None),
        ("2022-01-31", "9999-12-31", "counted", None),
    ]


def test_a_correction_of_the_same_day_supersedes_and_does_not_erase(store):
    publish_sheet(store, online(2))
    publish_sheet(store, online(4))
    assert state(store, "stadt", DOG_TAX.id) == [
        ("0001-01-01", "2022-01-31", "counted", None),
        ("2022-01-31", "9999-12-31", "counted", 4),
    ]
    _, connection = store.open_current()
    with connection:
        kept = connection.execute("SELECT import_id, maturity FROM observation ORDER BY import_id").fetchall()
        latest = read.latest_observations(connection, partner_id="stadt", as_of=date(2022, 12, 31))
    assert kept == [(1, 2), (2, 4)]
    assert latest[DOG_TAX.id].maturity == 4


def test_a_late_report_of_an_earlier_day_does_not_change_the_present(store):
    publish_sheet(store, online(4), as_of=date(2022, 6, 30))
    publish_sheet(store, online(1), as_of=date(2022, 3, 31))
    assert [row[3] for row in state(store, "stadt", DOG_TAX.id)] == [None, 1, 4]


def test_a_service_that_is_not_digitisable_stands_outside_the_count(store):
    publish_sheet(store, Observation(DOG_TAX.id, digitisable=False))
    assert state(store, "stadt", DOG_TAX.id)[-1] == ("2022-01-31", "9999-12-31", "not_digitisable", None)


def test_removing_examples_takes_their_observations_and_leaves_the_real_ones(store):
    publish_sheet(store, online(1), example=True)
    with store.draft(note="x") as draft:
        removed = load.remove_examples(draft.connection)
    assert removed == 1
    assert state(store, "stadt", DOG_TAX.id) == [("0001-01-01", "9999-12-31", "counted", None)]
