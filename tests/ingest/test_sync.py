"""What a person asks other systems for is published as one snapshot; one partner that fails does not lose the others."""

from __future__ import annotations

import json
from datetime import date

import pytest
from folders import TODAY, Folder, row, sheet
from local_service import body, status

from ozgdash.errors import SourceUnavailableError, UserError
from ozgdash.ingest.feed_sync import Asked, sync_fim, sync_pvog
from ozgdash.ingest.link_sync import sync_links
from ozgdash.metrics.alerts import alerts
from ozgdash.metrics.outside import outside_counts, outside_findings
from ozgdash.model.alert import AlertKind, AlertRule
from ozgdash.model.filters import Filters
from ozgdash.settings import PROJECT_DIR
from ozgdash.sources.download import Limits
from ozgdash.sources.links import LinkLimits

FIXTURES = PROJECT_DIR / "tests" / "fixtures"
CSV = (FIXTURES / "pvog" / "auenstadt.csv").read_text(encoding="utf-8")
QUICK = Limits(connect_s=10, read_s=10, whole_s=60, tries=2, first_wait_s=0.01)
ARS = {"auenstadt": "990010000000", "heidekreis-nord": "990020000000", "moordorf": "990020001001"}
ASKED = Asked("test", TODAY)
KEPT = "SELECT partner_id, count(*) FROM outside_view GROUP BY ALL ORDER BY ALL"


def export(partner: str) -> str:
    return f"/public/v1/dash/open-pvog/{ARS[partner]}/export"


def deliver(service, *partners: str) -> None:
    for partner in partners:
        service.on(export(partner), body(CSV.replace(ARS["auenstadt"], ARS[partner])))


def sync(folder: Folder, service, asked: Asked = ASKED, **options):
    return sync_pvog(folder.settings, asked, base_url=service.base_url, limits=QUICK, **options)


def test_every_partner_is_fetched_and_published_at_once(folder, service):
    deliver(service, *ARS)
    before = len(folder.store.files())
    report = sync(folder, service)
    assert (report.published, report.came, [result.partner_id for result in report.results]) == (True, True, list(ARS))
    assert folder.rows(KEPT) == [(partner, 4) for partner in ARS]
    assert len(folder.store.files()) == before + 1
    assert [result.report.published for result in report.results] == [True] * 3
    again = sync(folder, service)
    assert (again.published, again.snapshot_id) == (False, report.snapshot_id)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (status(500), "HTTP 500"),
        (body("<html>Wartung</html>"), "Webseite statt Daten"),
        (body(CSV), "anderen Gebieten"),
        (body(CSV[:-60]), "bricht in der letzten Zeile ab"),
        (body(""), "leer"),
    ],
)
def test_a_partner_that_fails_is_reported_and_the_others_are_kept(folder, service, answer, said):
    deliver(service, *ARS)
    service.on(export("heidekreis-nord"), answer)
    report = sync(folder, service)
    assert (report.published, report.came) == (True, True)
    failed = report.results[1]
    assert failed.report is None
    findings = getattr(failed.error, "findings", ())
    assert said in failed.error.message("de") + " ".join(finding.message("de") for finding in findings)
    assert folder.rows(KEPT) == [("auenstadt", 4), ("moordorf", 4)]


def test_nothing_came(folder, service):
    before = folder.content()
    report = sync(folder, service)
    assert (report.published, report.came, len(report.results)) == (False, False, 3)
    assert folder.content() == before


def test_one_partner_only_and_a_dry_run(folder, service):
    deliver(service, *ARS)
    before = folder.content()
    report = sync(folder, service, Asked("test", TODAY, dry_run=True), partners=["Moordorf"])
    assert (report.published, report.dry_run, [result.report.rows for result in report.results]) == (False, True, [4])
    assert folder.content() == before
    assert service.paths() == [export("moordorf")]
    with pytest.raises(UserError):
        sync(folder, service, partners=["Atlantis"])


OTHER = "990990000000"
PEER = '\n[[vergleich]]\nid = "anderswo"\nname = "Stadt Anderswo"\nkind = "kreisfreie_stadt"\nars = "990990000000"\n'


