"""A band is a shade between two ends on every canvas, in every look, and its name stands beside it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pandas as pd
import pytest
from figure_frames import make_view
from lxml import etree
from test_outlook_figures import ADAM, history, path, row

from ozgdash.drawing import axes, bands, svg, theme
from ozgdash.drawing.plotly import drawing, figure
from ozgdash.figures.outlook import outlook_figure
from ozgdash.model import palette
from ozgdash.model.chart import Band, ChartSpec, Unit

SVG = "{http://www.w3.org/2000/svg}"
DAYS = ("2022-11-30", "2022-12-31", "2023-01-31", "2023-02-28", "2023-03-31")


def banded(**more: object) -> ChartSpec:
    frame = path().assign(**more)
    return outlook_figure(history(), frame, pd.DataFrame([row()]), make_view(partners=[ADAM]))


def test_the_outline_goes_along_the_upper_end_and_back_along_the_lower_one():
    (outline,) = bands.outlines(banded().bands[0], banded())
    assert outline == [
        *((DAYS[2], 0.2), (DAYS[3], 0.6), (DAYS[4], 1.0)),
        *((DAYS[4], 0.21), (DAYS[3], 0.205), (DAYS[2], 0.2)),
    ]


def test_a_gap_in_one_end_is_a_gap_in_the_band():
    spec = banded()
    band = Band("x", "x", (0.1, None, 0.1, 0.1, 0.1), (0.2, 0.2, 0.2, None, 0.3), "#0072B2")
    assert [len(outline) for outline in bands.outlines(band, spec)] == [2, 2, 2]
    assert bands.breadth(band).values == (0.1, None, 0.1, None, pytest.approx(0.2))


@pytest.mark.parametrize("look", theme.THEMES)
@pytest.mark.parametrize("target", ["screen", "print"])
def test_the_shade_lies_below_its_dotted_edges_and_the_line(look: theme.ThemeName, target: theme.Target):
    drawn = drawing(banded(), theme=look, target=target).traces
    shade, low, high, *lines = drawn
    assert (shade["fill"], shade["opacity"], shade["line"]["width"]) == ("toself", theme.BAND_OPACITY, 0)
    assert (low["line"]["dash"], high["line"]["dash"]) == ("dot", "dot")
    assert (low["name"], high["name"]) == ("80-%-Bereich: unten", "80-%-Bereich: oben")
    assert [line["name"] for line in lines] == ["Adamsburg", "Adamsburg (erwartet)"]


@pytest.mark.parametrize("look", theme.THEMES)
@pytest.mark.parametrize("colour", palette.PARTNER_PALETTE)
def test_a_line_stands_out_from_its_band_and_an_edge_from_the_ground(look: theme.ThemeName, colour: str):
    spec = banded()
    spec = replace(
        spec,
        series=tuple(replace(item, colour=colour) for item in spec.series),
        bands=tuple(replace(item, colour=colour) for item in spec.bands),
    )
    drawn, ground = figure(spec, theme=look).data, theme.THEMES[look].background
    shade = theme.mixed(ground, drawn[0].fillcolor, theme.BAND_OPACITY)
    assert theme.contrast(drawn[3].line.color, shade) >= theme.MIN_MARK_CONTRAST
    assert theme.contrast(drawn[1].line.color, ground) >= theme.MIN_MARK_CONTRAST
    # Seen without colours as well: the shade differs in lightness from the ground.
    assert theme.contrast(shade, ground) >= 1.15


@pytest.mark.parametrize(("lang", "name"), [("de", "80-%-Bereich"), ("en", "80% interval")])
def test_the_name_stands_at_the_end_that_is_further_from_the_line(lang: str, name: str):
    view = make_view(partners=[ADAM], lang=lang)
    spec = outlook_figure(history(), path(), pd.DataFrame([row()]), view)
    (note,) = [note for note in figure(spec).layout.annotations if name in note.text]
    assert (note.x, note.y) == (DAYS[4], 1.0)


@pytest.mark.parametrize("high", [[20.0, 22.4, 24.8], [20.0, 23.0, 27.0]])
def test_the_name_of_a_narrow_band_keeps_apart_from_that_of_the_line(high: list[float]):
    drawn = drawing(banded(low=[20.0, 22.0, 24.5], high=high), target="print")
    height = drawn.layout["height"] - drawn.layout["margin"]["t"] - drawn.layout["margin"]["b"]
    ends = [note for note in drawn.annotations if note["showarrow"]]
    places = sorted(note["y"] * height - note["ay"] for note in ends)
    assert len(places) == 2
    assert all(above - below >= drawn.layout["font"]["size"] * 2 for below, above in pairwise(places))


def test_a_picture_has_the_shade_as_an_area_that_is_seen_through():
    spec = banded()
    root = etree.fromstring(svg.picture(spec).encode())
    (shade,) = [path for path in root.iter(f"{SVG}path") if path.get("fill-opacity")]
    assert shade.get("fill") == spec.bands[0].colour
    assert (float(shade.get("fill-opacity")), shade.get("stroke")) == (theme.BAND_OPACITY, None)
    assert shade.get("d").count("L") == 5
    assert "80-%-Bereich" in "".join(root.itertext())


def test_the_axis_of_counts_reaches_to_the_upper_end():
    band = Band("x", "x", (1.0,) * 5, (900.0,) * 5, "#0072B2")
    assert axes.top(replace(banded(), unit=Unit.COUNT, bands=(band,))) == 900
