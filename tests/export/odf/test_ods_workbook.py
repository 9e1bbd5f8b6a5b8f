"""The workbook of OpenDocument says in every cell what that of Excel says, and draws its charts from those cells."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from xml.etree.ElementTree import Element

import pytest
from chart_reading import attributes, content_of, look_of, series_of, short
from defusedxml import ElementTree
from figure_frames import all_specs
from office_files import council_package, hostile_package

from ozgdash.export import registry
from ozgdash.export.council import documents
from ozgdash.export.council.package import CouncilPackage
from ozgdash.export.council.sheet_names import overview_name, sheet_names
from ozgdash.model.chart import Kind
from ozgdash.odf.chart_object import MIMETYPE
from ozgdash.odf.objects import Embedded
from ozgdash.odf.xml import NAMESPACES
from ozgdash.sources.findings import Findings
from ozgdash.sources.tables import Sheet
from ozgdash.sources.workbook import read_workbook
from ozgdash.texts import LANGS
from tools.odf_check import problems

TABLE, TEXT, DRAW, STYLE = (f"{{{NAMESPACES[name]}}}" for name in ("table", "text", "draw", "style"))


@pytest.fixture(scope="module")
def council(golden_connection, golden_view) -> CouncilPackage:
    return council_package(golden_connection, golden_view)


@pytest.fixture(scope="module")
def written(council) -> bytes:
    return documents.write(council, "workbook_odf")


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def body(content: bytes, name: str = "content.xml") -> Element:
    return ElementTree.fromstring(part(content, name))


def chart(content: bytes, number: int) -> Embedded:
    return Embedded(f"Object {number}", MIMETYPE, {"content.xml": part(content, f"Object {number}/content.xml")})


def sheets(content: bytes) -> list[Sheet]:
    return list(read_workbook(content, "", Findings("x"))[0])


def values(sheet: Sheet) -> list[tuple[int, list[object]]]:
    """Rows with their numbers; fractions to the fifteen digits that Excel's file keeps."""
    return [
        (row.number, [float(f"{cell:.15g}") if isinstance(cell, float) else cell for cell in row.cells])
        for row in sheet.rows
    ]


def tables(content: bytes) -> list[Element]:
    return list(body(content).iter(f"{TABLE}table"))


def look(cell: Element, content: bytes) -> dict[str, str]:
    name = attributes(cell).get("table:style-name")
    (style,) = (style for style in body(content).iter(f"{STYLE}style") if style.get(f"{STYLE}name") == name)
    return {key: value for piece in (style, *style) for key, value in attributes(piece).items()}


@pytest.mark.parametrize("lang", LANGS)
def test_every_cell_holds_what_excels_holds(lang, golden_connection, golden_view):
    package = council_package(golden_connection, replace(golden_view, lang=lang))
    ours, excels = (sheets(documents.write(package, key)) for key in ("workbook_odf", "workbook"))
    assert (
        [sheet.name for sheet in ours]
        == [sheet.name for sheet in excels]
        == [
            overview_name(package),
            *sheet_names(package),
        ]
    )
    for mine, other in zip(ours, excels, strict=True):
        assert values(mine) == values(other), mine.name


def test_nothing_that_came_from_data_is_a_formula_a_link_or_markup():
    package = hostile_package()
    content = documents.write(package, "workbook_odf")
    ours, excels = (sheets(documents.write(package, key)) for key in ("workbook_odf", "workbook"))
    assert [values(sheet) for sheet in ours] == [values(sheet) for sheet in excels]
    assert problems(content) == []
    whole = body(content)
    assert not any("formula" in key for element in whole.iter() for key in element.attrib)
    named = {f"#'{name.replace(chr(39), chr(39) * 2)}'.A1" for name in (overview_name(package), *sheet_names(package))}
    assert {attributes(link)["xlink:href"] for link in whole.iter(f"{TEXT}a")} == named


def test_it_keeps_to_the_standard_and_has_equal_bytes(council, written):
    assert problems(written) == []
    assert documents.write(council, "workbook_odf") == written


