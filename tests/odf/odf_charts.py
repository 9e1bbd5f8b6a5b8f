"""One chart of each kind, as little as shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ozgdash.odf import number_styles
from ozgdash.odf.chart import Axis, Chart, Days, Kind, Legend, Plot, Point, Series, Side, Step
from ozgdash.odf.chart_looks import DASHED, DOTTED, Fill, Font, Hatch, Label, Marker, Place, Stroke, Symbol

FONT = Font("Arial", 12, "#1F2328")
WHITE = Stroke("#FFFFFF")
DAYS = tuple(date(2022, month, 28) for month in range(9, 13))
END = Point(Marker(Symbol.CIRCLE, 7), Label(Place.RIGHT, FONT, ("Adamsburg", "3 von 10"), moved=(0, -0.05)))
MEASURED = Series("Adamsburg", (0.1, None, 0.2, 0.3), Kind.LINE, Stroke("#0072B2", 2.5), points=((3, END),))
TARGET = Series("Zielpfad", (0.0, 0.3, 0.6, 1.0), Kind.LINE, Stroke("#7A7F87", 1.5, DASHED))
DEADLINE = Series(
    "Frist",
    (None, 1.0, None, None),
    Kind.LINE,
    points=((1, Point(label=Label(Place.ABOVE, FONT, ("Frist",)))),),
    drop=Stroke("#1F2328", 1.25),
    in_legend=False,
)
LINES = Chart(
    DAYS,
    (MEASURED, TARGET, DEADLINE),
    27,
    11,
    Axis(FONT, number_styles.day("yyyy"), date(2022, 1, 1), days=Days(1, Step.YEARS), ticks=True, line=WHITE),
    Axis(FONT, number_styles.percentage(), 0, 1, 0.25, grid=Stroke("#DDE1E6")),
    plot=Plot(0.1, 0.1, 0.8, 0.8),
)
LOW = Series("Band: unten", (None, 0.1, 0.2, 0.3), Kind.AREA)
BREADTH = Series("Band", (None, 0.0, 0.1, 0.2), Kind.AREA, fill=Fill("#0072B2", 0.2))
EDGE = replace(LOW, kind=Kind.LINE, stroke=Stroke("#0072B2", 1.5, DOTTED))
BANDED = replace(LINES, series=(LOW, BREADTH, EDGE, MEASURED), stacked=True)
NUMBER = Label(Place.CENTER, replace(FONT, colour="#FFFFFF"), number=number_styles.number(grouped=True))
STACKED = Chart(
    ("Adamsburg\n3 von 10", "Bertastadt & <Söhne>"),
    (
        Series("online", (1300.0, 2.0), Kind.BAR, WHITE, Fill("#1B66A6"), label=NUMBER),
        Series(
            "unbekannt",
            (100.0, 1.0),
            Kind.BAR,
            WHITE,
            Fill("#7A7F87", hatch=Hatch("#B6B9BD")),
            label=NUMBER,
            points=((1, Point(unlabelled=True)),),
        ),
    ),
    27,
    11,
    Axis(FONT, backwards=True, line=Stroke("#57606A")),
    Axis(FONT, number_styles.number(grouped=True), 0, 1500, visible=False),
    stacked=True,
    horizontal=True,
    legend=Legend(Side.TOP, FONT),
)
SAID = Label(Place.OUTSIDE, FONT, ("10,0 % (1 von 10)",))
BARS = replace(
    STACKED,
    series=(Series("Anteil", (0.1, None), Kind.BAR, None, Fill("#0072B2"), points=((0, Point(label=SAID)),)),),
    value_axis=Axis(FONT, number_styles.percentage(), 0, 1, visible=False, title="Anteil"),
    stacked=False,
    legend=None,
)
FOOT = Series("Fuß", (0.0, 10.0), Kind.BAR)
WATERFALL = replace(
    STACKED, series=(FOOT, Series("Schritt", (10.0, 5.0), Kind.BAR, WHITE, Fill("#1B66A6"))), legend=None
)
EACH = {"lines": LINES, "band": BANDED, "stacked": STACKED, "bars": BARS, "waterfall": WATERFALL}
