"""Every table: no column that says nothing, and what its rows are about stands first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ozgdash import formats
from ozgdash.ingest.difference_wording import COLUMNS
from ozgdash.model.chart import ChartSpec, Column, ColumnType, Kind
from ozgdash.texts import text
from ozgdash.ui.table_shape import ALIKE_FROM, shape
from ozgdash.ui.table_view import shaped

WORDS = ("", formats.DASH, "RG 3", "nicht zuständig", "Hundesteuer Festsetzung")
GRIDS = st.integers(1, 5).flatmap(
    lambda columns: st.lists(st.lists(st.sampled_from(WORDS), min_size=columns, max_size=columns), max_size=6)
)


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


def test_a_table_begins_with_what_its_rows_are_about_and_ranks_stay_before_it():
    rank, partner, name = (
        Column("rank", "Rang", ColumnType.COUNT),
        Column("partner", "Partner"),
        Column("name", "Leistung"),
    )
    ranked = shape([rank, partner], [["1", "Stadt Musterleben"]])
    assert ([column.key for column in ranked.columns], ranked.name) == (["rank", "partner"], 1)
    own = shape([partner, rank, name], [["Stadt Musterleben", "1", "Hundesteuer"]])
    assert ([column.key for column in own.columns], own.places, own.name) == (["name", "partner", "rank"], (2, 0, 1), 0)


def test_every_list_of_the_pages_begins_with_words(example_charts: dict[tuple[str, str], ChartSpec]):
    for (name, lang), spec in example_charts.items():
        own = shaped(spec.table, lang)
        column = own.columns[own.name]
        assert spec.kind is not Kind.TABLE or column.type is ColumnType.TEXT, name
        assert own.name == (1 if own.columns[0].key == "rank" else 0), name
        if "name" in {column.key for column in spec.table.columns}:
            assert column.key == "name", name


def test_every_head_that_a_chart_gives_its_table_begins_with_a_capital(
    example_charts: dict[tuple[str, str], ChartSpec],
):
    heads = {
        (name, lang, column.header) for (name, lang), spec in example_charts.items() for column in spec.table.columns
    }
    assert len(heads) > 800
    assert sorted(head for head in heads if head[2][0].islower()) == []


def test_before_and_after_stand_beside_the_name_in_the_difference_before_publishing():
    columns = tuple(Column(name, text(f"intake.column_{name}", "de")) for name in COLUMNS)
    row = ("W" * 154, "nicht digitalisierbar", "RG 4 (Modell 2.0)", "neu online", "Ursache: " + "x" * 300, "y" * 80)
    own = shape(columns, [row], kept=COLUMNS)
    assert [column.key for column in own.columns[:3]] == ["service", "before", "after"]
    assert own.name == 0