def test_the_overview_leads_to_every_sheet_and_every_sheet_back(council, written):
    links = [
        [(link.text, attributes(link)["xlink:href"]) for link in table.iter(f"{TEXT}a")] for table in tables(written)
    ]
    assert links[0] == [(name, f"#'{name}'.A1") for name in sheet_names(council)]
    assert {tuple(found) for found in links[1:]} == {(("Zur Übersicht", "#'Übersicht'.A1"),)}


def test_numbers_shares_and_days_are_what_they_are_and_look_as_the_language_has_them(council, written):
    formats = {
        short(style.tag): ElementTree.tostring(style).decode()
        for style in body(written).iter()
        if short(style.tag) in ("number:percentage-style", "number:date-style", "number:number-style")
    }
    assert set(formats) == {"number:percentage-style", "number:date-style", "number:number-style"}
    assert 'decimal-places="1"' in formats["number:percentage-style"]
    cells = [
        cell
        for cell in tables(written)[1].iter(f"{TABLE}table-cell")
        if len(cell) and "office:value-type" in attributes(cell)
    ]
    shown = {attributes(cell).get("office:value-type"): cell[0].text for cell in cells}
    assert shown.keys() == {"string", "date", "float", "percentage"}
    share = next(cell for cell in cells if attributes(cell).get("office:value-type") == "percentage")
    assert (share[0].text or "").endswith("\u00a0%")
    day = next(cell for cell in cells if attributes(cell).get("office:value-type") == "date")
    stated = date.fromisoformat(attributes(day)["office:date-value"])
    assert day[0].text == f"{stated:%d.%m.%Y}"


def test_the_header_row_stays_in_view_has_filters_and_stands_on_every_page(council, written):
    settings = body(written, "settings.xml")
    for spec, table, sheet in zip(council.charts, tables(written)[1:], sheets(written)[1:], strict=True):
        (header,) = table.iter(f"{TABLE}table-header-rows")
        (row,) = header
        assert [cell[0].text for cell in row if len(cell)][: len(spec.table.columns)] == [
            column.header for column in spec.table.columns
        ]
        place = next(row.number for row in sheet.rows if row.cells[0] == spec.table.columns[0].header)
        frozen = [
            item.text
            for entry in settings.iter(f"{{{NAMESPACES['config']}}}config-item-map-entry")
            if entry.get(f"{{{NAMESPACES['config']}}}name") == sheet.name
            for item in entry
            if item.get(f"{{{NAMESPACES['config']}}}name") == "VerticalSplitPosition"
        ]
        assert frozen == [str(place)]
    ranges = [attributes(found) for found in body(written).iter(f"{TABLE}database-range")]
    assert len(ranges) == sum(bool(spec.table.rows) for spec in council.charts)
    assert {found["table:display-filter-buttons"] for found in ranges} == {"true"}


def test_pages_are_printed_across_as_wide_as_the_sheet_with_title_and_number(council, written):
    styles = body(written, "styles.xml")
    (layout,) = (attributes(found) for found in styles.iter(f"{STYLE}page-layout-properties"))
    assert (layout["style:print-orientation"], layout["style:scale-to-X"]) == ("landscape", "1")
    pages = {
        page.get(f"{STYLE}name"): ["".join(line.itertext()) for line in page.iter(f"{TEXT}p")]
        for page in styles.iter(f"{STYLE}master-page")
    }
    looks = [look(table, written) for table in tables(written)]
    feet = [pages[found["style:master-page-name"]] for found in looks]
    assert feet[1] == [council.charts[0].title, "Seite  von "]
    assert [foot[0] for foot in feet[1:]] == [spec.title for spec in council.charts]
    assert len(list(styles.iter(f"{TEXT}page-number"))) == len(pages)


