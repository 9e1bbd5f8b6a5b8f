"""How far apart the colours that mean something are for every way to see, and that the calculation is CIEDE2000."""

import pytest

from ozgdash.drawing import theme
from ozgdash.figures import waterfall
from ozgdash.model import palette
from tools.colour_vision import SIMULATED, ciede2000, smallest, smallest_step

SIGHTS = [name for name in SIMULATED if name != "grey"]
FIRST = palette.PARTNER_PALETTE[:4]


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_distances_are_those_of_the_published_pairs(one, two, expected):
    assert ciede2000(one, two) == pytest.approx(expected, abs=5e-5)


def test_red_and_green_of_one_lightness_meet_for_who_does_not_see_red():
    assert smallest(["#C03030", "#5A7A20"], "protanopia") < smallest(["#C03030", "#5A7A20"], "normal") / 3


@pytest.mark.parametrize("sight", SIGHTS)
def test_eight_partners_can_be_told_apart(sight):
    assert smallest(palette.PARTNER_PALETTE, sight) >= 13
    assert smallest(FIRST, sight) >= 17.5
    assert smallest([*FIRST, palette.GUIDE], sight) >= 9


def test_four_partners_can_be_told_apart_in_grey_and_more_by_their_markers():
    assert smallest(FIRST, "grey") >= 4.4
    assert len(set(palette.MARKERS)) == len(palette.PARTNER_PALETTE)


@pytest.mark.parametrize(("model", "colours", "grey"), [("1.1", 7.4, 4.1), ("2.0", 5.8, 2.2)])
def test_neighbouring_levels_can_be_told_apart(model, colours, grey):
    ramp = palette.MATURITY_RAMPS[model]
    assert min(smallest_step(ramp, sight) for sight in SIGHTS) >= colours
    assert smallest_step(ramp, "grey") >= grey


def test_more_of_model_2_is_darker():
    light = [theme.luminance(colour) for colour in palette.MATURITY_RAMPS["2.0"]]
    assert light == sorted(light, reverse=True)


@pytest.mark.parametrize("sight", SIGHTS)
def test_stages_of_work_and_steps_of_a_waterfall_can_be_told_apart(sight):
    assert smallest(tuple(palette.STAGE_COLOURS.values()), sight) >= 6.4
    assert smallest(tuple(waterfall.COLOURS.values()), sight) >= 6.4
