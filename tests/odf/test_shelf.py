"""Our charts say what LibreOffice's own of the same data say, part by part: one feature, one file of the shelf.

The files are LibreOffice's (``tests/fixtures/writers/shelf.py``). What differs is on a list, each line with its reason;
a line that nothing needs any more fails.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from chart_facts import chart_facts

from ozgdash.odf import number_styles
from ozgdash.odf.chart import Axis, Chart, Days, Kind, Legend, Point, Series, Side, Source, Step
from ozgdash.odf.chart_looks import Dash, Fill, Hatch, Label, Marker, Place, Stroke, Symbol
from ozgdash.odf.chart_object import MIMETYPE, chart_object
from ozgdash.odf.package import package
from ozgdash.settings import PROJECT_DIR

SHELF = PROJECT_DIR / "tests" / "fixtures" / "shelf"
BLUE, ORANGE, GREY, LINE = "#005EA8", "#D4650A", "#999999", "#B3B3B3"
DAYS = tuple(date(2026, month, 1) for month in range(1, 7))
PARTNERS = ("Stadt Wolfsburg", "Stadt Braunschweig", "Stadt Salzgitter")
WIDE = 0.088 / 2.54 * 72
"""0.088 cm in points."""
MARK = 0.25 / 2.54 * 72
SQUARE, CIRCLE = Marker(Symbol.SQUARE, MARK), Marker(Symbol.CIRCLE, MARK)
DAY, COUNT, SHARE = number_styles.day(), number_styles.number(grouped=True), number_styles.percentage()
Values = tuple[float | None, ...]


def axis(**more: object) -> Axis:
    return replace(Axis(line=Stroke(LINE)), **more)


def lines(*named: tuple[str, Values], colours: Sequence[str] = (BLUE, ORANGE, GREY), **more: object) -> Chart:
    marks = (SQUARE, Marker(Symbol.DIAMOND, MARK), None)
    series = tuple(
        Series(name, values, Kind.LINE, Stroke(colour, WIDE), marker=mark)
        for (name, values), colour, mark in zip(named, colours, marks, strict=False)
    )
    usual = Chart(DAYS, series, 22.001, 11.001, axis(days=Days(1, Step.MONTHS)), axis(grid=Stroke(LINE)))
    return replace(usual, **more)


def bars(*named: tuple[str, Values], **more: object) -> Chart:
    series = tuple(
        Series(name, values, Kind.BAR, None, Fill(colour))
        for (name, values), colour in zip(named, (BLUE, ORANGE, GREY), strict=False)
    )
    usual = Chart(
        PARTNERS, series, 22.001, 11.001, axis(backwards=True), axis(grid=Stroke(LINE)), horizontal=True, gap=100
    )  # fmt: skip
    return replace(usual, **more)


def changed(chart: Chart, place: int, **more: object) -> Chart:
    """The chart with another look of one series."""
    series = list(chart.series)
    series[place] = replace(series[place], **more)
    return replace(chart, series=tuple(series))


def with_number(chart: Chart, number: number_styles.NumberStyle, **more: object) -> Chart:
    return replace(chart, value_axis=replace(chart.value_axis, number=number, **more))


ONLINE, PLANNED = ("online", (106, 1_250, 29)), ("geplant", (20, 300, 10))
SAID = ("106 von 601", "1.250 von 2.200", "29 von 601")
KNOWN = ("Wolfsburg", (0.1, 0.2, 0.3, 0.4, 0.5, 0.6))
STACKED = {"stacked": True}
FOOT = Series("unten", KNOWN[1], Kind.AREA)
CHARTS: dict[str, Chart] = {
    "line-gap": lines(
        ("Wolfsburg", (0.1, 0.2, None, 0.4, 0.5, 0.6)), ("Gifhorn", (None, None, 0.1, 0.15, 0.3, None))
    ),
    "line-dates": replace(
        lines(("Wolfsburg", (1, 2, 3, 4, 5, 6))), category_axis=axis(number=number_styles.day("mm.yyyy"), days=Days(1, Step.MONTHS))
    ),
    "line-dash": changed(
        changed(lines(("Plan", KNOWN[1]), ("Ziel", (0.2, 0.3, 0.4, 0.5, 0.6, 0.7))), 0, stroke=Stroke(BLUE, WIDE, Dash(400, 300))),
        1, stroke=Stroke(ORANGE, WIDE, Dash(100, 300, round=True)),
    ),
    "line-marks": changed(
        changed(
            changed(lines(("Wolfsburg", (1, 2, 3, 4, 5, 6)), ("Gifhorn", (2, 3, 4, 5, 6, 7)), ("Salzgitter", (3, 4, 5, 6, 7, 8))), 0, marker=CIRCLE),
            1, marker=SQUARE,
        ),
        2, points=((5, Point(CIRCLE)),),
    ),
    "line-moved": changed(
        lines(("Wolfsburg", (1, 2, 3, 4, 5, 6))), 0, points=((5, Point(label=Label(Place.ABOVE, lines=("6 von 10",), moved=(0, -0.05)))),)
    ),
    "line-reference": changed(
        lines(KNOWN, ("Frist", (None, None, None, 1, None, None))), 1, stroke=None, marker=None, drop=Stroke("#000000", 0)
    ),
    "line-band": replace(
        lines(("Median", (0.2, 0.3, 0.4, 0.5, 0.6, 0.7))),
        series=(FOOT, Series("Breite", (0.2,) * 6, Kind.AREA, fill=Fill(BLUE, 0.2)), *lines(("Median", (0.2, 0.3, 0.4, 0.5, 0.6, 0.7))).series),
        stacked=True,
    ),
    "bars": bars(ONLINE),
    "bars-gap": bars(ONLINE, PLANNED, gap=45),
    "bars-labels": changed(bars(ONLINE), 0, label=Label(Place.RIGHT, number=COUNT)),
    "bars-words": changed(bars(ONLINE), 0, points=tuple((place, Point(label=Label(lines=(words,)))) for place, words in enumerate(SAID))),
    "bars-stacked": bars(("Stufe0", (5, 10, 15)), ("Stufe1", (20, 30, 40)), ("Stufe2", (30, 20, 10)), **STACKED),
    "bars-hatched": changed(
        bars(("bekannt", (5, 10, 15)), ("unbekannt", (20, 30, 40)), **STACKED), 1, fill=Fill(GREY, hatch=Hatch("#FFFFFF", 0.1))
    ),
    "waterfall": changed(bars(("Fuß", (0, 100, 120)), ("Schritt", (100, 20, 30)), **STACKED), 0, fill=None),
    "axis-share": with_number(lines(("Wolfsburg", (0.1, 0.2, 0.3, 0.4, 0.5, 0.625))), SHARE, lowest=0, highest=1, interval=0.25),
    "axis-count": with_number(lines(("Wolfsburg", (1_000, 1_200, 1_300, 1_400, 1_500, 2_200))), COUNT),
    "legend": bars(ONLINE, PLANNED, legend=Legend(Side.TOP)),
    "sheet-chart": replace(
        bars(("online", (6, 106, 206)), ("geplant", (0, 10, 20)), source=Source("Daten", 0, 0), category_axis=axis()), width_cm=15, height_cm=8
    ),
}  # fmt: skip
TOLERATED = {
    r"(wall|floor|legend)@draw:(fill|fill-color|stroke): .*": "we say that walls and legends are not filled",
    r"( |axis\[.\]|grid|series\[\d\])@draw:(stroke|fill): - \| (solid|none)": "said, though it is what goes without saying",
    r"@svg:stroke-width: - \| 0.026cm": "LibreOffice leaves out hairlines",
    r"@fo:(color|country|language|font-family|font-size|font-weight): - \| .*": "our font is said, LibreOffice has a default",
    r"@fo:font-size: 10pt \| -": "series without labels have no font of ours",
    r"@style:font-size-(asian|complex): 10pt \| -": "our texts have no letters of those scripts",
    r"plot-area(/coordinate-region)?@svg:.*: .*cm \| -": "where LibreOffice drew it; we let the program place it",
    r"legend@svg:[xy]: .*cm \| -": "where LibreOffice drew it; we let the program place it",
    r"@chart:link-data-style-to-source: true \| -": "no number format is ours, so there is none to be linked or not",
    r"@chart:link-data-style-to-source: - \| false": "the label of a point has the format of its series",
    r"@number: (0|\[de-DE\]DD.MM.YYYY) \| -": "the format that goes without saying, and for words that of days",
    r"@number: \[de-DE\]0 % \| \[de-DE\]0\u00a0%": "ours does not break before the sign",
    r"axis\[.\]@chart:(label-arrangement|visible|tick-marks-major-(inner|outer)): - \| .*": "said, though it is the default",
    r"axis\[.\]@text:line-break: false \| true": "our names may have two lines",
    r"axis\[x\]@chart:axis-type: auto \| (date|text)": "LibreOffice looks at the categories, we know them",
    r"axis\[x\]/date-scale@.*: - \| .*": "our axis of days says in which steps it counts",
    r"axis\[y\]@chart:(gap-width|overlap): - \| .*": "said, though it is the default",
    r"@loext:(try-staggering-first|std-weight): .* \| -": "LibreOffice's own",
    r"error-indicator@(draw:stroke-linejoin|svg:stroke-opacity): .* \| -": "said, though it is the default",
    r"series\[\d\]@chart:error-(lower|upper)-indicator: - \| .*": "said at the series, too",
    r"@chart:data-label-(number|text|symbol): - \| (none|false)": "said, though it is the default",
    r"@chart:data-label-series: false \| -": "said, though it is the default",
    r"plot-area@chart:data-label-.*: .* \| -": "LibreOffice repeats at the plot what the first series says",
    r"data-point\[\d\]@chart:label-position: right \| -": "LibreOffice's own place for the labels of bars that lie",
    r"line-moved .*data-point\[\d\]@chart:symbol-.*: .* \| -": "LibreOffice repeats at a point what its series says",
    r"data-point\[\d\]@chart:solid-type: cuboid \| -": "for bars in space",
    r"@chart:symbol-type: - \| none": "said of bars, too",
    r"plot-area@chart:symbol-type: automatic \| -": "our series each say theirs",
    r"(line-reference|line-band|waterfall) .*@draw:fill-color: .* \| -": "the colour of what is not filled",
    r"line-reference .*@svg:stroke-(color|width): .* \| -": "the look of a line that is not drawn",
    r"plot-area@chart:(stacked|vertical): - \| false": "said, though it is the default",
    r"plot-area@chart:include-hidden-cells: - \| true": "numbers in hidden rows of the workbook are shown",
    r"@chart:label-cell-address: Daten.(\w1):Daten.\1 \| 'Daten'.\1": "one cell is one cell",
    r"@(chart|table):.*address: Daten.(\w\d):Daten.(\w\d) \| 'Daten'.\2:'Daten'.\3": "our names of tables stand in quotation marks",
    r"sheet-chart .*@draw:fill-color: #(004586|ff420e) \| .*": "the shelf's chart beside cells has LibreOffice's own colours",
}  # fmt: skip
"""Part, attribute, LibreOffice's value and ours (``-``: it says nothing) -> why it may be."""