def test_charts_are_drawn_from_the_cells_beside_them(council, written):
    drawn = [
        (spec, name)
        for spec, name in zip(council.charts, sheet_names(council), strict=True)
        if spec.kind not in (Kind.MATRIX, Kind.TABLE) and not spec.empty
    ]
    read = {sheet.name: {row.number: row for row in sheet.rows} for sheet in sheets(written)}
    for number, (spec, name) in enumerate(drawn, start=1):
        series = [item for item in series_of(chart(written, number)) if attributes(item)["chart:class"] != "chart:area"]
        own = [item for item in series if "loext:hide-legend" not in attributes(item)]
        for item, source in zip(own, spec.series, strict=False):
            first, last = (_cell(part, name) for part in attributes(item)["chart:values-cell-range-address"].split(":"))
            cells = [
                read[name][row].cell(first[1]) if row in read[name] else None for row in range(first[0], last[0] + 1)
            ]
            assert cells == [None if value is None else pytest.approx(value) for value in source.values], spec.name
        (frame,) = (
            found
            for found in body(written).iter(f"{DRAW}frame")
            if attributes(found[0])["xlink:href"] == f"./Object {number}"
        )
        assert frame.find(f"{{{NAMESPACES['svg']}}}title").text == spec.title
        assert attributes(frame[0])["draw:notify-on-update-of-ranges"].count(f"'{name}'") > 2


def _cell(address: str, name: str) -> tuple[int, int]:
    """Row from 1 and column from 0."""
    letters = address.removeprefix(f"'{name}'.").rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(address.removeprefix(f"'{name}'.{letters}")), column - 1


def test_the_cells_of_a_matrix_have_the_tint_of_their_share():
    spec = all_specs()["matrix"]
    content = registry.write(spec, "ods")
    grounds = {}
    for cell in tables(content)[0].iter(f"{TABLE}table-cell"):
        said = attributes(cell)
        if said.get("office:value-type") == "percentage":
            ground = look(cell, content).get("fo:background-color")
            grounds.setdefault(float(said["office:value"]), set()).add(ground)
    shares = sorted(value for item in spec.series for value in item.values if value is not None)
    tinted = [next(ground for ground in grounds[share] if ground) for share in shares]
    assert len(set(tinted)) > 1
    assert "#ffffff" not in tinted or shares[0] == 0


def test_a_band_and_the_deadline_are_not_named_twice_in_the_legend(example_charts):
    content = registry.write(example_charts["outlook-one", "de"], "ods")
    series = series_of(chart(content, 1))
    named = {attributes(item)["chart:class"] for item in series if "loext:hide-legend" not in attributes(item)}
    hidden = [item for item in series if "loext:hide-legend" in attributes(item)]
    assert named == {"chart:area", "chart:line"}
    assert look_of(hidden[0], chart(content, 1))["draw:fill"] == "none"
    assert series[0] is hidden[0]


@pytest.mark.parametrize("lang", LANGS)
def test_a_single_chart_is_a_sheet_with_its_data_and_the_chart(lang):
    spec = all_specs(lang)["progress"]
    content = registry.write(spec, "ods")
    assert problems(content) == []
    assert content == registry.write(spec, "ods")
    (sheet,) = sheets(content)
    heads = [column.header for column in spec.table.columns]
    at = next(place for place, row in enumerate(sheet.rows) if list(row.cells[: len(heads)]) == heads)
    rows = sheet.rows[at + 1 : at + 1 + len(spec.table.rows)]
    found = [tuple(row.cell(place) for place in range(len(heads))) for row in rows]
    assert found == [tuple(row) for row in spec.table.rows]
    language = {"de": ("de", "DE"), "en": ("en", "GB")}[lang]
    (usual,) = (
        (said["fo:language"], said["fo:country"])
        for said in map(attributes, body(content, "styles.xml").iter(f"{STYLE}text-properties"))
        if "fo:language" in said
    )
    assert usual == language
    assert content_of(chart(content, 1)) is not None


def test_a_mere_table_comes_without_a_chart(council):
    spec = council.charts[-1]
    assert spec.kind is Kind.TABLE
    content = registry.write(spec, "ods")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if name.startswith("Object")]
    assert problems(content) == []