def test_those_who_are_compared_are_fetched_on_the_same_day_into_tables_of_their_own(folder, service):
    with (folder.path / "cooperation.toml").open("a", encoding="utf-8") as file:
        file.write(PEER)
    folder.build()
    deliver(service, *ARS)
    service.on(f"/public/v1/dash/open-pvog/{OTHER}/export", body(CSV.replace(ARS["auenstadt"], OTHER)))
    sync(folder, service)
    assert folder.rows("SELECT count(*) FROM peer_view") == [(0,)]
    report = sync(folder, service, compared=True)
    assert (report.published, [result.partner_id for result in report.results]) == (True, [*ARS, "anderswo"])
    assert folder.rows(KEPT) == [(partner, 4) for partner in ARS]
    assert folder.rows("SELECT peer_id, count(*) FROM peer_view GROUP BY ALL") == [("anderswo", 4)]
    query = "SELECT partner_id, peer_id, kind, row_count FROM import ORDER BY import_id DESC LIMIT 1"
    assert folder.rows(query) == [(None, "anderswo", "pvog_vergleich", 4)]
    assert not sync(folder, service, compared=True).published


def test_one_who_is_compared_can_be_fetched_alone(folder, service):
    second = PEER.replace("anderswo", "dort").replace("Anderswo", "Dort").replace(OTHER, "990980000000")
    with (folder.path / "cooperation.toml").open("a", encoding="utf-8") as file:
        file.write(PEER + second)
    folder.build()
    service.on(f"/public/v1/dash/open-pvog/{OTHER}/export", body(CSV.replace(ARS["auenstadt"], OTHER)))
    deliver(service, "moordorf")
    report = sync(folder, service, compared=True, partners=["Stadt Anderswo"])
    assert [(result.partner_id, result.error) for result in report.results] == [("anderswo", None)]
    report = sync(folder, service, compared=True, partners=["moordorf", "anderswo"])
    assert [result.partner_id for result in report.results] == ["moordorf", "anderswo"]
    with pytest.raises(UserError, match="Atlantis") as caught:
        sync(folder, service, partners=["Atlantis"])
    for part in (*ARS, "anderswo, dort", "[[vergleich]]"):
        assert part in caught.value.message("de")


def test_one_who_is_compared_and_fails_loses_nobody_else(folder, service):
    with (folder.path / "cooperation.toml").open("a", encoding="utf-8") as file:
        file.write(PEER)
    folder.build()
    deliver(service, *ARS)
    report = sync(folder, service, compared=True)
    assert (report.published, report.results[-1].partner_id, report.results[-1].report) == (True, "anderswo", None)
    assert "404" in report.results[-1].error.message("de")


def test_with_nobody_to_compare_it_says_where_to_enter_somebody(folder, service):
    with pytest.raises(UserError) as caught:
        sync(folder, service, compared=True)
    assert "[[vergleich]]" in caught.value.message("de")
    assert service.paths() == []


def test_the_address_of_the_settings_is_used(folder, service):
    deliver(service, *ARS)
    from dataclasses import replace

    report = sync_pvog(replace(folder.settings, pvog_url=f"{service.base_url}/"), ASKED, limits=QUICK)
    assert report.published


def test_the_steckbriefe_of_the_portal(folder, service):
    items = json.loads((FIXTURES / "fim" / "steckbriefe.json").read_text(encoding="utf-8"))
    service.on("/api/v1/leistung-steckbriefe", body(json.dumps(items)))
    report = sync_fim(folder.settings, ASKED, base_url=service.base_url, limits=QUICK)
    assert (report.published, report.services_added, report.services_kept, report.rows_left_out) == (True, 3, 1, 5)
    assert folder.rows("SELECT kind, row_count, left_out FROM import") == [("fim", 3, 5)]
    assert not sync_fim(folder.settings, ASKED, base_url=service.base_url, limits=QUICK).published
    service.on("/api/v1/leistung-steckbriefe", status(500))
    with pytest.raises(SourceUnavailableError):
        sync_fim(folder.settings, ASKED, base_url=service.base_url, limits=QUICK)


