"""The Steckbriefe of the FIM portal: an untyped answer becomes services, and what does not is counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from local_service import body, status

from ozgdash.errors import SourceFormatError, SourceUnavailableError
from ozgdash.model.cooperation import PartnerKind
from ozgdash.model.service import Addressee, Service
from ozgdash.settings import PROJECT_DIR
from ozgdash.sources.catalogue import read_catalogue
from ozgdash.sources.detect import SourceKind, detect
from ozgdash.sources.download import Limits
from ozgdash.sources.download import Service as HttpService
from ozgdash.sources.feed import description
from ozgdash.sources.fim import catalogue_of, fetch_fim, read_fim

FIXTURES = PROJECT_DIR / "tests" / "fixtures"
FIXTURE = FIXTURES / "fim" / "steckbriefe.json"
PATH = "/api/v1/leistung-steckbriefe"
QUICK = Limits(connect_s=10, read_s=10, whole_s=60, tries=2, first_wait_s=0.01, max_pages=4)
CITY, DISTRICT, MUNICIPALITY = PartnerKind.CITY, PartnerKind.DISTRICT, PartnerKind.MUNICIPALITY
LIKE_THE_BUNDLE = ((CITY, True), (DISTRICT, False), (MUNICIPALITY, True))
LEISURE = "Engagement & Hobby"


@pytest.fixture(scope="module")
def known() -> dict[str, Service]:
    services = read_catalogue(FIXTURES / "cooperation_b" / "catalogue" / "leistungen.csv").services
    return {service.id: service for service in services}


def item(number: int, **fields: object) -> dict[str, object]:
    return {"leistungsschluessel": f"99{number:012}", "title": f"Leistung {number}", "ozg": [{"id": "10001"}]} | fields


def test_whole_rows(known):
    assert detect(FIXTURE) is SourceKind.FIM
    found = read_fim(FIXTURE, known=known)
    assert found.services == (
        Service(
            "99001001001000",
            "Hundesteuer Anmeldung (FIM)",
            "10001",
            "Hundesteuer",
            LEISURE,
            "Tierhaltung",
            "5",
            Addressee.CITIZENS,
            LIKE_THE_BUNDLE,
            None,
        ),
        Service(
            "99001001080000",
            "Hundesteuer Gewährung einer Ermäßigung",
            "10001",
            "Hundesteuer",
            LEISURE,
            "Tierhaltung",
            "5",
            Addressee.CITIZENS,
            LIKE_THE_BUNDLE,
            False,
        ),
        Service(
            "99009001012000",
            "Fischereischein Ausstellung",
            "10999",
            "Angeln und Fischen",
            LEISURE,
            "",
            "4",
            Addressee.BOTH,
            (),
            None,
        ),
        Service(
            "99009005012000",
            "Bürgerschaft",
            "10003",
            "Gewerbe",
            "Unternehmensführung & -entwicklung",
            "Gründung",
            "2/3",
            None,
            LIKE_THE_BUNDLE,
            None,
        ),
    )
    assert found.left_out == 5
    said = [finding.message("de") for finding in found.findings]
    for number, words in enumerate(
        [
            "L100001234567",
            "raumfahrt",
            "Schlüssel oder Titel",
            "Schlüssel oder Titel",
            "keine OZG-ID",
            "mehrere OZG-Leistungen",
            "nicht beurteilt",
            "009 (1)",
        ]
    ):
        assert words in said[number]
    assert len(said) == 8


def test_every_slug_of_the_portal_has_a_themenfeld_of_the_catalogue():
    ours = {service.topic for service in read_catalogue(PROJECT_DIR / "data" / "catalogue" / "leistungen.csv").services}
    assert set(description("fim").raw["topics"].values()) == ours


@pytest.mark.parametrize(
    "odd",
    [
        {"ozg": None}, {"ozg": "10001"}, {"ozg": 10001}, {"ozg": {"id": None}}, {"ozg": [[]]}, {"ozg": [{"id": {"a": 1}}]},
        {"typisierung": {"code": "5"}}, {"typisierung": [None, [], {}]}, {"leistungsadressat": {"value": "001"}},
        {"leistungsadressat": [1, True]}, {"sdg": "0000000"}, {"sdg": {"a": []}}, {"title": 7}, {"title": None},
        {"leistungsschluessel": None}, {"leistungsschluessel": 99001001001000}, {"leistungsschluessel": ["99"]},
        {"freigabe_status": True}, {"freigabe_status": [6]}, {"freigabe_status": 99}, {"freigabe_status": 6.5},
        {"replacements": "nein"}, {"replacements": {"a": [[[[["99000000000009"]]]]]}}, {"sdg_informationsbereiche": {}},
        {"title": "x" * 5000},
    ],
)  # fmt: skip
def test_any_field_may_be_of_another_type(known, odd):
    found = catalogue_of([item(1), item(2, **odd)], name="x", known=known)
    assert len(found.services) + found.left_out == 2
    assert found.services[0].id == "99000000000001"


RELEASED = [(status, None) for status in (5, 6, 6.0, "6", None)]
DRAFTS = [(status, "freigegeben") for status in (1, 2, 3, 4, "3")]
WITHDRAWN = [(status, "inaktiv") for status in (7, 8)]


@pytest.mark.parametrize(("status", "reason"), [*RELEASED, *DRAFTS, *WITHDRAWN])
def test_what_is_not_released_is_left_out_and_counted(known, status, reason):
    found = catalogue_of(
        [item(1), item(2, freigabe_status=status), item(3, freigabe_status=status)], name="x", known=known
    )
    assert len(found.services) == (1 if reason else 3)
    said = [finding.message("de") for finding in found.findings if finding.severity == "warning"]
    assert found.left_out == (2 if reason else 0)
    assert ([True] if reason else []) == [words.startswith("2 Steckbriefe") and str(reason) in words for words in said]


def test_a_status_that_nobody_knows_is_reported_and_the_steckbrief_counts(known):
    found = catalogue_of([item(1, freigabe_status=9)], name="x", known=known)
    assert (len(found.services), ["9 (1)" in finding.message("de") for finding in found.findings].count(True)) == (1, 1)


@pytest.mark.parametrize(
    "named",
    [["99000000000001"], "99000000000001", [{"leistungsschluessel": "99 000 000 000 001"}], {"to": ["99000000000001"]}],
)
def test_a_replaced_steckbrief_is_left_out_with_its_successor(known, named):
    found = catalogue_of([item(1), item(2, replacements=named)], name="x", known=known)
    assert [service.id for service in found.services] == ["99000000000001"]
    assert found.left_out == 1
    assert any("99000000000002 → 99000000000001" in finding.message("de") for finding in found.findings)


@pytest.mark.parametrize("nothing", [None, [], {}, [None], ["99000000000002"], [{"key": None}]])
def test_without_a_successor_nothing_is_replaced(known, nothing):
    assert len(catalogue_of([item(1), item(2, replacements=nothing)], name="x", known=known).services) == 2


def test_kein_titel_is_no_name(known):
    hundesteuer = "99001001001000"
    found = catalogue_of(
        [
            item(1, title="Kein Titel", leistungsbezeichnung_2="Hund anmelden"),
            item(2, title=" kein  titel "),
            item(3) | {"leistungsschluessel": hundesteuer, "title": "Kein Titel"},
        ],
        name="x",
        known=known,
    )
    assert [service.name for service in found.services] == ["Hund anmelden", known[hundesteuer].name]
    said = [finding.message("de") for finding in found.findings]
    assert any("99000000000002 hat keinen Titel" in words for words in said)
    assert any(words.startswith("2 Steckbriefe haben keinen Titel") for words in said)
    assert found.left_out == 1


def test_every_key_of_a_list_is_a_service(known):
    several = item(1) | {"leistungsschluessel": ["99000000000001", "L100", "99 000 000 000 002", "99000000000001"]}
    found = catalogue_of([several], name="x", known=known)
    assert [service.id for service in found.services] == ["99000000000001", "99000000000002"]


@pytest.mark.parametrize(
    ("fields", "meant"),
    [
        ({"sdg_informationsbereiche": ["0000000"]}, False),
        ({"sdg": [], "sdg_informationsbereiche": [{"code": "0000000"}]}, False),
        ({"sdg": ["0000000"], "sdg_informationsbereiche": ["1030300"]}, None),
        ({"sdg_informationsbereiche": ["1030300"]}, None),
        ({"sdg": None}, None),
    ],
)
def test_every_field_of_the_sdg_counts(known, fields, meant):
    assert catalogue_of([item(1, **fields)], name="x", known=known).services[0].sdg is meant


def test_a_key_twice_counts_once(known):
    found = catalogue_of([item(1), item(1, title="anders")], name="x", known=known)
    assert ([service.name for service in found.services], found.left_out) == (["Leistung 1"], 1)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "kein lesbares JSON"),
        ("[" * 100_000, "kein lesbares JSON"),
        ('{"data": []}', "Gefunden: data"),
        ("[]", "mindestens 1"),
        ('{"items": []}', "mindestens 1"),
        ('{"items": [1, null, "x"]}', "mindestens 1"),
        ("[\udcff]".encode("utf-8", "surrogateescape"), "kein lesbares JSON"),
    ],
)
def test_a_file_that_is_none(tmp_path: Path, known, content, said):
    path = tmp_path / "fim.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(SourceFormatError) as caught:
        read_fim(path, known=known)
    assert said in caught.value.message("de")


def page(numbers: range, total: object):
    return body(
        json.dumps({"items": [item(number) for number in numbers], "total_count": total}), media_type="application/json"
    )


def fetch(service, known):
    with HttpService(service.base_url, limits=QUICK) as asked:
        return fetch_fim(asked, known=known)


def test_the_portal_is_asked_page_by_page(service, known):
    service.on(PATH, page(range(200), 230), status(429), page(range(200, 230), 230))
    assert len(fetch(service, known).services) == 230
    asked = [(query["limit"], query["offset"], query["order_by"]) for _, _, query, _ in service.asked]
    assert asked == [("200", offset, "leistungsschluessel_asc") for offset in ("0", "200", "200")]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([page(range(200), 300), page(range(200), 300)], "wiederholt"),
        ([page(range(200), 300), page(range(0), 300)], "leer"),
        ([page(range(200 * n, 200 * n + 200), 10**9) for n in range(6)], "mehr als"),
        ([page(range(5), "5")], "Form als erwartet"),
        ([body("<html>Wartung</html>")], "Webseite"),
        ([status(429)], "429"),
        ([status(503)], "503"),
    ],
)
def test_pages_that_are_not_what_they_should_be(service, known, answers, said):
    service.on(PATH, *answers)
    with pytest.raises(SourceUnavailableError) as caught:
        fetch(service, known)
    assert said in caught.value.message("de")
