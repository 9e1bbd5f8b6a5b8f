"""What documents make of a cooperation of many partners: a handful of slides and pages, whole lists in the workbook."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from ozgdash.charts import by_name
from ozgdash.drawing import plotly
from ozgdash.drawing.picture import picture
from ozgdash.export import registry
from ozgdash.export.briefing import briefing
from ozgdash.export.council import reading
from ozgdash.export.council.order import Order, assembled_from
from ozgdash.export.council.package import CouncilPackage, Occasion
from ozgdash.export.odf import workbook as odf_workbook
from ozgdash.export.powerpoint import deck
from ozgdash.export.slides.deck import deck_pages
from ozgdash.export.workbooks import workbook
from ozgdash.figures.ranking import ENDS
from ozgdash.model.chart import Kind
from ozgdash.model.many import SEVERAL
from ozgdash.sources.findings import Findings
from ozgdash.sources.workbook import read_workbook
from ozgdash.texts import LANGS

SECTIONS = ("situation", "topics", "topics_by_partner", "method")
NAMES = ("progress", "ranking", "maturity", "topics", "matrix", "rules")
MOST_SLIDES = 14
"""A title, the summary, the heads of sections, one or two slides for each of six charts, the end."""


@pytest.fixture(scope="module")
def large_package(large) -> CouncilPackage:
    cursor, view = large
    return assembled_from(cursor, Order(Occasion("Sachstand", session_on=date(2021, 5, 5)), view, SECTIONS))


def test_only_a_large_cooperation_has_a_ranking_in_its_package(large_package, golden, golden_view):
    assert [spec.name for spec in large_package.charts][:3] == ["progress", "maturity", "ranking"]
    small = assembled_from(golden, Order(Occasion(), golden_view, SECTIONS))
    assert "ranking" not in [spec.name for spec in small.charts]


def test_the_deck_is_a_handful_of_slides_and_lists_the_first_and_the_last(large_package):
    pages = deck_pages(reading.on_slides(large_package))
    assert len(pages) <= MOST_SLIDES
    listed = [page for page in pages if page.below]
    assert len(listed) <= 2
    rows = [row for page in listed for row in page.grid.rows]
    assert len(rows) == 2 * ENDS + 1
    assert rows[0][0].text == "1"
    assert "Die ganze Liste mit 30 Zeilen steht in der Arbeitsmappe" in listed[0].below
    shown = Presentation(io.BytesIO(deck.pptx_file(reading.on_slides(large_package))))
    assert len(shown.slides) == len(pages)


def test_the_briefing_shows_the_ranking_in_brief_and_no_appendix_of_it(large_package):
    said = briefing.content(reading.on_paper(large_package))
    ranking = said["sections"][0]["charts"][2]
    assert len(ranking["groups"][0]["rows"]) == 2 * ENDS + 1
    assert ranking["pointer"] == "Die ganze Liste mit 30 Zeilen steht in der Arbeitsmappe."
    assert not said["appendix"]


def test_the_workbook_has_every_partner(large_package):
    book = load_workbook(io.BytesIO(workbook.xlsx_file(large_package)))
    sheets = {sheet.title: [row[1].value for row in sheet.iter_rows() if len(row) > 1] for sheet in book}
    names = {partner.name for partner in large_package.view.partners}
    assert any(names <= set(cells) for cells in sheets.values())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("chosen", [0, 2, SEVERAL, SEVERAL + 1])
@pytest.mark.parametrize("lang", LANGS)
def test_every_figure_leaves_in_every_format_whoever_is_chosen(large, name, chosen, lang):
    cursor, view = large
    ids = tuple(partner.id for partner in view.cooperation.partners[:chosen])
    asked = replace(view, lang=lang, filters=replace(view.filters, partners=ids))
    spec = by_name.chart(name, cursor, asked)
    assert not spec.empty
    assert len(spec.categories) * max(len(spec.series), 1) < 1200
    if spec.kind is not Kind.TABLE:
        assert spec.alt_text.split(".")[0] in picture(spec).html
        assert plotly.json_for_page(spec, theme="dark")
    for form in registry.formats_of(spec):
        if form.key not in ("png", "pdf"):
            assert registry.write(spec, form.key)


def test_no_sentence_of_the_package_names_many_partners(large_package):
    names = [partner.short_name for partner in large_package.view.partners]
    sentences = [*large_package.summary]
    for spec in large_package.charts:
        sentences += [spec.finding, spec.alt_text, spec.method, *spec.provenance.lines]
    assert max(sum(name in sentence for name in names) for sentence in sentences) <= SEVERAL


def test_the_workbook_of_opendocument_has_the_same_lists(large_package):
    book = load_workbook(io.BytesIO(workbook.xlsx_file(large_package)), read_only=True)
    sheets, _ = read_workbook(odf_workbook.ods_file(large_package), "", Findings("x"))
    assert [sheet.name for sheet in sheets] == book.sheetnames
    for mine, excels in zip(sheets, book.worksheets, strict=True):
        texts = {value for row in excels.values for value in row if isinstance(value, str)}
        assert {value for row in mine.rows for value in row.cells if isinstance(value, str)} == texts
