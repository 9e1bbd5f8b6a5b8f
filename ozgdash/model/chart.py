"""A chart as plain data, before anything draws it.

Each figure function turns a metric's frame into a ``ChartSpec``. Plotly (screen, PNG, SVG), PowerPoint and the table
(screen reader, XLSX, CSV) are drawn from the same spec, so they cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from ozgdash.model.asked import Asked
from ozgdash.model.names import folded
from ozgdash.texts import Lang

Cell = str | int | float | date | None
"""A value of a table. Shares are floats between 0 and 1; None is "no value", which is not zero."""


class Kind(StrEnum):
    """The geometry of a chart."""

    LINE = "line"
    """Series over dates; None in a series is a gap, not a line through it."""
    BAR = "bar"
    """Horizontal bars, one category a row, first category on top; several series stand side by side."""
    STACKED_BAR = "stacked_bar"
    """Horizontal bars whose series add up along the row."""
    WATERFALL = "waterfall"
    """Horizontal steps from one count to another; the first series is the foot on which a step stands, not drawn."""
    MATRIX = "matrix"
    """A grid: one category a row, one series a column, the label as text in the cell, the share as its tint."""
    TABLE = "table"
    """Nothing to draw: the table alone, for reading and for taking away as XLSX and CSV."""


class Unit(StrEnum):
    """What the values of a chart's axis are."""

    SHARE = "share"
    """Between 0 and 1; shown as per cent on an axis from 0 to 100 %, or to the chart's own ``top``."""
    COUNT = "count"


class Dash(StrEnum):
    """Line patterns, the second channel beside colour."""

    SOLID = "solid"
    DASHED = "dash"
    DOTTED = "dot"


class ColumnType(StrEnum):
    """How a table column is formatted."""

    TEXT = "text"
    COUNT = "count"
    SHARE = "share"
    DATE = "date"
    RATE = "rate"
    """Per month, with one digit."""


@dataclass(frozen=True)
class Series:
    """One row of values, parallel to the chart's categories.

    ``labels`` (parallel as well, "" for none) is what stands at the mark, for instance ``29 von 601``; a line shows
    only the last one. ``guide`` marks a series that is no measurement (target path, plan): drawn thin, without points.
    ``hatched`` fills with a pattern, the second channel beside colour in stacked bars. ``expected_from``: the position
    from which on a line's values are expected, not measured; drawn dashed from there on.
    """

    key: str
    name: str
    values: tuple[float | None, ...]
    colour: str
    labels: tuple[str, ...] = ()
    dash: Dash = Dash.SOLID
    guide: bool = False
    hatched: bool = False
    expected_from: int | None = None

    @cached_property
    def last(self) -> int | None:
        """The position of the last value; None where there is none."""
        return next((i for i in reversed(range(len(self.values))) if self.values[i] is not None), None)

    def label(self, position: int) -> str:
        """The label at a position, empty where the series has none."""
        return self.labels[position] if position < len(self.labels) else ""


@dataclass(frozen=True)
class Band:
    """A range beside the lines of a LINE chart: shaded between ``low`` and ``high``, each parallel to its categories.

    None in one of them is a gap. On a slide and in a workbook a band that begins or ends wide closes towards the next
    day, so let it begin where both ends meet.
    """

    key: str
    name: str
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    colour: str


@dataclass(frozen=True)
class ReferenceLine:
    """A line across the plot at a position of the category axis (a date) with its label, e.g. the deadline."""

    at: date
    label: str


@dataclass(frozen=True)
class Event:
    """Something that happened on a day of the axis: marked in the plot by its number, said below in ``text``."""

    number: int
    at: date
    text: str


@dataclass(frozen=True)
class Column:
    """A column of the table behind a chart."""

    key: str
    header: str
    type: ColumnType = ColumnType.TEXT


@dataclass(frozen=True)
class Table:
    """The exact numbers behind a chart; each row is parallel to ``columns``.

    No two headers are the same: a partner may be called like a column beside it, and then its key stands behind it.
    ``of``: how many rows there are where these are only the first ones; None: these are all.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    of: int | None = None

    def __post_init__(self) -> None:
        """Tables on the page and in Excel know a column by its header alone, Excel without regard to case."""
        if self.of is not None and self.of <= len(self.rows):
            object.__setattr__(self, "of", None)
        used: set[str] = set()
        columns = []
        for column in self.columns:
            header = column.header
            while folded(header) in used:
                header = f"{header} ({column.key})"
            used.add(folded(header))
            columns.append(replace(column, header=header))
        object.__setattr__(self, "columns", tuple(columns))

    @property
    def total(self) -> int:
        """How many rows the whole table has."""
        return len(self.rows) if self.of is None else self.of


@dataclass(frozen=True)
class Provenance:
    """What must stand on everything that leaves the program, as finished sentences in the reader's language.

    ``example_label`` is None for real data. ``source`` names cooperation, snapshot and Stand of the data; ``published``
    is when the snapshot was, None where nobody said. ``address``: where the same is found on the dashboard, empty where
    nobody said where that is. ``events``: what the numbers in a chart over days stand for.
    """

    as_of: str
    rule: str
    filters: str
    n_of_m: str
    source: str
    example_label: str | None
    published: datetime | None = None
    address: str = ""
    events: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The footer: two lines, one more each for example data, events, and the address."""
        first = " · ".join(part for part in (self.as_of, self.rule, self.n_of_m) if part)
        second = " · ".join(part for part in (self.filters, self.source) if part)
        return tuple(part for part in (self.example_label, self.events, first, second, self.address) if part)


@dataclass(frozen=True)
class ChartSpec:
    """One chart, ready to be drawn anywhere.

    ``name`` is the stable key (``progress``); ``finding`` the sentence that says what the chart shows, used as the
    slide's title; ``categories`` ISO dates for LINE, labels otherwise; ``alt_text`` what a screen reader says;
    ``category_labels`` what stands beside the names of stacked bars; ``method`` how it was counted, in a sentence or
    two (notes of a slide); ``bands`` lie below the lines. ``brief``: rows of a long table that stand where there is no
    room for all of them, lines that sum up the others among them; empty where there is no such choice.
    ``asked``: the question that it answers, None where nobody noted it. ``events``: of a chart over days, in the order
    of their days, numbered from 1; all of them lie on its axis. ``top``: where the axis of shares over days ends, a
    multiple of 4 %, for small shares that would be a flat line below 100 %; the title then says so.
    """

    name: str
    kind: Kind
    title: str
    finding: str
    unit: Unit
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    table: Table
    provenance: Provenance
    alt_text: str
    lang: Lang
    reference_lines: tuple[ReferenceLine, ...] = field(default=())
    category_labels: tuple[str, ...] = ()
    method: str = ""
    bands: tuple[Band, ...] = ()
    brief: tuple[tuple[Cell, ...], ...] = ()
    asked: Asked | None = field(default=None, compare=False)
    events: tuple[Event, ...] = ()
    top: float | None = None

    @property
    def empty(self) -> bool:
        """True where there is nothing to show: not a single value, for a table not a single row."""
        if self.kind is Kind.TABLE:
            return not self.table.rows
        return not any(value is not None for series in self.series for value in series.values)
