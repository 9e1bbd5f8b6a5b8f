"""A list of many partners of which papers and workbooks hold the first rows only says so, and where the whole is."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
from figure_frames import make_view
from office_files import numbered_list

from ozgdash.export.briefing.lists import excerpt, goes_to_appendix
from ozgdash.export.council.package import CouncilPackage, Occasion, Section
from ozgdash.export.slides.pages import chart_pages
from ozgdash.export.workbooks.workbook import xlsx_file
from ozgdash.model.chart import ChartSpec

WORDS = "Die ersten {shown} von 700 Zeilen; vollständig in der CSV- oder Excel-Datei dieser Liste im Dashboard."


def cut_list() -> ChartSpec:
    """Fifty of 700 rows."""
    whole = numbered_list(50)
    return replace(whole, table=replace(whole.table, of=700))


def test_a_slide_says_of_how_many_rows_it_shows_the_first():
    pages = chart_pages(cut_list())
    assert pages[-1].below == WORDS.format(shown=50)


def test_a_paper_points_at_the_file_and_not_at_its_appendix():
    assert not goes_to_appendix(cut_list())
    assert excerpt(cut_list())["pointer"] == WORDS.format(shown=8)
    assert "Anhang" in excerpt(numbered_list(50))["pointer"]


def test_a_workbook_s_sheet_says_it_above_the_table_and_counts_all_rows_in_its_contents():
    package = CouncilPackage(Occasion(), make_view(), (), (Section("a", "Liste", (cut_list(),)),))
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(package)))
    contents, sheet = book.worksheets[0], book.worksheets[1]
    assert WORDS.format(shown=50) in [cell.value for row in sheet.iter_rows(max_row=12) for cell in row]
    assert 700 in [cell.value for row in contents.iter_rows() for cell in row]
