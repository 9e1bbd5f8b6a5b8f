"""What stands where in a workbook, whatever its format: widths, heights, lines above a table, the overview."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ozgdash import formats
from ozgdash.drawing.lettering import one_line, width, wrapped
from ozgdash.export.council.package import CouncilPackage, package_subject
from ozgdash.export.council.sheet_names import unlike
from ozgdash.figures import wording
from ozgdash.model.chart import ChartSpec, ColumnType, Kind, Unit
from ozgdash.texts import text

ROW_PT, CHARACTER_PX, FONT_PX = 15.0, 7.0, 13.0
"""Height of a line in points, width of a character in which column widths count and size of the text in pixels."""
MAX_CELL = 32767
"""The most characters that a cell of a workbook holds."""
COLUMN_WIDTHS = (11, 60)
MIN_TABLE_WIDTH = 110.0
"""In characters: what the head above the table needs to be read."""
MAX_HEADER = 255
MAX_FOOTER = 80
MAX_PROPERTY = 255
OVERVIEW_COLUMNS = (("sheet", 33), ("section", 26), ("chart", 40), ("finding", 70), ("rows", 9))
CHART_WIDTH, CHART_HEIGHT, CHART_ROWS = 800, 440, 23
"""Size of a chart in pixels, and how many rows of the sheet it covers."""


def head_lines(spec: ChartSpec) -> list[tuple[str, bool]]:
    """What stands between title and finding and the table; True for the label of example data."""
    facts = spec.provenance
    cut = "" if spec.table.of is None else wording.first_rows(len(spec.table.rows), spec.table.of, spec.lang)
    return [(line, line == facts.example_label) for line in (*facts.lines, spec.method, cut) if line]


def headers(spec: ChartSpec) -> list[str]:
    """The headers of the table, no two alike."""
    return unlike((one_line(column.header) for column in spec.table.columns), MAX_HEADER)


def table_widths(spec: ChartSpec) -> list[float]:
    """Column widths in characters, widened where the table is too narrow for the head above it."""
    natural = [column_width(spec, position) for position in range(len(spec.table.columns))] or [MIN_TABLE_WIDTH]
    factor = max(1.0, MIN_TABLE_WIDTH / sum(natural))
    return [round(width * factor, 1) for width in natural]


def column_width(spec: ChartSpec, position: int) -> float:
    """The width of a column of the table in characters, as wide as its longest cell within bounds."""
    texts = [row[position] for row in spec.table.rows if isinstance(row[position], str)]
    return max(text_width(map(str, texts)), COLUMN_WIDTHS[0] + (position == 0) * 6.0)


def text_width(texts: Iterable[str]) -> float:
    """The width in characters of a column that holds these texts, within bounds."""
    widest = max((width(one_line(words), 1.8) for words in texts), default=0.0)
    return min(max(widest, COLUMN_WIDTHS[0]), COLUMN_WIDTHS[1])


def lines_pt(texts: Sequence[str], widths: Sequence[float]) -> float:
    """The height of a row in which texts are wrapped within columns of these widths in characters."""
    rooms = [width * CHARACTER_PX * 0.95 for width in widths]
    lines = [len(wrapped(words, max_px=room, font_px=FONT_PX)) for words, room in zip(texts, rooms, strict=True)]
    return ROW_PT * max(lines, default=1)


def block_names(spec: ChartSpec) -> list[str]:
    """The categories; the steps of a waterfall with their size, for which a narrow step has no room."""
    if spec.kind is not Kind.WATERFALL:
        return list(spec.categories)
    return [f"{name}: {label}" for name, label in zip(spec.categories, spec.category_labels, strict=True)]


def number_type(spec: ChartSpec) -> ColumnType:
    """What the values are: shares, whole numbers, or numbers with a digit after the point."""
    if spec.unit is Unit.SHARE:
        return ColumnType.SHARE
    whole = all(value is None or float(value).is_integer() for item in spec.series for value in item.values)
    return ColumnType.COUNT if whole else ColumnType.RATE


def overview_facts(package: CouncilPackage) -> list[str]:
    """Who, for whom, as of when, by which rule, from where, in lines; those that say nothing are left out."""
    view, occasion, lang = package.view, package.occasion, package.view.lang
    held = text("deck.session", lang, day=formats.day(occasion.session_on, lang)) if occasion.session_on else ""
    provenance = replace(wording.provenance(view, 0, 0), n_of_m="", example_label=None)
    day = formats.day_of_moment(view.snapshot.published_at, lang)
    lines = (
        view.cooperation.name,
        " · ".join(part for part in (package_subject(package), held) if part),
        *provenance.lines,
        text("deck.published", lang, snapshot=view.snapshot.id, day=day),
        example_label(package),
    )
    return [one_line(line) for line in lines if line]


def example_label(package: CouncilPackage) -> str:
    """What says that the data are an example; empty for real ones."""
    return text("charts.example_data", package.view.lang) if package.view.snapshot.example_data else ""


def overview_rows(package: CouncilPackage) -> list[tuple[list[str], int]]:
    """Section, title and finding of each chart, and how many rows its table has."""
    charts = [(section.title, spec) for section in package.sections for spec in section.charts]
    return [([one_line(part) for part in (name, spec.title, spec.finding)], spec.table.total) for name, spec in charts]


def footer(title: str, paper: str) -> str:
    """What stands at the foot of printed pages: the council's paper and the title."""
    return " · ".join(part for part in (paper, one_line(title)) if part)[:MAX_FOOTER]
