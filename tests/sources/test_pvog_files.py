"""Open-PVOG as a workbook and as saved pages says the same as its CSV."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from local_service import body

from ozgdash.errors import SourceFormatError
from ozgdash.ingest.outside_import import Delivery, read_delivery
from ozgdash.model.outside import OutsideEntry
from ozgdash.sources.detect import SourceKind, detect, look_into
from ozgdash.sources.download import Limits, Service
from ozgdash.sources.pvog_service import fetch_pvog

COLUMNS = ("leika_key", "leika_bezeichnung", "ars", "ozgid", "url", "online_status", "aktiv", "datenstand_pvog_import")
HUND, PASS = "https://portal.example/hund", "https://portal.example/pass"
ENTRIES = (
    OutsideEntry("99001001001000", 2, "Hundesteuer", "10001", HUND, True, True),
    OutsideEntry("99001001002000", 3, "Abmeldung", None, None, False, True),
    OutsideEntry("99001002001000", 4, "Pass", "10294", PASS, True, False),
)
AS_TEXT = (
    ("99001001001000", "Hundesteuer", "990010000000", "10001", HUND, "ok", "ja", "2026-01-31"),
    ("99001001002000", "Abmeldung", "990010000000", None, None, "nicht ok", "ja", "2026-01-31"),
    ("99001002001000", "Pass", "990010000000", "10294.0", PASS, "ok", "nein", "2026-01-31T04:00:00Z"),
)
AS_NUMBERS = (
    (99001001001000, "Hundesteuer", 990010000000, 10001, HUND, "ok", "ja", date(2026, 1, 31)),
    (99001001002000.0, "Abmeldung", 990010000000.0, None, None, "nicht ok", "ja", date(2026, 1, 31)),
    (99001002001000, "Pass", 990010000000, 10294.0, PASS, "ok", "nein", date(2026, 1, 31)),
)
QUICK = Limits(connect_s=10, read_s=10, whole_s=60, tries=2, first_wait_s=0.01, max_pages=5)


def workbook(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd\\.mm\\.yyyy", "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Export")
        sheet.write_row(0, 0, COLUMNS)
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, row)
    return path


def read(cooperation, path: Path, *others: Path) -> Delivery:
    assert {detect(item) for item in (path, *others)} == {SourceKind.PVOG}
    return read_delivery(look_into(path), *others, cooperation=cooperation, partner=None)


@pytest.mark.parametrize("rows", [AS_TEXT, AS_NUMBERS])
def test_a_workbook_with_keys_as_text_or_number(tmp_path, nordheide, rows):
    found = read(nordheide, workbook(tmp_path / "export.xlsx", rows)).view
    assert (found.entries, found.partner_id, found.as_of) == (ENTRIES, "auenstadt", date(2026, 1, 31))
    assert (found.findings, found.left_out) == ((), 0)


def test_an_ars_that_lost_its_zero_in_a_spreadsheet_is_found(tmp_path, nordheide):
    first, *others = nordheide.partners
    there = replace(nordheide, partners=(replace(first, ars="031020000000"), *others))
    rows = [(*row[:2], 31020000000, *row[3:]) for row in AS_NUMBERS]
    assert len(read(there, workbook(tmp_path / "export.xlsx", rows)).view.entries) == 3
    rows = [(*row[:2], "31020000000", *row[3:]) for row in AS_TEXT]
    assert len(read(there, workbook(tmp_path / "text.xlsx", rows)).view.entries) == 3


def objects(rows: Sequence[Sequence[object]] = AS_TEXT) -> list[dict[str, object]]:
    return [
        dict(zip(COLUMNS, row, strict=True)) | {"ozgid": int(float(str(row[3]))) if row[3] else None} for row in rows
    ]


def page(number: int, total: int, *, older: bool = False) -> dict[str, object]:
    about = {"number": number, "size": 1, "totalPages": total}
    content = objects()[number : number + 1]
    return {"content": content, **about} if older else {"content": content, "page": about}


def saved(path: Path, parsed: object) -> Path:
    path.write_text(json.dumps(parsed), encoding="utf-8")
    return path


IN_JSON = tuple(replace(entry, row=entry.row - 1) for entry in ENTRIES)


@pytest.mark.parametrize(
    "parsed",
    [
        objects(),
        {"content": objects(), "totalPages": 1},
        {"content": objects()},
        [page(0, 3), page(1, 3), page(2, 3)],
        [page(2, 3, older=True), page(0, 3, older=True), page(1, 3, older=True)],
        [page(0, 3), page(1, 3), page(1, 3), page(2, 3)],
    ],
)
def test_saved_pages(tmp_path, nordheide, parsed):
    found = read(nordheide, saved(tmp_path / "seiten.json", parsed))
    assert (found.view.entries, found.view.findings) == (IN_JSON, ())
    whole = read(nordheide, saved(tmp_path / "ganz.json", objects()))
    assert found.sha256 == whole.sha256


def test_pages_in_files_of_their_own_are_one_export(tmp_path, nordheide):
    paths = [saved(tmp_path / f"seite-{number}.json", page(number, 3)) for number in (1, 2, 0)]
    assert read(nordheide, *paths).view.entries == IN_JSON


@pytest.mark.parametrize("parsed", [page(0, 3), [page(0, 3), page(2, 3)], [page(0, 2), page(0, 2)]])
def test_an_export_with_missing_pages_is_refused(tmp_path, nordheide, parsed):
    with pytest.raises(SourceFormatError) as caught:
        read(nordheide, saved(tmp_path / "seiten.json", parsed))
    assert "von 3 Seiten da" in caught.value.message("de") or "1 von 2 Seiten" in caught.value.message("de")


def test_a_service_that_answers_with_a_workbook_or_with_pages_is_understood(service, nordheide, tmp_path):
    path = "/public/v1/dash/open-pvog/990010000000"
    content = workbook(tmp_path / "x.xlsx", AS_NUMBERS).read_bytes()
    service.on(f"{path}/export", body(content), body(json.dumps(page(0, 3))))
    service.on(path, *(body(json.dumps(page(number, 3)), media_type="application/json") for number in range(3)))
    with Service(service.base_url, limits=QUICK) as asked:
        assert fetch_pvog(asked, nordheide.partners[0], nordheide).view.entries == ENTRIES
        assert fetch_pvog(asked, nordheide.partners[0], nordheide).view.entries == IN_JSON
