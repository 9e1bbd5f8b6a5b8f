"""Our number formats are those that LibreOffice saves for what one types in German."""

from __future__ import annotations

import io
import zipfile
from xml.etree.ElementTree import Element

import pytest
from chart_facts import attributes, pattern, short
from defusedxml import ElementTree

from ozgdash.odf import number_styles
from ozgdash.odf.number_styles import NumberStyle
from ozgdash.odf.xml import document
from ozgdash.settings import PROJECT_DIR

SAVED = PROJECT_DIR / "tests" / "fixtures" / "shelf" / "sheet-formats.ods"
OURS = {
    "#.##0": number_styles.number(grouped=True),
    "0,0": number_styles.number(1),
    "0 %": number_styles.percentage(),
    "0,0 %": number_styles.percentage(1),
    "TT.MM.JJJJ": number_styles.day(),
    "MM.JJJJ": number_styles.day("mm.yyyy"),
    "#.##0,00 [$€-407]": number_styles.amount(),
    "JJJJ": number_styles.day("yyyy"),
}


def saved() -> dict[str, tuple[str, str]]:
    """What was typed -> kind and pattern of the format that LibreOffice made of it."""
    archive = zipfile.ZipFile(SAVED)
    common, root = (ElementTree.fromstring(archive.read(f"{part}.xml")) for part in ("styles", "content"))
    styles = {attributes(item).get("style:name"): item for part in (common, root) for item in part.iter()}
    columns = [attributes(item) for item in root.iter() if short(item.tag) == "table:table-column"]
    usual = columns[1]["table:default-cell-style-name"]
    found = {}
    for row in (item for item in root.iter() if short(item.tag) == "table:table-row"):
        typed, cell = [item for item in row if short(item.tag) == "table:table-cell"][:2]
        style = styles[attributes(cell).get("table:style-name", usual)]
        number = _chosen(styles[attributes(style)["style:data-style-name"]], styles)
        found["".join(typed.itertext())] = short(number.tag), pattern(number)
    return found


def _chosen(style: Element, styles: dict[str | None, Element]) -> Element:
    """The format of numbers from zero on, where one for those below is kept apart."""
    mapped = [item for item in style if short(item.tag) == "style:map"]
    return styles[attributes(mapped[0])["style:apply-style-name"]] if mapped else style


def ours(style: NumberStyle) -> tuple[str, str]:
    (written,) = ElementTree.parse(
        io.StringIO(document("office:styles", ("number", "style", "office"), style.xml("N1")))
    ).getroot()
    return short(written.tag), pattern(written)


@pytest.mark.parametrize("typed", OURS)
def test_a_format_is_the_one_that_libreoffice_saves(typed: str) -> None:
    kind, said = saved()[typed]
    assert ours(OURS[typed]) == (kind, said.replace(" %", "\u00a0%"))


def test_all_formats_of_the_shelf_are_compared() -> None:
    assert set(saved()) == set(OURS)
