"""Every table: columns in which nothing is cut that finds room, and none that says nothing."""

from __future__ import annotations

from functools import cache
from importlib import resources

from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from ozgdash import formats
from ozgdash.ingest.difference_wording import COLUMNS
from ozgdash.model.chart import ChartSpec, Column, ColumnType, Table
from ozgdash.texts import text
from ozgdash.ui.cells import cell
from ozgdash.ui.table_shape import ALIKE_FROM, MOST_PX, NAME_LEAST_PX, NAME_MOST_PX, NAMES, ROOM_PX, Shape, shape
from ozgdash.ui.table_view import config, shaped

CELL_SIDES_PX = 16
WORDS = ("", formats.DASH, "RG 3", "nicht zuständig", "Hundesteuer Festsetzung")
GRIDS = st.integers(1, 5).flatmap(
    lambda columns: st.lists(st.lists(st.sampled_from(WORDS), min_size=columns, max_size=columns), max_size=6)
)


@cache
def letters() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(resources.files("fontpkg_arimo").joinpath("files", "Arimo[wght].ttf")), 14)


def words(table: Table) -> list[list[str]]:
    return [[cell(value, column, "de") for value, column in zip(row, table.columns, strict=True)] for row in table.rows]


def test_no_cell_and_no_header_of_any_table_is_cut_but_names_beside_more_than_finds_room(
    example_charts: dict[tuple[str, str], ChartSpec],
):
    wide = 0
    for (name, lang), spec in example_charts.items():
        own = shaped(spec.table.columns, spec.table.rows, lang)
        cells = words(spec.table)
        for order, (place, width) in enumerate(zip(own.places, own.widths, strict=True)):
            texts = {spec.table.columns[place].header, *(row[place] for row in cells if lang == "de")}
            needed = max(letters().getlength(text) for text in texts) + CELL_SIDES_PX
            if order == own.pinned - 1:
                assert width >= min(needed, NAME_LEAST_PX), (name, lang)
                assert width <= NAME_MOST_PX or width >= needed
                wide += needed > width
            elif own.pinned and spec.table.columns[place].key in NAMES:
                assert width >= min(needed, NAME_LEAST_PX), (name, lang)
            else:
                assert width >= min(needed, MOST_PX), (name, lang, spec.table.columns[place].header)
        assert not own.pinned or sum(own.widths) <= ROOM_PX or own.widths[own.pinned - 1] <= NAME_MOST_PX
    assert wide


@given(GRIDS)
def test_what_no_column_says_is_said_once_and_nothing_else_is_left_out(grid):
    count = len(grid[0]) if grid else 2
    columns = [Column(f"c{place}", f"Spalte {place}") for place in range(count)]
    own = shape(columns, grid)
    left_out = dict(own.same) | dict.fromkeys(own.empty, "")
    for place, column in enumerate(columns):
        said = {row[place] for row in grid}
        if place in own.places:
            silent = said <= {"", formats.DASH} or (len(said) == 1 and len(grid) >= ALIKE_FROM)
            assert not silent or not grid or not left_out
        else:
            assert column.header in left_out
            assert said in ({left_out[column.header]}, {"", formats.DASH}, {""}, {formats.DASH})
    assert own.places
    assert shape(columns, grid, kept=[column.key for column in columns]).places == tuple(range(count))


def test_numbers_stay_though_all_rows_have_the_same():
    columns = [Column("name", "Leistung"), Column("n", "Partner", ColumnType.COUNT), Column("day", "Tag")]
    own = shape(columns, [[f"Leistung {place}", "4", "1.1.2026"] for place in range(5)])
    assert [column.key for column in own.columns] == ["name", "n"]
    assert own.same == (("Tag", "1.1.2026"),)


def test_a_name_stays_in_view_only_where_a_table_is_too_wide_and_its_rank_with_it():
    rank, name = Column("rank", "Rang", ColumnType.COUNT), Column("name", "Partner")
    facts = [Column(f"f{place}", "Angabe " * 5) for place in range(6)]
    row = ["1", "Stadt Musterleben", *(str(place) for place in range(6))]
    assert shape([rank, name], [row[:2]]).pinned == 0
    assert shape([rank, name, *facts], [row]).pinned == 2
    assert shape([name, *facts], [row[1:]]).pinned == 1
    assert shape([Column("day", "geplant am", ColumnType.DATE), name, *facts], [row]).pinned == 0
    columns = config(Shape((name, facts[0]), (0, 1), (430, 900), 1), "de")
    assert [column["pinned"] for column in columns.values()] == [True, None]


def test_the_longest_name_of_a_service_leaves_the_figures_beside_it_in_view():
    partner, name, cases = Column("partner", "Partner"), Column("name", "Leistung"), Column("cases", "Fälle")
    rows = [["Stadt Musterleben", "Erlaubnis " * 30, "17"]]
    own = shape([partner, name, cases], rows)
    assert own.pinned == 1
    assert sum(own.widths) <= ROOM_PX


def test_before_and_after_stand_in_view_beside_the_longest_name_in_the_difference_before_publishing():
    columns = tuple(Column(name, text(f"intake.column_{name}", "de")) for name in COLUMNS)
    row = ("W" * 154, "nicht digitalisierbar", "RG 4 (Modell 2.0)", "neu online", "Ursache: " + "x" * 300, "y" * 80)
    own = shape(columns, [row], kept=COLUMNS)
    assert [column.key for column in own.columns[:3]] == ["service", "before", "after"]
    assert own.pinned == 1
    assert sum(own.widths[:3]) <= ROOM_PX
