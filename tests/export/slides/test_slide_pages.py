import pytest
from office_files import a_list, numbered_list

from ozgdash.drawing.lettering import width
from ozgdash.export.slides.column_widths import MAX_LINES, SIDE_EM
from ozgdash.export.slides.layouts import CHART_BOX
from ozgdash.export.slides.notes import MAX_NOTE_ROWS, notes
from ozgdash.export.slides.pages import chart_pages, sentences
from ozgdash.export.slides.table_pages import MAX_LIST_ROWS, ROW_EM, grids
from ozgdash.model.chart import Column


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ein Satz ohne Fortsetzung, der am 31.12.2022 endet.", 1),
        ("612 von 2.159 Leistungen haben mindestens Reifegrad\u00a03. Nicht gemeldet hat Bertatal.", 2),
        ("Viele Verfahren, z. B. Wohngeld, stehen still. Andere laufen seit dem Sommer (28,3\u00a0%). Mehr nicht.", 3),
        ("Kurz vorweg. Dieser Satz gehört noch zum ersten. Dieser nicht.", 2),
        ("", 1),
    ],
)
def test_a_finding_is_split_between_sentences_and_nothing_is_lost(words, expected):
    assert len(sentences(words)) == expected
    assert " ".join(sentences(words)) == words


@pytest.mark.parametrize("rows", [1, 10, 25, MAX_LIST_ROWS])
@pytest.mark.parametrize("words", [1, 12, 60])
def test_every_page_of_a_list_fits_its_place(rows, words):
    pages = grids(numbered_list(rows, words=words), CHART_BOX, 22)
    assert sum(len(page.rows) for page in pages) == rows
    assert [page.first for page in pages] == [
        sum(len(page.rows) for page in pages[:place]) for place in range(len(pages))
    ]
    for page in pages:
        assert sum(page.widths) == pytest.approx(CHART_BOX.width)
        assert sum(page.heights) <= CHART_BOX.height
        for row, height in zip((page.head, *page.rows), page.heights, strict=True):
            for cell, column in zip(row, page.widths, strict=True):
                lines = width(cell.text, page.size) / column
                assert lines <= MAX_LINES
                assert lines * page.size * ROW_EM <= height + page.size


def test_pages_of_a_list_are_about_equally_full():
    pages = grids(numbered_list(40), CHART_BOX, 22)
    counts = [len(page.rows) for page in pages]
    assert len(counts) > 1
    assert max(counts) - min(counts) <= 2


def test_the_notes_of_a_page_hold_its_rows_and_no_others():
    pages = chart_pages(numbered_list(40))
    for page in pages:
        assert page.grid is not None
        written = [line for line in page.notes if line.startswith("Name: ")]
        assert written[0].startswith(f"Name: Zeile {page.grid.first + 1},")
        assert len(written) == len(page.grid.rows)


def test_notes_say_what_they_leave_out():
    spec = numbered_list(MAX_NOTE_ROWS + 7)
    assert notes(spec)[-1].startswith("… und 7 weitere Zeilen")


def test_a_short_value_of_two_words_stands_in_one_line():
    columns = (Column("before", "von"), Column("after", "nach"), Column("text", "Text"))
    rows = [("RG 2", "RG 3", " ".join(["Leistung"] * 40))] * 12
    page = grids(a_list(rows, columns, title="Liste", finding="Es sind zwölf."), CHART_BOX, 22)[0]
    assert [cell.text for cell in page.rows[0]][:2] == ["RG\u00a02", "RG\u00a03"]
    for column in (0, 1):
        assert width("RG 2", page.size) + 2 * page.size * SIDE_EM <= page.widths[column]


def test_the_number_of_a_paper_breaks_in_no_cell():
    columns = (Column("target", "Ziel"), Column("paper", "Vorlage"))
    rows = [(" ".join(["Leistung"] * 60), "BSP 26-118")] * 3
    page = grids(a_list(rows, columns, title="Liste", finding="Es sind drei."), CHART_BOX, 22)[0]
    assert [row[1].text for row in page.rows] == ["BSP\u00a026\u2011118"] * 3
    assert width("BSP 26-118", page.size) + 2 * page.size * SIDE_EM <= page.widths[1]


def test_a_page_says_of_how_many_rows_it_shows_the_first_in_the_readers_numbers():
    page = chart_pages(numbered_list(1178), sheet="Liste")[0]
    assert page.grid is not None
    shown = len(page.grid.rows)
    rest = f"{1178 - shown:,}".replace(",", ".")
    assert page.below == f"Die ersten {shown} von 1.178 Zeilen; {rest} weitere in der Arbeitsmappe, Blatt „Liste“."


@pytest.mark.parametrize("rows", [5, 30, MAX_LIST_ROWS, MAX_LIST_ROWS + 1])
def test_a_list_in_brief_takes_one_slide_and_says_how_many_rows_there_are_besides(rows: int):
    whole = chart_pages(numbered_list(rows, words=12), sheet="Liste")
    (page,) = chart_pages(numbered_list(rows, words=12), sheet="Liste", brief=True)
    assert page.grid is not None
    shown = len(page.grid.rows)
    assert [row[0].text for row in page.grid.rows] == [f"Zeile {row}" for row in range(1, shown + 1)]
    if rows == 5:
        assert (page,) == whole
    else:
        assert page.below.startswith(f"Die ersten {shown} von {rows} Zeilen; {rows - shown} weitere")
        assert sum(page.grid.heights) <= CHART_BOX.height
        assert len(page.notes) < len(numbered_list(rows).table.rows)
