from dataclasses import replace
from itertools import pairwise

import pytest
from figure_frames import ADAM, BERTA

from ozgdash.drawing import theme
from ozgdash.drawing.grid import full_tint
from ozgdash.model import palette

MARK_COLOURS = [
    *(*palette.PARTNER_PALETTE, palette.GUIDE, palette.UNKNOWN),
    *sum(palette.MATURITY_RAMPS.values(), ()),
    *palette.STAGE_COLOURS.values(),
]
LOOKS = list(theme.THEMES.values())


def test_contrast_of_black_and_white_is_21():
    assert theme.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert theme.contrast("#777777", "#777777") == 1


@pytest.mark.parametrize("colour", MARK_COLOURS)
@pytest.mark.parametrize("look", LOOKS)
def test_every_mark_stands_out_from_both_backgrounds(colour, look):
    assert theme.contrast(colour, look.background) >= theme.MIN_MARK_CONTRAST


@pytest.mark.parametrize("look", LOOKS)
def test_text_colours_read_on_their_background(look):
    assert theme.contrast(look.ink, look.background) >= theme.MIN_TEXT_CONTRAST
    assert theme.contrast(look.muted, look.background) >= theme.MIN_TEXT_CONTRAST


@pytest.mark.parametrize("colour", MARK_COLOURS)
def test_numbers_in_segments_read_on_their_fill(colour):
    assert theme.contrast(theme.text_on(colour), colour) >= theme.MIN_TEXT_CONTRAST


@pytest.mark.parametrize("colour", MARK_COLOURS)
@pytest.mark.parametrize("look", LOOKS)
def test_text_reads_on_a_fully_tinted_cell(colour, look):
    assert theme.contrast(look.ink, full_tint(colour, look)) >= theme.MIN_TEXT_CONTRAST


def test_a_pale_colour_is_darkened_until_it_can_be_read_on_white():
    assert theme.contrast("#FFEE88", "#FFFFFF") < 1.5
    shade = theme.readable("#FFEE88", "#FFFFFF", theme.MIN_TEXT_CONTRAST)
    assert theme.contrast(shade, "#FFFFFF") >= theme.MIN_TEXT_CONTRAST


def test_a_readable_colour_stays_as_it_is():
    assert theme.readable("#0072B2", "#FFFFFF", 3.0) == "#0072B2"


def test_levels_of_a_ramp_all_differ():
    for ramp in palette.MATURITY_RAMPS.values():
        assert len(set(ramp)) == len(ramp)
        assert all(one != two for one, two in pairwise(ramp))


def test_the_cooperations_own_colour_wins_over_the_palette():
    colours = palette.partner_colours((replace(ADAM, colour="#123456"), BERTA))
    assert colours == {"adam": "#123456", "berta": palette.PARTNER_PALETTE[1]}


def test_a_colour_that_is_none_is_not_taken_over():
    assert palette.partner_colours((replace(ADAM, colour="red;}"),)) == {"adam": palette.PARTNER_PALETTE[0]}


def test_an_unknown_level_is_grey():
    assert palette.maturity_colour(None, None) == palette.UNKNOWN
    assert palette.maturity_colour("1.1", 9) == palette.UNKNOWN
    assert palette.maturity_colour("1.1", 4) == palette.MATURITY_RAMPS["1.1"][4]
