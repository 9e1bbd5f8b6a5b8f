"""What is written as an OpenDocument spreadsheet is a sound package that says what was given, with equal bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

from defusedxml import ElementTree
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from ozgdash.odf import number_styles
from ozgdash.odf.addresses import address
from ozgdash.odf.spreadsheet import MIMETYPE, Spreadsheet, spreadsheet_file
from ozgdash.odf.styles import CellStyle
from ozgdash.odf.table import Cell, Column, Entry, Line, Table
from ozgdash.odf.xml import NAMESPACES

CREATED = datetime(2026, 1, 1)  # noqa: DTZ001
TABLE, TEXT, STYLE, OFFICE = (f"{{{NAMESPACES[name]}}}" for name in ("table", "text", "style", "office"))


def file_of(*tables: Table, entries: tuple[Entry, ...] = ()) -> bytes:
    return spreadsheet_file(Spreadsheet("Stadt „A“ & B", tables, CREATED, entries))


def content(written: bytes, part: str = "content.xml") -> ElementTree:
    return ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(written)).read(part))


def one(*cells: Cell) -> Table:
    return Table("T", [Line(cells)])


def test_the_package_says_first_and_uncompressed_what_it_is_and_lists_its_parts() -> None:
    archive = zipfile.ZipFile(io.BytesIO(file_of(one(Cell("x")))))
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type, first.extra, archive.read(first)) == (
        "mimetype",
        0,
        b"",
        MIMETYPE.encode(),
    )
    listed = [
        entry.get(f"{{{NAMESPACES['manifest']}}}full-path")
        for entry in content(archive.fp.getvalue(), "META-INF/manifest.xml")
    ]
    assert sorted(listed) == sorted(["/", *set(archive.namelist()) - {"mimetype", "META-INF/manifest.xml"}])


def test_equal_content_gives_equal_bytes() -> None:
    def write() -> bytes:
        look = CellStyle(bold=True, number=number_styles.day())
        return file_of(
            Table("T", [Line([Cell(date(2026, 1, 1), look), Cell("x")])], [Column(2.5, look)], frozen=(1, 1))
        )

    assert write() == write()


def test_each_look_is_written_once() -> None:
    look = CellStyle(bold=True, number=number_styles.percentage())
    found = content(file_of(one(*[Cell(0.5, look)] * 3, Cell(0.5, CellStyle(number=number_styles.percentage())))))
    styles = [style.get(f"{STYLE}name") for style in found.iter(f"{STYLE}style")]
    assert len(styles) == len(set(styles))
    assert sum(name.startswith("ce") for name in styles) == 2
    assert len(list(found.iter(f"{{{NAMESPACES['number']}}}percentage-style"))) == 1


def test_a_number_has_the_kind_of_its_look() -> None:
    looks = (None, number_styles.percentage(), number_styles.amount(), number_styles.number(2))
    cells = content(file_of(one(*(Cell(0.5, CellStyle(number=look)) for look in looks)))).iter(f"{TABLE}table-cell")
    assert [cell.get(f"{OFFICE}value-type") for cell in cells] == ["float", "percentage", "currency", "float"]


def test_texts_keep_their_blanks_lines_and_signs_and_lose_what_xml_forbids() -> None:
    found = content(file_of(one(Cell('a  b\n <&"\x07\ud800>\tc '))))
    lines = ["".join(part for part in shown(paragraph)) for paragraph in found.iter(f"{TEXT}p")]
    assert lines == ["a  b", ' <&">\tc ']


def shown(paragraph: ElementTree) -> list[str]:
    pieces = [paragraph.text or ""]
    for sign in paragraph:
        pieces += [" " * int(sign.get(f"{TEXT}c", 1)) if sign.tag == f"{TEXT}s" else "\t", sign.tail or ""]
    return pieces


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from(" \n\t"), max_size=20))
@settings(deadline=None)
def test_no_blank_stands_where_a_reader_would_drop_it(text: str) -> None:
    for paragraph in content(file_of(one(Cell(text)))).iter(f"{TEXT}p"):
        pieces = [paragraph.text or "", *(sign.tail or "" for sign in paragraph)]
        assert not any("  " in piece for piece in pieces)
        assert not pieces[0].startswith(" ")
        assert not pieces[-1].endswith(" ")
    lines = ["".join(shown(paragraph)) for paragraph in content(file_of(one(Cell(text)))).iter(f"{TEXT}p")]
    assert "\n".join(lines) == "".join(sign for sign in text if sign not in "\ufffe\uffff")


def test_empty_cells_that_are_alike_are_written_once_and_values_each() -> None:
    cells = [Cell("x"), *[Cell()] * 5, Cell("x"), Cell("x"), *[Cell(None, CellStyle(bold=True))] * 3]
    found = list(content(file_of(one(*cells))).iter(f"{TABLE}table-cell"))
    assert [cell.get(f"{TABLE}number-columns-repeated") for cell in found] == [None, "5", None, None, "3"]
    found = list(content(file_of(one(Cell(1), Cell(True), Cell(1.0)))).iter(f"{TABLE}table-cell"))
    assert [cell.get(f"{OFFICE}value-type") for cell in found] == ["float", "boolean", "float"]


def test_what_may_be_entered_is_told_with_the_first_cell_that_it_is_for() -> None:
    table = Table("Meine 'Liste'", [Line(repeated=4), Line([Cell(), Cell(entry="wahl")])])
    found = content(file_of(table, entries=(Entry("wahl", ('sagt "ja"', "nein")), Entry("zahl"))))
    listed, whole = found.iter(f"{TABLE}content-validation")
    assert listed.get(f"{TABLE}condition") == 'of:cell-content-is-in-list("sagt ""ja""";"nein")'
    assert listed.get(f"{TABLE}base-cell-address") == "'Meine ''Liste'''.B5"
    assert whole.get(f"{TABLE}condition") == "of:cell-content-is-whole-number() and cell-content()>=0"
    assert address("T", 0, 27) == "'T'.AB1"


def test_another_reader_reads_the_values() -> None:
    rows = [
        Line([Cell("a", columns=2), Cell(covered=True), Cell(2)]),
        Line(repeated=2),
        Line([Cell(date(2026, 12, 31)), Cell(True)]),
    ]
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(file_of(Table("T", rows)))).get_sheet_by_index(0)
    assert sheet.to_python() == [["a", "", 2.0], ["", "", ""], ["", "", ""], [date(2026, 12, 31), True, ""]]


def test_a_template_keeps_its_head_in_view() -> None:
    settings_of = (
        zipfile.ZipFile(io.BytesIO(file_of(Table("T", [Line([Cell("x")])], frozen=(5, 3)))))
        .read("settings.xml")
        .decode()
    )
    for name, value in (("HorizontalSplitPosition", 3), ("VerticalSplitPosition", 5), ("HorizontalSplitMode", 2)):
        assert f'config:name="{name}" config:type="{"short" if "Mode" in name else "int"}">{value}<' in settings_of
