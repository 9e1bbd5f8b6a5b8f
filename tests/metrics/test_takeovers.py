"""Reuse, common ground and initiatives against the numbers counted by hand in tests/golden_synergies."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from ozgdash.ingest import build, import_files
from ozgdash.metrics import common_ground, synergies
from ozgdash.model.filters import Filters, Rule
from ozgdash.model.rights import everything
from ozgdash.settings import PROJECT_DIR, Settings
from ozgdash.store.connection import open_snapshot
from ozgdash.store.snapshots import Store

Cursor = duckdb.DuckDBPyConnection
GOLDEN, OWN = PROJECT_DIR / "tests" / "golden", PROJECT_DIR / "tests" / "golden_synergies"
MAY, MARCH, TODAY = date(2021, 5, 15), date(2021, 3, 31), date(2021, 6, 1)
A1, A3, C2 = "99000000000101", "99000000000103", "99000000000302"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("synergies") / "data"
    shutil.copytree(GOLDEN / "data", folder)
    shutil.copy(OWN / "initiativen.csv", folder)
    settings = Settings(data_dir=folder)
    build(settings, today=TODAY)
    for sheet in (*sorted((GOLDEN / "sheets").glob("*.csv")), *sorted((OWN / "sheets").glob("*.csv"))):
        import_files(settings, [sheet], by=everything("golden"), today=TODAY)
    current = Store(settings.snapshots_dir).current()
    assert current is not None
    return current.path


@pytest.fixture
def cursor(path: Path) -> Iterator[Cursor]:
    with closing(open_snapshot(path)) as connection:
        yield connection.cursor()


def rows(frame: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    return [
        tuple(None if value != value else value for value in row)
        for row in frame[list(columns)].itertuples(index=False)
    ]


def test_opportunities_are_what_was_counted_by_hand_in_their_order(cursor: Cursor) -> None:
    found = synergies.opportunities(cursor, Filters(as_of=MAY))
    assert rows(found, "service_id", "takers", "givers", "gain", "unknown") == [
        (A1, "stadt", "dorf", 1, 0),
        (C2, "dorf", "kreis", 1, 1),
        (A3, "stadt", "kreis", 1, 0),
    ]
    assert rows(found, "efa", "same_software", "other_software", "products", "since") == [
        (False, 1, 0, "alpha", date(2021, 1, 31)),
        (True, 0, 0, None, date(2021, 4, 30)),
        (False, 0, 1, None, date(2021, 3, 31)),
    ]


def test_of_many_partners_the_same_opportunities_are_counted(cursor: Cursor) -> None:
    found = synergies.opportunity_sums(cursor, Filters(as_of=MAY))
    assert rows(found, "service_id", "gain", "unknown", "givers") == [(A1, 1, 0, 1), (C2, 1, 1, 1), (A3, 1, 0, 1)]
    assert [(list(row.first_takers), list(row.first_givers)) for row in found.itertuples()] == [
        (["stadt"], ["dorf"]),
        (["dorf"], ["kreis"]),
        (["stadt"], ["kreis"]),
    ]
    assert rows(found, "efa", "same_software", "other_software", "products", "since") == [
        (False, 1, 0, "alpha", date(2021, 1, 31)),
        (True, 0, 0, None, date(2021, 4, 30)),
        (False, 0, 1, None, date(2021, 3, 31)),
    ]
    components = common_ground.component_sums(cursor, Filters(as_of=MAY))
    each = common_ground.components(cursor, Filters(as_of=MAY))
    keys = each["name"].str.lower()
    assert dict(zip(components["name"].str.lower(), components["partners"], strict=True)) == (
        each.groupby(keys)["partner_id"].nunique().to_dict()
    )
    assert components["components"].unique().tolist() == [len(components)]


def test_time_travel_and_the_threshold_of_the_rule(cursor: Cursor) -> None:
    ids = synergies.opportunities(cursor, Filters(as_of=MARCH))["service_id"]
    assert sorted(ids) == [A1, A3]
    ids = synergies.opportunities(cursor, Filters(as_of=MAY, rule=Rule.BUNDLE_RG2))["service_id"]
    assert list(ids) == [A3]


def test_the_chosen_partners_take_and_any_partner_gives(cursor: Cursor) -> None:
    found = synergies.opportunities(cursor, Filters(as_of=MAY, partners=("dorf",)))
    assert rows(found, "service_id", "takers", "givers", "unknown") == [(C2, "dorf", "kreis", 0)]
    assert synergies.opportunities(cursor, Filters(as_of=MAY, partners=("kreis",))).empty


def test_topic_addressee_department_and_deadline_narrow_it(cursor: Cursor) -> None:
    def ids(**filters: object) -> list[str]:
        return sorted(synergies.opportunities(cursor, Filters(as_of=MAY, **filters))["service_id"])  # type: ignore[arg-type]

    assert ids(topics=("Verkehr",)) == [C2]
    assert ids(addressees=("unternehmen",)) == []
    assert ids(departments=("Bürgeramt",)) == [A1, A3]
    assert ids(deadline="sdg") == [A1]


def test_how_much_each_takes_from_each(cursor: Cursor) -> None:
    found = synergies.opportunity_counts(cursor, Filters(as_of=MAY))
    assert rows(found, "taker_id", "giver_id", "services", "missing", "unknown") == [
        ("stadt", "kreis", 1, 5, 1),
        ("stadt", "dorf", 1, 5, 1),
        ("kreis", "stadt", 0, 2, 1),
        ("kreis", "dorf", 0, 2, 1),
        ("dorf", "stadt", 0, 1, 0),
        ("dorf", "kreis", 1, 1, 0),
    ]


def test_before_the_second_partner_joined_nobody_gives_to_it(cursor: Cursor) -> None:
    found = synergies.opportunity_counts(cursor, Filters(as_of=date(2021, 2, 28)))
    assert {taker for taker, _ in rows(found, "taker_id", "giver_id")} == {"stadt", "dorf"}


def test_what_if_everybody_took_everything_or_a_choice(cursor: Cursor) -> None:
    columns = ("partner_id", "done", "total", "unknown", "gain")
    assert rows(synergies.what_if(cursor, Filters(as_of=MAY)), *columns) == [
        ("stadt", 2, 7, 1, 2),
        ("kreis", 3, 5, 1, 0),
        ("dorf", 3, 4, 0, 1),
    ]
    chosen = synergies.what_if(cursor, Filters(as_of=MAY), [A3, "99000000000201"])
    assert rows(chosen, "partner_id", "gain") == [("stadt", 1), ("kreis", 0), ("dorf", 0)]


def test_the_gains_of_the_opportunities_are_those_of_what_if(cursor: Cursor) -> None:
    for day in (date(2021, 1, 31), MARCH, MAY):
        gains = synergies.opportunities(cursor, Filters(as_of=day))["gain"].sum()
        assert synergies.what_if(cursor, Filters(as_of=day))["gain"].sum() == gains


def test_components_are_the_newest_whole_list_of_each_partner(cursor: Cursor) -> None:
    found = common_ground.components(cursor, Filters(as_of=MAY))
    assert rows(found, "area", "name", "partner_id", "product") == [
        ("base_service", "Bezahldienst", "stadt", "Pay"),
        ("base_service", "Bezahldienst", "kreis", "Pay"),
        ("base_service", "Bezahldienst", "dorf", "Kasse"),
        ("specialist", "Altverfahren", "stadt", "Old"),
        ("specialist", "Altverfahren", "kreis", "Old"),
        ("specialist", "meldewesen", "stadt", "alpha"),
        ("specialist", "meldewesen", "dorf", "alpha"),
        ("specialist", "Verkehrswesen", "kreis", "Gamma"),
        ("specialist", "Verkehrswesen", "dorf", "Gamma"),
        ("specialist", "Wohnwesen", "kreis", "Beta"),
        ("interface", "Datenaustausch", "stadt", "XAlpha"),
        ("interface", "Datenaustausch", "kreis", "XAlpha"),
    ]
    then = common_ground.components(cursor, Filters(as_of=MARCH))
    assert rows(then, "name", "partner_id") == [("Vergangenheit", "stadt")]


def test_components_of_a_chosen_partner_stand_beside_those_of_the_others(cursor: Cursor) -> None:
    found = common_ground.components(cursor, Filters(as_of=MAY, partners=("dorf",)))
    names = {name for (name,) in rows(found, "name")}
    assert names == {"Bezahldienst", "meldewesen", "Verkehrswesen"}
    assert {partner for (partner,) in rows(found, "partner_id")} == {"stadt", "kreis", "dorf"}


def test_windows_are_contracts_that_end_within_twelve_months(cursor: Cursor) -> None:
    found = common_ground.procurement_windows(cursor, Filters(as_of=MAY))
    assert rows(found, "name", "ends", "partner_count", "product_count") == [
        ("Bezahldienst", "stadt=2022-06-30, kreis=2023-06-30", 2, 1),
        ("meldewesen", "stadt=2022-12-31, dorf=2023-12-31", 2, 1),
        ("Bezahldienst", "kreis=2023-06-30, dorf=2023-07-01", 2, 2),
    ]
    of_stadt = common_ground.procurement_windows(cursor, Filters(as_of=MAY, partners=("stadt",)))
    assert rows(of_stadt, "name") == [("Bezahldienst",), ("meldewesen",)]
    late = common_ground.procurement_windows(cursor, Filters(as_of=date(2022, 7, 1)))
    assert rows(late, "name", "first_end") == [
        ("meldewesen", date(2022, 12, 31)),
        ("Bezahldienst", date(2023, 6, 30)),
    ]


def test_initiatives_are_those_that_concern_the_chosen_partners(cursor: Cursor) -> None:
    found = common_ground.initiatives(cursor, Filters(as_of=MAY))
    assert rows(found, "initiative_id", "state", "members") == [
        ("I2", "idea", ""),
        ("I3", "planned", "stadt, dorf"),
        ("I1", "running", "stadt, kreis"),
    ]
    assert rows(found, "resolution", "due_on", "cost_planned", "cost_actual") == [
        (None, None, None, None),
        ("Kreistag 01.03.2021", date(2021, 5, 15), 800.5, None),
        ("Rat 04.02.2021", date(2021, 5, 14), 12_500.0, 13_200.0),
    ]
    of_kreis = common_ground.initiatives(cursor, Filters(as_of=MAY, partners=("kreis",)))
    assert rows(of_kreis, "initiative_id") == [("I2",), ("I1",)]
