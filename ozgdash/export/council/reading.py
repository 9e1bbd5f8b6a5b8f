"""What of a council package is read in a session: lists as narrow and as long as a page can bear.

The workbook and the data keep everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ozgdash import formats
from ozgdash.export.council.package import CouncilPackage, Section
from ozgdash.export.council.sections import PARTS
from ozgdash.model.chart import ChartSpec, Kind
from ozgdash.texts import text

MAX_COLUMNS = 6
FOR_LOOKING_UP = ("ozg_id", "leika_key", "topic", "model", "stage", "maturity", "department")
"""Columns that a list can do without, the first one most easily."""
OFF_SLIDES = {"use_list": ("handling", "handling_change", "backlog", "backlog_change", "source")}
"""Columns of a list for which a slide has no room: who asks for them has the page, the paper and the workbook."""
MAX_ROWS = 60


def on_slides(package: CouncilPackage) -> CouncilPackage:
    """Without the sections for looking up, with narrow lists of one slide each, which has as many rows as find room."""
    shown = (section for section in package.sections if _is_shown(section))
    sections = (_with(_without(section), cut=False) for section in shown)
    return replace(package, sections=tuple(sections), brief=True)


def on_paper(package: CouncilPackage) -> CouncilPackage:
    """With narrow lists of at most ``MAX_ROWS`` rows; the sections for looking up stay as they are."""
    sections = (_with(section, cut=True) if _is_shown(section) else section for section in package.sections)
    return replace(package, sections=tuple(sections))


def _is_shown(section: Section) -> bool:
    return section.key not in PARTS or PARTS[section.key].on_slides


def _without(section: Section) -> Section:
    charts = (_kept(spec, OFF_SLIDES[spec.name]) if spec.name in OFF_SLIDES else spec for spec in section.charts)
    return replace(section, charts=tuple(charts))


def _with(section: Section, *, cut: bool) -> Section:
    charts = (spec if spec.kind is not Kind.TABLE else _shortened(_narrowed(spec), cut) for spec in section.charts)
    return replace(section, charts=tuple(charts))


def _narrowed(spec: ChartSpec) -> ChartSpec:
    present = [column.key for column in spec.table.columns]
    spare = [key for key in FOR_LOOKING_UP if key in present]
    return _kept(spec, spare[: max(len(present) - MAX_COLUMNS, 0)])


def _kept(spec: ChartSpec, without: Sequence[str]) -> ChartSpec:
    """The list without these columns."""
    places = [place for place, column in enumerate(spec.table.columns) if column.key not in without]
    columns = tuple(spec.table.columns[place] for place in places)
    rows, brief = (
        tuple(tuple(row[place] for place in places) for row in part) for part in (spec.table.rows, spec.brief)
    )
    return replace(spec, table=replace(spec.table, columns=columns, rows=rows), brief=brief)


def _shortened(spec: ChartSpec, cut: bool) -> ChartSpec:
    """The first rows, and a title that says so; a list that has something in brief has it in its place already."""
    rows = spec.table.rows
    if not cut or spec.brief or len(rows) <= MAX_ROWS:
        return spec
    shown, total = formats.number(MAX_ROWS, spec.lang), formats.number(len(rows), spec.lang)
    title = text("council.first_rows", spec.lang, title=spec.title, shown=shown, total=total)
    return replace(spec, title=title, table=replace(spec.table, rows=rows[:MAX_ROWS]))
