"""Bands of a line chart: the shaded range between two ends, its edges, and the edge that carries its name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ozgdash.drawing import theme
from ozgdash.model.chart import Band, ChartSpec, Dash, Series
from ozgdash.texts import Lang, text

Point = tuple[str, float]
"""A day and a value."""


def edges(band: Band, lang: Lang) -> tuple[Series, Series]:
    """The lower and the upper end as thin dotted lines: they stand out where the shade is too light to be seen."""
    low, high = (
        Series(
            key=f"{band.key}-{end}",
            name=text(f"charts.band_{end}", lang, name=band.name),
            values=values,
            colour=band.colour,
            dash=Dash.DOTTED,
            guide=True,
        )
        for end, values in (("low", band.low), ("high", band.high))
    )
    return low, high


def breadth(band: Band) -> Series:
    """From the lower to the upper end, as a stacked area takes it."""
    pairs = zip(band.low, band.high, strict=True)
    values = tuple(None if low is None or high is None else high - low for low, high in pairs)
    return Series(f"{band.key}-breadth", band.name, values, band.colour)


def outlines(band: Band, spec: ChartSpec) -> list[list[Point]]:
    """Each unbroken part of the band: its upper end from left to right, then its lower end back."""
    known = [low is not None and high is not None for low, high in zip(band.low, band.high, strict=True)]
    return [
        [*_along(band.high, spec, members), *reversed(list(_along(band.low, spec, members)))]
        for inside, group in groupby(range(len(known)), key=known.__getitem__)
        if inside
        for members in (list(group),)
    ]


def _along(values: tuple[float | None, ...], spec: ChartSpec, members: list[int]) -> Iterator[Point]:
    return ((spec.categories[index], value) for index in members for value in (values[index],) if value is not None)


def named_edge(band: Band, spec: ChartSpec) -> Series:
    """The edge with the band's name at its end: the one that is further away from the lines that end there."""
    low, high = edges(band, spec.lang)
    last = high.last or 0
    ends = [series.values[last] or 0.0 for series in spec.series if not series.guide and series.last == last]
    distances = [min((abs((edge.values[last] or 0.0) - end) for end in ends), default=0.0) for edge in (low, high)]
    return low if distances[0] > distances[1] else high


def mark(series: Series, spec: ChartSpec, background: str) -> str:
    """The shade of a line's colour that stands out from the background and from the bands in the line's colour."""
    ground = theme.readable(series.colour, background, theme.MIN_MARK_CONTRAST)
    if any(band.colour == series.colour for band in spec.bands):
        background = theme.mixed(background, ground, theme.BAND_OPACITY)
    return theme.readable(series.colour, background, theme.MIN_MARK_CONTRAST)
