from dataclasses import replace
from importlib import resources
from itertools import pairwise

import pandas as pd
import pytest
from figure_frames import HOSTILE_NAMES, make_view
from lxml import etree
from PIL import ImageFont

from ozgdash.drawing import legend, svg
from ozgdash.drawing.lettering import one_line, width
from ozgdash.figures.maturity import maturity_figure

SVG = "{http://www.w3.org/2000/svg}"
ROOM, FONT = 1500, 20
DISTRICTS = [
    "Landkreis Lüneburg", "Kreis Nordwestmecklenburg", "Stadt Emden", "Hansestadt Buxtehude", "Landkreis Grafschaft Bentheim",
    "Samtgemeinde Boldecker Land", "Flecken Coppenbrügge", "Stadt Gifhorn", "Landkreis Hameln-Pyrmont", "Inselgemeinde Juist",
    "WOLFSBURG", "Regionalverband Großraum Braunschweig",
]  # fmt: skip
LONG = "Zweckverband " + "Verwaltungsverfahrensmodernisierungsgesetz " * 7


def letters(font_px):
    """What measures a text in the font of the pictures."""
    file = resources.files("fontpkg_arimo").joinpath("files", "Arimo[wght].ttf")
    return ImageFont.truetype(str(file), font_px).getlength


def in_rows(placed):
    return [[entry for entry in placed if entry.row == row] for row in range(legend.rows(placed))]


def test_entries_are_as_wide_as_their_names():
    short, longer, last = legend.entries(["A", "Landkreis Gifhorn", "B"], room=ROOM, font_px=FONT)
    assert (short.left, short.row, longer.row, last.row) == (0, 0, 0, 0)
    assert longer.left == pytest.approx(width("A", FONT) + 50)
    assert last.left - longer.left == pytest.approx(width("Landkreis Gifhorn", FONT) + 50)


@pytest.mark.parametrize("room", [500, 800, ROOM])
def test_twelve_long_names_stand_apart_and_inside_in_the_real_font(room):
    placed = legend.entries(DISTRICTS, room=room, font_px=FONT)
    measured = letters(FONT)
    assert [line for entry in placed for line in entry.lines] == DISTRICTS
    for row in in_rows(placed):
        assert row[0].left == 0
        ends = [entry.left + legend.TEXT_EM * FONT + measured(entry.lines[0]) for entry in row]
        assert ends[-1] <= room
        assert all(end < following.left for end, (_, following) in zip(ends, pairwise(row), strict=False))
    assert legend.rows(placed) <= {500: 9, 800: 5, ROOM: 3}[room]


def test_a_name_longer_than_a_row_is_broken_and_keeps_its_rows_to_itself():
    first, long, last = legend.entries(["A", LONG, "B"], room=600, font_px=FONT)
    assert " ".join(long.lines) == one_line(LONG)
    assert (first.row, long.row, long.left) == (0, 1, 0)
    assert last.row == 1 + len(long.lines)
    assert legend.rows([first, long, last]) == last.row + 1
    assert all(letters(FONT)(line) <= 600 - legend.TEXT_EM * FONT for line in long.lines)


def test_a_legend_without_entries_takes_no_room():
    assert legend.entries([], room=ROOM, font_px=FONT) == []
    assert legend.rows([]) == 0


@pytest.mark.parametrize("target", ["print", "paper"])
@pytest.mark.parametrize("names", [DISTRICTS, [*HOSTILE_NAMES, LONG], ["A"]])
def test_the_legend_of_a_picture_says_every_name_between_heading_and_bars(names, target):
    levels = [("adam", "2.0", level, 5) for level in range(len(names))]
    frame = pd.DataFrame(levels, columns=["partner_id", "maturity_model", "maturity", "services"])
    plain = maturity_figure(frame, make_view())
    spec = replace(plain, series=tuple(replace(s, name=name) for s, name in zip(plain.series, names, strict=True)))
    root = etree.fromstring(svg.picture(spec, target=target).encode())
    size = next(text.get("font-size") for text in root.iter(f"{SVG}text"))
    said = [(float(text.get("y")), "".join(text.itertext())) for text in root.iter(f"{SVG}text")]
    whole = " ".join(line for _, line in said)
    assert all(one_line(series.name).replace(" ", "") in whole.replace(" ", "") for series in spec.series)
    lowest = max(y for y, line in said if line and line in one_line(spec.series[-1].name))
    highest_bar = min(float(rect.get("y")) for rect in root.iter(f"{SVG}rect") if rect.get("stroke"))
    assert lowest < highest_bar
    assert min(y for y, _ in said) > float(size) * 0.7
