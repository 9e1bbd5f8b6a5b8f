"""Lists as narrow and as long as a page can bear, for slides and paper; charts stay as they are."""

from dataclasses import replace

import pytest
from figure_frames import all_specs, make_view

from ozgdash.export.council.package import CouncilPackage, Occasion, Section
from ozgdash.export.council.reading import FOR_LOOKING_UP, MAX_COLUMNS, MAX_ROWS, on_paper, on_slides
from ozgdash.model.chart import Column, Kind, Table

KEYS = ("partner", "planned_on", "department", "name", "maturity", "stage", "obstacle", "topic", "leika_key", "ozg_id")


def listing(rows, keys=KEYS):
    columns = tuple(Column(key, key.upper()) for key in keys)
    cells = tuple(tuple(f"{key}{row}" for key in keys) for row in range(rows))
    return replace(all_specs()["topics"], name="due", kind=Kind.TABLE, title="Fällig", table=Table(columns, cells))


@pytest.fixture
def package():
    sections = (
        Section("situation", "Lage", (all_specs()["progress"], listing(608))),
        Section("appendix", "Anhang", (listing(625),)),
    )
    return CouncilPackage(Occasion(), make_view(), (), sections)


def test_slides_leave_out_what_is_for_looking_up(package):
    shown = on_slides(package)
    assert [section.key for section in shown.sections] == ["situation"]
    assert shown.charts[0] == package.charts[0]


def test_a_wide_list_loses_what_it_can_do_without_and_keeps_its_order(package):
    for reading in (on_slides, on_paper):
        table = reading(package).charts[1].table
        kept = ["partner", "planned_on", "department", "name", "maturity", "obstacle"]
        assert [column.key for column in table.columns] == kept
        assert table.rows[0] == ("partner0", "planned_on0", "department0", "name0", "maturity0", "obstacle0")


def test_a_long_list_on_paper_says_how_much_of_it_is_there(package):
    spec = on_paper(package).charts[1]
    assert len(spec.table.rows) == MAX_ROWS
    assert spec.title == "Fällig (die ersten 60 von 608, alle in der Arbeitsmappe)"
    assert len(on_slides(package).charts[1].table.rows) == 608


def test_the_appendix_on_paper_is_whole(package):
    assert on_paper(package).charts[2] == package.charts[2]


def test_a_short_list_stays_as_it_is(package):
    small = listing(MAX_ROWS, FOR_LOOKING_UP[:MAX_COLUMNS])
    section = Section("situation", "Lage", (small,))
    assert on_paper(replace(package, sections=(section,))).charts == (small,)


def test_slides_have_no_handling_time_backlog_and_source_of_what_is_online_but_not_used(package):
    off = ("handling", "handling_change", "backlog", "backlog_change", "source")
    unused = replace(listing(3, ("partner", "missing", "name", "digital", "cases", "share", *off)), name="use_list")
    section = replace(package.sections[0], charts=(unused,))
    shown, printed = (reading(replace(package, sections=(section,))).charts[0] for reading in (on_slides, on_paper))
    assert [column.key for column in shown.table.columns] == ["partner", "missing", "name", "digital", "cases", "share"]
    assert shown.table.rows[2] == ("partner2", "missing2", "name2", "digital2", "cases2", "share2")
    assert printed == unused
