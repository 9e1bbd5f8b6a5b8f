"""A chart as plain data: what it shows and how it looks, without a word of XML.

Charts of presentations and of spreadsheets are the same: ``chart_object.chart_object`` writes either. Sizes are
centimetres or, for fonts, lines and marks, points; colours are hex.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ozgdash.odf.chart_looks import Fill, Font, Label, Marker, Stroke
from ozgdash.odf.number_styles import NumberStyle

Column = tuple[str, tuple[float | None, ...]]
"""A name and the values below it."""


class Kind(StrEnum):
    """What the values of a series are drawn as, by its name in the format."""

    LINE = "chart:line"
    BAR = "chart:bar"
    AREA = "chart:area"


class Side(StrEnum):
    """Where a legend stands."""

    TOP = "top"
    BOTTOM = "bottom"
    LEFT = "start"
    RIGHT = "end"


class Step(StrEnum):
    """The unit in which an axis of days counts."""

    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True)
class Point:
    """Where one point differs from its series. ``unlabelled``: it has no label, whatever the series says."""

    marker: Marker | None = None
    label: Label | None = None
    fill: Fill | None = None
    unlabelled: bool = False


@dataclass(frozen=True)
class Series:
    """A row of values, parallel to the categories; None is a gap.

    ``stroke`` None: no line, or no outline of a bar; ``fill`` None: not filled. ``label``: at every point. ``points``:
    position and what differs there, in ascending order. ``drop``: a line from each point down to zero. A series with
    the name and the values of an earlier one reads the same column of numbers.
    """

    name: str
    values: tuple[float | None, ...]
    kind: Kind
    stroke: Stroke | None = None
    fill: Fill | None = None
    marker: Marker | None = None
    label: Label | None = None
    points: tuple[tuple[int, Point], ...] = ()
    drop: Stroke | None = None
    in_legend: bool = True


@dataclass(frozen=True)
class Days:
    """The steps of an axis of days: a tick each ``every`` times ``step``."""

    every: int
    step: Step


@dataclass(frozen=True)
class Axis:
    """An axis. ``lowest``, ``highest``: its ends (a day of an axis of days); None: as the program finds fit.

    ``interval``: between two ticks. ``backwards``: from right to left, or from top to bottom. ``line``, ``grid``: None
    for none. ``ticks``: small lines outside at each label.
    """

    font: Font = field(default_factory=Font)
    number: NumberStyle | None = None
    lowest: float | date | None = None
    highest: float | date | None = None
    interval: float | None = None
    days: Days | None = None
    backwards: bool = False
    visible: bool = True
    ticks: bool = False
    line: Stroke | None = None
    grid: Stroke | None = None
    title: str = ""


@dataclass(frozen=True)
class Legend:
    """The names of the series."""

    side: Side
    font: Font = field(default_factory=Font)


@dataclass(frozen=True)
class Title:
    """What stands above."""

    words: str
    font: Font = field(default_factory=Font)


@dataclass(frozen=True)
class Plot:
    """The place of the plot without its axes, as parts of the chart's width and height."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Source:
    """Where the numbers of a chart in a spreadsheet stand: the cell above its categories, row and column from 0.

    Names stand in that row; the columns of ``Chart.columns`` follow to the right.
    """

    table: str
    row: int
    column: int


@dataclass(frozen=True)
class Chart:
    """A chart. ``categories``: names or days.

    ``stacked``: the values of those series add up that are of the same kind as the first one, which is why areas stand
    before lines. ``horizontal``: bars
    lie. ``gap``: between two groups of bars, in per cent of a bar's thickness. ``source``: None for a chart that holds
    its numbers itself. ``order``: names and values in the order of their columns, where it is not that of the series.
    ``language`` and ``country``: of its texts; ``ground``: the colour behind it, None for nothing.
    """

    categories: tuple[str | date, ...]
    series: tuple[Series, ...]
    width_cm: float
    height_cm: float
    category_axis: Axis
    value_axis: Axis
    stacked: bool = False
    horizontal: bool = False
    gap: int = 45
    title: Title | None = None
    legend: Legend | None = None
    plot: Plot | None = None
    source: Source | None = None
    order: tuple[Column, ...] = ()
    language: str = "de"
    country: str = "DE"
    ground: str | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        """Name and values of each column of numbers: of each series, those alike once."""
        return self.order or tuple(dict.fromkeys((item.name, item.values) for item in self.series))
