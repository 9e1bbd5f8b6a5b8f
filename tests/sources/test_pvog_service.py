"""The export of Open-PVOG over HTTP, from a service that behaves as its notes describe."""

from __future__ import annotations

import json

import pytest
from local_service import body, broken_off, status, without_length

from ozgdash.errors import SourceFormatError, SourceUnavailableError
from ozgdash.settings import PROJECT_DIR
from ozgdash.sources.download import Limits, Service
from ozgdash.sources.pvog_service import Export, fetch_pvog

CSV = (PROJECT_DIR / "tests" / "fixtures" / "pvog" / "auenstadt.csv").read_bytes()
EXPORT = "/public/v1/dash/open-pvog/990010000000/export"
PAGES = "/public/v1/dash/open-pvog/990010000000"
QUICK = Limits(connect_s=10, read_s=10, whole_s=60, tries=2, first_wait_s=0.01, max_pages=5)


def row(number: int) -> dict[str, object]:
    return {
        "leikaKey": f"99{number:012}",
        "ars": "990010000000",
        "url": f"https://portal.example/{number}",
        "onlineStatus": "ok",
    }


def page(numbers: range, **where: object):
    return body(json.dumps({"content": [row(number) for number in numbers], **where}), media_type="application/json")


def fetch(service, nordheide) -> Export:
    with Service(service.base_url, limits=QUICK) as asked:
        return fetch_pvog(asked, nordheide.partners[0], nordheide)


def test_the_export_of_one_administration_and_nobody_else(service, nordheide):
    service.on(EXPORT, body(CSV))
    export = fetch(service, nordheide)
    assert (export.file_name, len(export.view.entries), len(export.sha256)) == ("pvog-990010000000.csv", 4, 64)
    ((_, _, query, headers),) = service.asked
    assert query == {"filetype": "csv", "includeAbove": "false", "includeBelow": "false"}
    assert headers["Accept"] == "application/octet-stream"


@pytest.mark.parametrize("where", [{"page": {"totalPages": 2}}, {"totalPages": 2}])
def test_an_export_that_is_too_large_comes_page_by_page(service, nordheide, where):
    service.on(EXPORT, status(413))
    service.on(PAGES, page(range(100), **where), page(range(100, 130), **where))
    export = fetch(service, nordheide)
    assert [entry.row for entry in export.view.entries] == list(range(1, 131))
    asked = [
        (query["page"], query["size"], query["includeBelow"]) for _, path, query, _ in service.asked if path == PAGES
    ]
    assert asked == [("0", "100", "false"), ("1", "100", "false")]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([page(range(10), page={"totalPages": 900})] * 6, "900 Seiten, erlaubt sind 5"),
        ([page(range(10), totalPages=3), page(range(0), totalPages=3)], "Seite 2 von 3 ist leer"),
        ([body('{"data": []}')], "Form als erwartet"),
        ([body("[1, 2]")], "Form als erwartet"),
        ([page(range(10), totalPages="3")], "Form als erwartet"),
        ([body("<html>Wartung</html>")], "Webseite statt Daten"),
    ],
)
def test_pages_that_are_not_what_they_should_be(service, nordheide, answers, said):
    service.on(EXPORT, status(413))
    service.on(PAGES, *answers)
    with pytest.raises(SourceUnavailableError) as caught:
        fetch(service, nordheide)
    assert said in caught.value.message("de")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (body("<!doctype html><title>Wartung</title>", media_type="text/html"), "Webseite statt Daten"),
        (body("<html>Anmeldung</html>", media_type="text/csv"), "Webseite statt Daten"),
        (status(406), "HTTP 406"),
        (status(500), "HTTP 500"),
        (broken_off(CSV[:-40], promised=len(CSV)), "brach mitten in der Antwort ab"),
        (without_length(CSV[:-40]), "bricht in der letzten Zeile ab"),
        (body(b'{"error": "neu"}'), "kein Open-PVOG-Export"),
        (body(b"spalte_a,spalte_b\n1,2\n"), "kein Open-PVOG-Export"),
        (body(b""), "leer"),
    ],
)
def test_an_export_that_is_not_what_it_should_be(service, nordheide, answer, said):
    service.on(EXPORT, answer)
    with pytest.raises((SourceUnavailableError, SourceFormatError)) as caught:
        fetch(service, nordheide)
    assert said in caught.value.message("de")
