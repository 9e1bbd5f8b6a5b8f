"""Leaps between two reports, counted by hand: two answers of which the later one covers 25 times as many services."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime

import duckdb
import pytest

from ozgdash.charts import by_name
from ozgdash.metrics.events import events
from ozgdash.metrics.jumps import jumps
from ozgdash.model.cooperation import Cooperation, Deadline, Partner, PartnerKind
from ozgdash.model.filters import Filters, SnapshotInfo, View
from ozgdash.store.derived import derive
from ozgdash.store.queries import sql
from ozgdash.texts import Lang

Cursor = duckdb.DuckDBPyConnection
JANUARY, FEBRUARY, APRIL, JUNE = date(2021, 1, 31), date(2021, 2, 28), date(2021, 4, 30), date(2021, 6, 30)


@pytest.fixture
def connection() -> Iterator[Cursor]:
    """Of 60 services ort knows 2 in January, 50 in February (19 done), 50 in April (31 done), 50 in June, 31 done."""
    with closing(duckdb.connect()) as found:
        found.execute(sql("schema"))
        found.execute("INSERT INTO cooperation VALUES ('Sprung', DATE '2021-01-01')")
        for position, key in enumerate(("ort", "dorf")):
            found.execute(
                "INSERT INTO partner VALUES (?, ?, ?, 'gemeinde', '030000000001', DATE '2021-01-01', NULL, ?)",
                [key, key, key, position],
            )
        found.execute(
            "INSERT INTO service (service_id, name, ozg_id, ozg_name, topic, life_situation, leika_type, by_city,"
            " by_district, by_municipality, origin, position)"
            " SELECT 's' || n, 's' || n, 'o', 'o', 'Bauen', 'Lage', '2', true, true, true, 'data', n FROM range(60) AS t (n)"
        )
        for day, known, done in ((JANUARY, 2, 0), (FEBRUARY, 50, 19), (APRIL, 50, 31), (JUNE, 50, 31)):
            found.execute(
                "INSERT INTO observation (partner_id, service_id, observed_on, import_id, maturity, maturity_model)"
                " SELECT 'ort', 's' || n, ?, 1, if(n < ?, 3, 1), '1.1' FROM range(?) AS t (n)",
                [day, done, known],
            )
        derive(found)
        yield found


def found(connection: Cursor, as_of: date = JUNE, **chosen: tuple[str, ...]) -> list[tuple[object, ...]]:
    return list(jumps(connection.cursor(), Filters(as_of=as_of, **chosen)).itertuples(index=False, name=None))


def happened(connection: Cursor, day: date, partner: str | None = None) -> None:
    connection.execute(
        "INSERT INTO event SELECT count(*), ?, 'reporting', ?, 'Neuer Bogen', 'New form', NULL, false FROM event",
        [day, partner],
    )


def test_what_became_25_times_as_many_is_a_leap_and_so_is_a_share_that_rose_by_thirty_points(
    connection: Cursor,
) -> None:
    # 2 known, then 50; done 0 of 60, then 19 (31.7 %), then 31 (51.7 %): twenty points. From April to June nothing.
    assert found(connection) == [
        ("ort", "share", FEBRUARY, APRIL, pytest.approx(19 / 60), pytest.approx(31 / 60)),
        ("ort", "known", JANUARY, FEBRUARY, 2.0, 50.0),
        ("ort", "share", JANUARY, FEBRUARY, 0.0, pytest.approx(19 / 60)),
    ]
    assert [row[1] for row in found(connection, FEBRUARY)] == ["known", "share"]
    assert found(connection, JANUARY) == []
    assert found(connection, partners=("dorf",)) == []


def test_an_event_near_explains_it_whether_it_is_everybody_s_or_the_partner_s_own(connection: Cursor) -> None:
    happened(connection, date(2021, 2, 10))
    assert found(connection) == []
    connection.execute("UPDATE event SET partner_id = 'ort'")
    assert found(connection) == []
    connection.execute("UPDATE event SET partner_id = 'dorf'")
    assert len(found(connection)) == 3


@pytest.mark.parametrize(("lang", "said"), [
    ("de", "3 Sprünge zwischen zwei Meldungen sind ohne Ereignis; der letzte: ort, erreichter Anteil, von 31,7 % auf 51,7 % (April 2021)."),
    ("en", "3 leaps between two reports have no event; the last one: ort, share done, from 31.7% to 51.7% (April 2021)."),
])  # fmt: skip
def test_the_list_says_what_leapt_and_what_to_do(connection: Cursor, lang: Lang, said: str) -> None:
    partner = Partner("ort", "Ort", "ort", PartnerKind.MUNICIPALITY, "030000000001", date(2021, 1, 1))
    cooperation = Cooperation("Sprung", date(2021, 1, 1), (partner,), (Deadline("ozg", "OZG", JUNE),))
    info = SnapshotInfo("ozg-test", datetime(2021, 7, 1, tzinfo=UTC), JUNE, JANUARY, example_data=False)
    spec = by_name.chart("jumps", connection.cursor(), View(Filters(JUNE), lang, cooperation, info))
    assert spec.finding.replace("\u00a0", " ") == said
    assert [row[3:6:2] for row in spec.table.rows][1] == ("2", "50")
    assert "ereignisse.csv" in str(spec.table.rows[0][-1])


@pytest.mark.parametrize(
    ("day", "left"),
    [(date(2020, 12, 17), 1), (date(2020, 12, 16), 3), (date(2021, 6, 14), 2), (date(2021, 6, 15), 3)],
)
def test_an_event_is_near_within_45_days(connection: Cursor, day: date, left: int) -> None:
    # 17.12. is 45 days before the report of January, 14.06. is 45 days after that of April.
    happened(connection, day)
    assert len(found(connection)) == left


def test_events_are_those_of_everybody_and_of_the_partners_asked_for(connection: Cursor) -> None:
    for day, partner in ((FEBRUARY, "ort"), (JANUARY, None), (APRIL, "dorf")):
        happened(connection, day, partner)
    ask = connection.cursor()
    assert events(ask, ["ort"], JANUARY, APRIL)["happened_on"].tolist() == [JANUARY, FEBRUARY]
    assert events(ask, [], JANUARY, APRIL)["happened_on"].tolist() == [JANUARY]
    assert events(ask, ["ort", "dorf"], FEBRUARY, APRIL)["happened_on"].tolist() == [FEBRUARY, APRIL]
