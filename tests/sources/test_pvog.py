"""Open-PVOG is read tolerantly: what is not understood is reported, nothing is guessed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ozgdash.errors import SourceFormatError
from ozgdash.model.outside import OutsideEntry
from ozgdash.settings import PROJECT_DIR
from ozgdash.sources.detect import SourceKind, detect
from ozgdash.sources.pvog import OutsideView, pvog_delimiter, read_pvog_sheet
from ozgdash.sources.pvog_pages import read_pvog_pages
from ozgdash.sources.tabular import read_csv

FIXTURES = PROJECT_DIR / "tests" / "fixtures" / "pvog"
HUND, PASS = "https://portal.example/hund", "https://portal.example/pass"
ENTRIES = (
    OutsideEntry("99001001001000", 2, "Hundesteuer, Anmeldung", "10001", HUND, True, True, "Vollständig", None),
    OutsideEntry("99001001002000", 3, "Hundesteuer Abmeldung", None, None, False, True, None, "kein Onlinedienst"),
    OutsideEntry(
        "99001002001000", 4, "Führerschein Ersterteilung", None, "https://portal.example/fuehrerschein", True, False
    ),
    OutsideEntry("99123456789012", 5, "Nordheide-Pass", None, PASS),
)
HEADER = "leika_key,leika_bezeichnung,ars,ozgid,url,online_status,aktiv,datenstand_pvog_import"
GOOD = "99001001001000,Hundesteuer,990010000000,10001,https://portal.example/hund,ok,ja,2026-01-31"


def view(content: str | bytes, cooperation, *, partner: str | None = None) -> OutsideView:
    raw = content.encode() if isinstance(content, str) else content
    delimiter = pvog_delimiter(raw.decode("utf-8-sig", errors="replace")) or ","
    sheet = read_csv(raw, file_name="export.csv", delimiter=delimiter)
    return read_pvog_sheet(sheet, cooperation=cooperation, partner=cooperation.named(partner) if partner else None)


def refused(content: str | bytes, cooperation, **options) -> str:
    with pytest.raises(SourceFormatError) as caught:
        view(content, cooperation, **options)
    return caught.value.message("de")


def sentences(found: OutsideView) -> list[str]:
    return [finding.message("de") for finding in found.findings]


@pytest.mark.parametrize("name", ["auenstadt.csv", "auenstadt-camel.csv"])
def test_whole_rows_whatever_the_delimiter_the_case_and_the_mark_at_the_beginning(nordheide, name):
    assert detect(FIXTURES / name) is SourceKind.PVOG
    found = view((FIXTURES / name).read_bytes(), nordheide)
    assert found.entries == ENTRIES
    assert (found.partner_id, found.as_of, found.left_out, found.example) == ("auenstadt", date(2026, 1, 31), 0, False)
    assert sentences(found) == [
        "Spalte „online_status“: Ein Wert ist nicht verstanden worden und gilt als unbekannt: teilweise (1)."
    ]


def test_pages_of_json_say_the_same_as_the_csv(nordheide):
    lines = (FIXTURES / "auenstadt-camel.csv").read_text(encoding="utf-8-sig").splitlines()
    names = lines[0].split(";")
    rows = [dict(zip(names, line.split(";"), strict=True)) for line in lines[1:]]
    found = read_pvog_pages(rows, name="seiten", cooperation=nordheide, partner=nordheide.partners[0])
    assert [entry.url for entry in found.entries] == [entry.url for entry in ENTRIES]
    assert [entry.online for entry in found.entries] == [True, False, True, None]
    assert found.as_of == date(2026, 1, 31)


def test_numbers_and_truth_values_of_json_are_read_as_their_words(nordheide):
    row = {"leikaKey": 99001001001000, "ozgid": 10001, "url": None, "onlineStatus": "OK", "aktiv": True, "ars": None}
    found = read_pvog_pages([row], name="seiten", cooperation=nordheide, partner=nordheide.partners[0])
    assert found.entries == (OutsideEntry("99001001001000", 1, None, "10001", None, True, True),)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (GOOD.replace("99001001001000", "9.9001E+13"), "gerundeter LeiKa-Schlüssel"),
        (GOOD.replace("99001001001000", "990010010"), "9 Stellen"),
        (GOOD.replace("99001001001000", ""), "leer"),
        (GOOD.replace("990010000000", "99001000000"), "kein Amtlicher Regionalschlüssel"),
    ],
)
def test_one_bad_row_is_a_warning_and_counted(nordheide, row, said):
    found = view("\n".join([HEADER, *[GOOD] * 5, row, GOOD]), nordheide, partner="auenstadt")
    assert (len(found.entries), found.left_out) == (6, 1)
    assert [said in sentence and "Zeile 7" in sentence for sentence in sentences(found)] == [True]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("https://portal.example/hund", "javascript:alert(1)", "url"),
        ("10001", "OZG-1", "ozgid"),
        ("ok", "grün", "online_status"),
        ("ja", "vielleicht", "aktiv"),
        ("2026-01-31", "gestern", "datenstand_pvog_import"),
    ],
)
def test_a_value_that_is_not_understood_stays_unknown_and_is_reported(nordheide, old, new, said):
    found = view(f"{HEADER}\n{GOOD}\n{GOOD.replace(old, new)}\n", nordheide)
    assert (len(found.entries), found.left_out) == (2, 0)
    assert [said in sentence and new in sentence for sentence in sentences(found)] == [True]


def test_thousands_of_bad_rows_do_not_make_thousands_of_sentences(nordheide):
    bad = GOOD.replace("99001001001000", "L100")
    found = view("\n".join([HEADER, *[GOOD] * 900, *[bad] * 100]), nordheide, partner="auenstadt")
    assert found.left_out == 100
    assert len(found.findings) == 21
    assert sentences(found)[-1].startswith("Weitere 80 Zeilen")


def test_rows_of_gemeinden_and_of_the_land_do_not_count_for_the_landkreis(nordheide):
    rows = [GOOD.replace("990010000000", ars) for ars in ("990020000000", "990020001001", "030000000000")]
    found = view("\n".join([HEADER, *rows]), nordheide, partner="heidekreis-nord")
    assert (len(found.entries), found.left_out, found.partner_id) == (1, 2, "heidekreis-nord")
    assert "030000000000, 990020001001" in sentences(found)[0]


def test_whose_it_is_must_be_clear(nordheide):
    both = "\n".join([HEADER, GOOD, GOOD.replace("990010000000", "990020000000")])
    assert "--partner" in refused(both, nordheide)
    nobody = "\n".join([HEADER, GOOD.replace("990010000000", "031030000000")])
    assert "031030000000" in refused(nobody, nordheide)
    assert "keine zu 990010000000" in refused(nobody, nordheide, partner="auenstadt")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (f"{HEADER}\n", "brauchbare Einträge"),
        (f"{HEADER.replace('url,', '')}\n{GOOD.replace('https://portal.example/hund,', '')}", "Spalte „url“"),
        (f"{HEADER}\n{GOOD}\n{GOOD[:40]}", "bricht in der letzten Zeile ab"),
        (f'{HEADER}\n{GOOD}\n"9900', "nicht lesbar"),
        ("\n".join([HEADER, GOOD, *[GOOD.replace("99001", "L")] * 3]), "3 von 4 Zeilen sind nicht lesbar"),
        (b"", "leer"),
        (b"\x00\x01\x02", "Null-Zeichen"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_stops(nordheide, content, said):
    assert said in refused(content, nordheide, partner="auenstadt")


def test_unknown_columns_are_named(nordheide):
    found = view(f"{HEADER},neue_spalte\n{GOOD},x\n", nordheide)
    assert ["neue_spalte" in sentence for sentence in sentences(found)] == [True]


def test_a_head_block_marks_an_example(nordheide):
    found = view(
        f"Partner;moordorf\nStand;31.10.2026\nBeispieldaten;ja\n{HEADER}\n{GOOD}\n".replace(",", ";").replace(
            "990010000000", "990020001001"
        ),
        nordheide,
    )
    assert (found.partner_id, found.as_of, found.example) == ("moordorf", date(2026, 10, 31), True)


def test_a_status_sheet_is_no_pvog_file(tmp_path: Path):
    path = tmp_path / "blatt.csv"
    path.write_text("Partner;auenstadt\nleika_schluessel;reifegrad\n99001001001000;3\n", encoding="utf-8")
    assert detect(path) is SourceKind.STATUS_SHEET
