"""Contrast of every pair of colours that text (4.5) or a mark (3.0) is made of: page, deck, PDF, both themes."""

import re
import tomllib

import pytest

from ozgdash.drawing import theme
from ozgdash.export.briefing import briefing
from ozgdash.export.slides.layouts import DEEP, PLACES
from ozgdash.figures import waterfall
from ozgdash.model import palette
from ozgdash.settings import PROJECT_DIR

CONFIG = tomllib.loads((PROJECT_DIR / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
STYLES = {
    path.name: path.read_text(encoding="utf-8") for path in (PROJECT_DIR / "ozgdash" / "ui" / "assets").glob("*.css")
}
FAINT = 0.4
"""Share of the ground in Streamlit's small grey text; it draws it at an opacity of 60 %."""
MEANING = {
    *palette.PARTNER_PALETTE, palette.ACCENT, palette.GUIDE, palette.UNKNOWN, *palette.STAGE_COLOURS.values(),
    *waterfall.COLOURS.values(), *sum(palette.MATURITY_RAMPS.values(), ()),
}  # fmt: skip
WHITE = "#FFFFFF"


def paired(style: str, name: str) -> tuple[str, str]:
    """The colours for light and dark of the first declaration with that name."""
    found = re.search(rf"{name}: (?:1px solid )?light-dark\((#\w+), (#\w+)\)", STYLES[style])
    assert found, (style, name)
    return found[1], found[2]


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
def test_text_of_the_frame_can_be_read(look, ground):
    colours = CONFIG[look]
    behind = colours[ground]
    for name in ("textColor", "linkColor", "primaryColor"):
        assert theme.contrast(colours[name], behind) >= theme.MIN_TEXT_CONTRAST
    faint = theme.mixed(colours["textColor"], behind, FAINT)
    assert theme.contrast(faint, behind) >= theme.MIN_TEXT_CONTRAST


@pytest.mark.parametrize("position", [0, 1])
def test_text_of_a_picture_and_of_its_buttons_can_be_read(position):
    ground, ink, muted = (paired("chart.css", name)[position] for name in ("--ground", "--ink", "--muted"))
    assert theme.contrast(ink, ground) >= theme.MIN_TEXT_CONTRAST
    assert theme.contrast(muted, ground) >= theme.MIN_TEXT_CONTRAST
    behind, written, edge = (paired("chart_view.css", name)[position] for name in ("background", "color", "border"))
    assert theme.contrast(written, behind) >= theme.MIN_TEXT_CONTRAST
    assert theme.contrast(edge, behind) >= theme.MIN_MARK_CONTRAST
    ring = re.findall(r"2px solid light-dark\((#\w+), (#\w+)\)", STYLES["chart_view.css"])
    assert ring
    assert all(theme.contrast(pair[position], ground) >= theme.MIN_MARK_CONTRAST for pair in ring)


def test_links_past_the_filters_and_paper_can_be_read():
    [link] = re.findall(r"\.skip a \{ background: (#\w+); .*?color: (#\w+);", STYLES["page.css"])
    assert theme.contrast(*link) >= theme.MIN_TEXT_CONTRAST
    for colour in set(re.findall(r"[{; ]color: (#\w+)", STYLES["print.css"])):
        assert theme.contrast(colour, WHITE) >= theme.MIN_TEXT_CONTRAST


@pytest.mark.parametrize("look", theme.THEMES.values(), ids=theme.THEMES)
@pytest.mark.parametrize("colour", sorted(MEANING))
def test_a_colour_with_a_meaning_is_seen_as_a_mark_and_can_be_written_in(look, colour):
    assert theme.contrast(colour, look.background) >= theme.MIN_MARK_CONTRAST
    written = theme.readable(colour, look.background, theme.MIN_TEXT_CONTRAST)
    assert theme.contrast(written, look.background) >= theme.MIN_TEXT_CONTRAST
    assert theme.contrast(theme.text_on(colour), colour) >= theme.MIN_TEXT_CONTRAST


@pytest.mark.parametrize("layout", PLACES, ids=str)
def test_text_on_a_slide_can_be_read(layout):
    for place in PLACES[layout]:
        behind = DEEP if place.colour == WHITE else WHITE
        assert theme.contrast(place.colour, behind) >= theme.MIN_TEXT_CONTRAST, place.name


def test_text_of_the_briefing_can_be_read():
    look = briefing._look()
    for name in ("ink", "muted", "accent", "warning"):
        for behind in (WHITE, look["ground"]):
            assert theme.contrast(look[name], behind) >= theme.MIN_TEXT_CONTRAST, (name, behind)
