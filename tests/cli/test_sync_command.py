"""``sync`` and ``import`` of what other systems hold, on the command line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from local_service import LocalService, body, serving, status

from ozgdash.settings import PROJECT_DIR

FIXTURES = PROJECT_DIR / "tests" / "fixtures"
CSV = (FIXTURES / "pvog" / "auenstadt.csv").read_text(encoding="utf-8")
DOG_TAX = "99001001001000"


@pytest.fixture
def service() -> Iterator[LocalService]:
    with serving() as running:
        running.on("/public/v1/dash/open-pvog/990010000000/export", body(CSV))
        yield running


def test_what_came_is_published_and_what_failed_is_named(ozgdash, service):
    result = ozgdash("sync", "pvog", "--base-url", service.base_url)
    assert result.code == 0
    assert "pvog-990010000000.csv: Außensicht von auenstadt, Stand 31.01.2026, 4 Einträge" in result.out
    assert "Veröffentlicht: ozg-" in result.out
    assert "heidekreis-nord: nicht abgerufen." in result.err
    assert "HTTP 404" in result.err
    again = ozgdash("sync", "pvog", "--base-url", service.base_url, "--lang", "en")
    assert "has been imported before" in again.out


def test_the_address_may_come_from_the_environment(ozgdash, service, monkeypatch):
    monkeypatch.setenv("OZGDASH_PVOG_URL", service.base_url)
    facts = ozgdash("sync", "pvog", "--partner", "Auenstadt", "--json").json
    assert (facts["published"], facts["partners"][0]["rows"], facts["partners"][0]["kind"]) == (True, 4, "pvog")


def test_where_nothing_came_the_exit_code_is_1(ozgdash, service):
    service.on("/public/v1/dash/open-pvog/990010000000/export", status(404))
    before = ozgdash("snapshots").out
    result = ozgdash("sync", "pvog", "--base-url", service.base_url)
    assert result.code == 1
    assert "Von keinem Partner kam etwas" in result.out
    assert ozgdash("snapshots").out == before
    facts = ozgdash("sync", "pvog", "--base-url", service.base_url, "--partner", "moordorf", "--json")
    assert (facts.code, "404" in facts.json["partners"][0]["error"]) == (1, True)


def test_a_dry_run_publishes_nothing(ozgdash, service):
    before = ozgdash("snapshots").out
    result = ozgdash("sync", "pvog", "--base-url", service.base_url, "--dry-run")
    assert "Probelauf" in result.out
    assert ozgdash("snapshots").out == before


def test_steckbriefe(ozgdash, service):
    items = (FIXTURES / "fim" / "steckbriefe.json").read_text(encoding="utf-8")
    service.on("/api/v1/leistung-steckbriefe", body(items))
    assert "3 neu" in ozgdash("sync", "fim", "--base-url", service.base_url).out
    assert "nichts, was übernommen würde" in ozgdash("sync", "fim", "--base-url", service.base_url).out
    assert ozgdash("sync", "fim", "--base-url", service.base_url, "--json").json["kind"] == "fim"


def test_links(ozgdash, service):
    assert "Keine gemeldete oder im Portal gezeigte Adresse" in ozgdash("sync", "links").out
    path = ozgdash.data_dir / "adressen.csv"
    head = "Partner;auenstadt\nStand;31.01.2026\nleika_schluessel;reifegrad;onlinedienst_url\n"
    path.write_text(f"{head}{DOG_TAX};3;{service.base_url}/weg\n", encoding="utf-8")
    assert ozgdash("import", str(path)).code == 0
    refused = ozgdash("sync", "links", "--dry-run")
    assert "keine öffentliche Webadresse" in refused.out
    result = ozgdash("sync", "links", "--allow-private")
    assert f"auenstadt {DOG_TAX} (Meldung): nicht vorhanden (404): {service.base_url}/weg" in result.out
    facts = ozgdash("sync", "links", "--allow-private", "--partner", "auenstadt", "--json").json
    assert (facts["outcomes"], facts["links"][0]["status"]) == ({"gone": 1}, 404)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["sync"], 2, "what"),
        (["sync", "moon"], 2, "pvog"),
        (["sync", "fim", "--partner", "moordorf"], 2, "--partner gehört nicht zu sync fim"),
        (["sync", "links", "--base-url", "http://x"], 2, "--base-url gehört nicht zu sync links"),
        (["sync", "pvog", "--base-url", "ftp://x"], 1, "keine Adresse eines Dienstes"),
        (["sync", "pvog", "--partner", "Atlantis"], 1, "Atlantis"),
    ],
)
def test_wrong_calls(ozgdash, arguments, code, said):
    result = ozgdash(*arguments)
    assert result.code == code
    assert said in result.err


def test_an_outside_view_is_imported_by_file(ozgdash):
    result = ozgdash("import", str(FIXTURES / "pvog" / "auenstadt-camel.csv"))
    assert "4 Einträge, 0 Zeilen ausgelassen" in result.out
    assert "teilweise (1)" in result.err
    assert ozgdash("import", str(FIXTURES / "xzufi" / "auenstadt.xml")).code == 1
    facts = ozgdash("import", str(FIXTURES / "xzufi" / "auenstadt.xml"), "--partner", "auenstadt", "--json").json
    assert (facts["kind"], facts["rows"], facts["rows_left_out"]) == ("xzufi", 2, 1)


def test_the_charts_of_the_outside_view_leave_as_files(ozgdash, tmp_path):
    ozgdash("import", str(FIXTURES / "pvog" / "auenstadt.csv"))
    out = tmp_path / "widersprueche.csv"
    assert ozgdash("export", "chart", "--chart", "outside_view", "--out", str(out), "--as-of", "2026-02-01").code == 0
    assert "im Katalog unbekannt" in out.read_text(encoding="utf-8-sig")
