"""What is one piece for a reader stays in one line of a table on a slide, and names are not cut."""

import re
from dataclasses import replace
from datetime import date

import pytest
from figure_frames import all_specs
from office_files import a_list

from ozgdash.drawing.lettering import width
from ozgdash.export.slides.column_widths import SIDE_EM
from ozgdash.export.slides.layouts import CHART_BOX
from ozgdash.export.slides.table_pages import grids
from ozgdash.model.chart import Column, ColumnType, Kind, Series

NAMES = ("Gifhorn, nur SDG: Leistungen ab RG 3 (Beispiel)", "Braunschweig, Bauen & Wohnen: Fälle, die digital eingehen")
CELLS = {
    "de": ("100 % (bis 31.12.2025)", "6,7 % (116.057 von 1.735.078)", "13,7 (nötig 48,9)", "nötig 0,3 Punkte"),
    "en": ("100% (by 31 December 2025)", "6.7% (116,057 of 1,735,078)", "13.7 (needed 48.9)", "needed 0.3 points"),
}
PIECES = {
    "de": {"31.12.2025", "116.057 von 1.735.078", "0,3 Punkte", "100,0 %", "612 von 2.159", "28,3 %"},
    "en": {"31 December 2025", "116,057 of 1,735,078", "0.3 points", "100.0%", "612 of 2,159", "28.3%"},
}
BOXES = (CHART_BOX, replace(CHART_BOX, width=CHART_BOX.width * 0.75))


def matrix(lang):
    columns = [
        Series(str(place), "zu erreichen", (0.1, 0.2), "#123456", (label, label))
        for place, label in enumerate((*CELLS[lang], "–"))
    ]
    return replace(all_specs()["matrix"], kind=Kind.MATRIX, categories=NAMES, series=tuple(columns), lang=lang)


def unplanned(lang):
    counted = {"de": "612 von 2.159 (28,3 %)", "en": "612 of 2,159 (28.3%)"}[lang]
    days = [Column(key, key, ColumnType.DATE) for key in ("bis", "beschlossen am")]
    texts = [Column(f"t{place}", f"beschlossen {place}") for place in range(5)]
    columns = (Column("target", "Ziel"), Column("share", "Zielwert", ColumnType.SHARE), *days, *texts)
    words = ("Termine reichen nicht", "verfehlt", counted, "Kreistag", "Ausschuss für Digitales")
    rows = [(name, 1.0, date(2025, 12, 31), date(2023, 12, 12), *words) for name in NAMES]
    return replace(a_list(rows, columns, title="Ziele", finding="Zwei."), lang=lang)


@pytest.mark.parametrize("box", BOXES, ids=("wide", "narrow"))
@pytest.mark.parametrize("lang", ["de", "en"])
def test_no_date_and_no_number_is_broken_inside(lang, box):
    found = set()
    for spec in (matrix(lang), unplanned(lang)):
        for page in grids(spec, box, 22):
            for row in page.rows:
                for cell, column in zip(row, page.widths, strict=True):
                    figures = [piece for piece in cell.text.split(" ") if re.search(r"\d", piece)]
                    found |= {figure.replace("\u00a0", " ") for figure in figures}
                    for figure in figures:
                        assert width(figure, page.size) + 2 * page.size * SIDE_EM <= column, figure
    for piece in PIECES[lang]:
        assert any(piece in figure for figure in found), piece


@pytest.mark.parametrize("box", BOXES, ids=("wide", "narrow"))
@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_name_of_a_target_wraps_and_is_not_cut(lang, box):
    for spec in (matrix(lang), unplanned(lang)):
        pages = grids(spec, box, 22)
        shown = [row[0].text.replace("\u00a0", " ") for page in pages for row in page.rows]
        assert set(shown) == set(NAMES)
        assert all(sum(page.widths) == pytest.approx(box.width) for page in pages)