def differences(name: str) -> list[str]:
    """What LibreOffice says and what we say, where it is not the same: ``chart part@attribute: theirs | ours``."""
    (path,) = SHELF.glob(f"{name}.*")
    theirs = chart_facts(path.read_bytes())
    ours = chart_facts(package(MIMETYPE, chart_object(CHARTS[name], "Object 1").parts))
    found = {key: (theirs.get(key, "-"), ours.get(key, "-")) for key in {**theirs, **ours}}
    return [f"{name} {key}: {one} | {other}" for key, (one, other) in found.items() if one != other]


@pytest.mark.parametrize("name", CHARTS)
def test_our_chart_says_what_libreoffice_says(name: str) -> None:
    unexpected = [line for line in differences(name) if not any(re.search(f"{known}$", line) for known in TOLERATED)]
    assert unexpected == []


def test_every_tolerance_is_needed() -> None:
    found = [line for name in CHARTS for line in differences(name)]
    assert [known for known in TOLERATED if not any(re.search(f"{known}$", line) for line in found)] == []


def test_there_is_a_chart_of_ours_for_every_chart_of_the_shelf() -> None:
    saved = {path.stem for path in SHELF.iterdir()} - {"alternative-text", "matrix", "notes", "sheet-formats"}
    assert saved == set(CHARTS)