def test_links_in_force_are_checked_and_kept(folder, service, tmp_path):
    service.on("/da", body("da"))
    dog, trade = "99001001001000", "99001003001000"
    rows = [
        row(dog, onlinedienst_url=f"{service.base_url}/da"),
        row(trade, onlinedienst_url=f"{service.base_url}/weg"),
        row("99001002001000", onlinedienst_url=f"{service.base_url}/fremd", zustaendig="nein"),
    ]
    folder.bring_in(sheet(tmp_path / "blatt.csv", *rows))
    folder.bring_in(sheet(tmp_path / "moor.csv", row(dog), partner="moordorf", as_of="31.01.2026"))
    options = {"allow_private": True, "limits": LinkLimits(timeout_s=60, whole_s=200)}
    report = sync_links(folder.settings, ASKED, **options)
    assert (report.published, report.left_out) == (True, 0)
    assert folder.rows("SELECT partner_id, service_id, outcome, http_status FROM link_check ORDER BY ALL") == [
        ("auenstadt", dog, "ok", 200),
        ("auenstadt", trade, "gone", 404),
    ]
    assert folder.rows("SELECT kind, partner_id, as_of, row_count FROM import WHERE kind = 'link_check'") == [
        ("link_check", "auenstadt", TODAY, 2)
    ]
    assert folder.store.verify() == ()
    assert set(service.paths()) == {"/da", "/weg"}
    assert not sync_links(folder.settings, Asked("test", TODAY, dry_run=True), **options).published


def test_addresses_of_a_portal_are_checked_too_each_once(folder, service, tmp_path):
    """Counted by hand: 4 addresses; /weg is reported and shown, /tot and /neu are shown only, /alt is inactive."""
    service.on("/da", body("da"))
    base, dog, trade, unknown = service.base_url, "99001001001000", "99001003001000", "99123456789012"
    rows = [row(dog, onlinedienst_url=f"{base}/da"), row(trade, onlinedienst_url=f"{base}/weg")]
    folder.bring_in(sheet(tmp_path / "blatt.csv", *rows))
    shown = [
        f"{trade},{base}/weg,ok,ja",
        f"{trade},{base}/tot,ok,ja",
        f"{dog},{base}/tot,ok,ja",
        f"{dog},{base}/alt,ok,nein",
        f"{unknown},{base}/neu,ok,ja",
    ]
    export = tmp_path / "pvog.csv"
    export.write_text("\n".join(["leika_key,url,online_status,aktiv", *shown]) + "\n", encoding="utf-8")
    folder.bring_in(export, partner="auenstadt")
    report = sync_links(folder.settings, ASKED, allow_private=True, limits=LinkLimits(timeout_s=60, whole_s=200))
    assert [(check.link.source, check.link.url.removeprefix(base), check.outcome.value) for check in report.checks] == [
        ("report", "/da", "ok"),
        ("report", "/weg", "gone"),
        ("pvog", "/tot", "gone"),
        ("pvog", "/neu", "gone"),
    ]
    assert set(service.paths()) == {"/da", "/weg", "/tot", "/neu"}
    assert folder.store.verify() == ()
    _, connection = folder.store.open_current()
    with connection:
        found, counts = (metric(connection, Filters(as_of=TODAY)) for metric in (outside_findings, outside_counts))
    dead = found[found["finding"] == "dead_link"]
    columns = ["leika_key", "address_from", "reason", "outside_url"]
    assert dead[columns].astype(object).where(dead[columns].notna(), None).to_numpy().tolist() == [
        [trade, "report", "gone 404", None],
        [trade, "pvog", "gone 404", f"{base}/tot"],
        [unknown, "pvog", "gone 404", f"{base}/neu"],
    ]
    assert counts.set_index("source").loc["link_check", "dead_link"] == 3
    with folder.store.open_current()[1] as connection:
        dead = [alerts(connection, Filters(as_of=TODAY), [AlertRule(AlertKind.DEAD_LINK, most)]) for most in (2, 3)]
    assert [list(zip(one["partner_id"], one["value"], one["since"], strict=True)) for one in dead] == [
        [("auenstadt", 3.0, TODAY)],
        [],
    ]


def test_private_addresses_are_refused_and_nothing_to_check_publishes_nothing(folder, service, tmp_path):
    assert not sync_links(folder.settings, ASKED).published
    service.on("/da", body("da"))
    folder.bring_in(sheet(tmp_path / "blatt.csv", row(onlinedienst_url=f"{service.base_url}/da")))
    report = sync_links(folder.settings, Asked("test", date(2026, 11, 23)))
    assert [check.outcome.value for check in report.checks] == ["refused"]
    assert service.asked == []
