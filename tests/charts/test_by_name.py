from datetime import UTC, date, datetime

import duckdb
import pytest

from ozgdash.charts import by_name
from ozgdash.charts.partner import CHARTS as PARTNER_CHARTS
from ozgdash.errors import UsageError
from ozgdash.export import registry
from ozgdash.model.cooperation import Cooperation, Deadline, Partner, PartnerKind
from ozgdash.model.filters import Filters, SnapshotInfo, View
from ozgdash.store.derived import derive
from ozgdash.store.queries import sql
from ozgdash.texts import LANGS

DAY = date(2022, 12, 31)
ADAM = Partner("adam", "Stadt Adamsburg", "Adamsburg", PartnerKind.CITY, "030000000001", date(2022, 10, 1))
BERTA = Partner("berta", "Landkreis Bertatal", "LK Bertatal", PartnerKind.DISTRICT, "030000000002", date(2022, 11, 1))
COOPERATION = Cooperation("Testkooperation", date(2022, 10, 1), (ADAM, BERTA), (Deadline("ozg", "OZG-Frist", DAY),))
SERVICES = [("s1", "Bildung", "10001"), ("s2", "Bildung", "10001"), ("s3", "Umwelt", "10002")]
OBSERVATIONS = [
    ("adam", "s1", date(2022, 11, 30), 3),
    ("adam", "s2", date(2022, 11, 30), 1),
    ("adam", "s3", date(2022, 12, 31), 4),
    ("berta", "s1", date(2022, 12, 31), 2),
    ("berta", "s2", date(2022, 12, 31), None),
]
PLANS = [
    ("adam", "s2", date(2022, 12, 1), "legal", 2),
    ("berta", "s1", date(2023, 3, 31), "staff", 1200),
    ("berta", "s2", date(2022, 11, 30), None, None),
]


@pytest.fixture(scope="module")
def cursor():
    """Two partners and three services in a real database; the district does not do the third one."""
    connection = duckdb.connect()
    connection.execute(sql("schema"))
    connection.execute("INSERT INTO cooperation VALUES ('Testkooperation', DATE '2022-10-01')")
    for position, partner in enumerate(COOPERATION.partners):
        connection.execute(
            "INSERT INTO partner VALUES (?, ?, ?, ?, ?, ?, NULL, ?)",
            [
                partner.id,
                partner.name,
                partner.short_name,
                partner.kind.value,
                partner.ars,
                partner.joined_on,
                position,
            ],
        )
    connection.execute("INSERT INTO deadline VALUES ('ozg', 'OZG-Frist', DATE '2022-12-31', NULL, 1.0, 0)")
    connection.execute("INSERT INTO maturity_level VALUES ('1.1', 3, 'Online-Leistung', 'test')")
    for position, (service, topic, bundle) in enumerate(SERVICES):
        connection.execute(
            "INSERT INTO service (service_id, name, ozg_id, ozg_name, topic, life_situation, leika_type, by_city,"
            " by_district, origin, position) VALUES (?, ?, ?, 'OZG', ?, 'Lage', '2', true, ?, 'data', ?)",
            [service, f"Leistung {service}", bundle, topic, service != "s3", position],
        )
    for partner, service, day, maturity in OBSERVATIONS:
        connection.execute(
            "INSERT INTO observation (partner_id, service_id, observed_on, import_id, maturity, maturity_model)"
            " VALUES (?, ?, ?, 1, ?, '1.1')",
            [partner, service, day, maturity],
        )
    for partner, service, planned_on, obstacle, cases in PLANS:
        connection.execute(
            "UPDATE observation SET planned_on = ?, obstacle = ?, cases_per_year = ?, cases_given = true"
            " WHERE partner_id = ? AND service_id = ?",
            [planned_on, obstacle, cases, partner, service],
        )
    derive(connection)
    yield connection.cursor()
    connection.close()


def view(lang="de", as_of=DAY, **filters):
    snapshot = SnapshotInfo("ozg-test", datetime(2023, 1, 1, tzinfo=UTC), DAY, DAY, example_data=False)
    return View(Filters(as_of=as_of, **filters), lang, COOPERATION, snapshot)


def test_progress_counts_what_the_database_holds(cursor):
    spec = by_name.chart("progress", cursor, view())
    last = {series.key: series.values[-1] for series in spec.series}
    assert last == {"adam": pytest.approx(2 / 3), "berta": 0.0, "target": 1.0}
    assert spec.finding.replace("\u00a0", " ").startswith("2 Partner zusammen: 2 von 5 Leistungen (40,0 %)")


def test_maturity_adds_up_to_the_counted_services(cursor):
    spec = by_name.chart("maturity", cursor, view())
    assert sum(value or 0 for series in spec.series for value in series.values) == 5
    assert "3\u00a0Online-Leistung" in [series.name for series in spec.series]


def test_topics_hold_all_partners_together(cursor):
    spec = by_name.chart("topics", cursor, view())
    assert dict(zip(spec.categories, spec.series[0].values, strict=True)) == {"Umwelt": 1.0, "Bildung": 0.25}


def test_the_matrix_shows_who_is_not_responsible(cursor):
    spec = by_name.chart("matrix", cursor, view())
    cells = {(row, item.key): item.labels[place] for item in spec.series for place, row in enumerate(spec.categories)}
    assert cells["Umwelt", "berta"] == "nicht zuständig"
    assert cells["Bildung", "adam"] == "50,0\u00a0% (1 von 2)"


def test_the_rules_differ(cursor):
    spec = by_name.chart("rules", cursor, view())
    together = [item.labels[-1].replace("\u00a0", " ") for item in spec.series]
    assert together == ["40,0 % (2 von 5)", "100,0 % (3 von 3)", "33,3 % (1 von 3)"]


def test_after_the_deadline_the_chart_knows_what_stood_then(cursor):
    spec = by_name.chart("progress", cursor, view(as_of=date(2023, 1, 31)))
    assert "am 31.12.2022 (OZG-Frist, vor 31 Tagen) waren es 2 von 5 (40,0" in spec.finding


@pytest.mark.parametrize("name", by_name.CHARTS)
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("filters", [{}, {"partners": ("berta",)}, {"topics": ("gibt es nicht",)}])
def test_every_chart_of_every_filter_leaves_as_a_document(cursor, name, lang, filters):
    spec = by_name.chart(name, cursor, view(lang, **filters))
    for entry in registry.formats_of(spec):
        assert registry.write(spec, entry.key)


@pytest.mark.parametrize("name", ["progress", "maturity", "topics", "matrix", "rules", "services", *PARTNER_CHARTS])
@pytest.mark.parametrize("filters", [{}, {"partners": ("berta",)}, {"topics": ("gibt es nicht",)}])
def test_a_chart_is_empty_where_the_filter_leaves_no_service(cursor, name, filters):
    assert by_name.chart(name, cursor, view(**filters)).empty == ("topics" in filters)


def test_a_mere_table_does_not_leave_as_a_picture(cursor):
    spec = by_name.chart("services", cursor, view())
    assert [entry.key for entry in registry.formats_of(spec)] == ["xlsx", "ods", "csv"]
    with pytest.raises(UsageError, match="lässt sich nicht als png ausgeben"):
        registry.write(spec, "png")
