"""Files that are no table are refused with a sentence, whatever is in them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sheets import csv_sheet, read_or_refused, row

from ozgdash.errors import SourceFormatError
from ozgdash.sources.tabular import MAX_COLUMNS, read_sheet


def refused(path: Path) -> str:
    with pytest.raises(SourceFormatError) as caught:
        read_sheet(path)
    return caught.value.message("de")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("leer.csv", b"", "leer"),
        ("leer.xlsx", b"", "leer"),
        ("nur_leerzeilen.csv", b"\n\n;;\n", "leer"),
        ("umbenannt.xlsx", b"leika_schluessel;reifegrad\n", "keine Arbeitsmappe"),
        ("kennwort.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Kennwort"),
        ("kaputt.xlsx", b"PK\x03\x04" + b"\0" * 300, "beschädigt"),
        ("latin1.csv", "leistung;bemerkung\nMüll;x\n".encode("cp1252"), "Zeile 2: Die Zeile ist nicht in UTF-8"),
        ("utf16.csv", "leistung;x\n".encode("utf-16"), "nicht in UTF-8"),
        ("null.csv", b"leistung;x\na\0b;c\n", "Null-Zeichen"),
        ("anfuehrung.csv", b'leistung;x\n"a;b\n', "Anf"),
        ("breit.csv", b"x;" * (MAX_COLUMNS + 5), "Spalten"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert said in refused(path)


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "archiv.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("brief.txt", "kein Blatt")
    assert "keine Arbeitsmappe" in refused(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bombe.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as entry:
            for _ in range(300):
                entry.write(b"\0" * 1_000_000)
    assert path.stat().st_size < 1_000_000
    assert "300 MB" in refused(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "kann nicht gelesen werden" in refused(tmp_path / "gibtsnicht.csv")


def test_row_numbers_are_those_of_a_spreadsheet_also_after_a_cell_of_several_lines(tmp_path: Path) -> None:
    path = tmp_path / "mehrzeilig.csv"
    path.write_text('a;b\n\n"eins\nzwei";x\nc;d\n', encoding="utf-8")
    assert [line.number for line in read_sheet(path).rows] == [1, 3, 4]


@given(content=st.binary(max_size=400), suffix=st.sampled_from([".csv", ".xlsx", ".ods", ".fods"]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes, suffix: str) -> None:
    path = tmp_path / f"beliebig{suffix}"
    path.write_bytes(content)
    assert read_or_refused(path)


@given(data=st.data())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_sheet_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    path = csv_sheet(tmp_path, row(reifegrad="3", stufe="online"), row("", ozg_id="10004", leistung="Mängelmelder"))
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        position = data.draw(st.integers(0, len(content) - 1))
        content[position] = data.draw(st.integers(0, 255))
    path.write_bytes(content[: data.draw(st.integers(1, len(content)))])
    assert read_or_refused(path)
