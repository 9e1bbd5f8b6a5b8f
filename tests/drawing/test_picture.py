"""A picture of a page: one piece of inert HTML for every width and both themes."""

import json
import re
from dataclasses import replace

import pytest
from figure_frames import HOSTILE_NAMES, JAN, all_specs, hostile_specs, make_view, over_time
from lxml import html

from ozgdash.drawing import theme
from ozgdash.drawing.lettering import one_line
from ozgdash.drawing.picture import picture
from ozgdash.drawing.picture_grid import NARROW_FONT_PX, NARROW_PX
from ozgdash.drawing.picture_parts import FIRST_STEP, WIDTHS
from ozgdash.figures.progress import progress_figure
from ozgdash.settings import PROJECT_DIR

CSS = (PROJECT_DIR / "ozgdash" / "ui" / "assets" / "chart.css").read_text(encoding="utf-8")
DRAWN = {"div", "span", "b", "svg", "g", "rect", "path", "use", "text", "tspan", "defs", "pattern"}
NAMES = ["progress", "maturity", "topics", "matrix", "rules"]


def opened(spec, **more):
    return html.fragment_fromstring(picture(spec, **more).html)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_chart_gives_the_same_text(name):
    assert picture(all_specs()[name]) == picture(all_specs()[name])


def test_hostile_names_are_text_and_nothing_else():
    for spec in hostile_specs():
        root = opened(spec)
        assert {part.tag for part in root.iter()} <= DRAWN
        for part in root.iter():
            assert not any(name.startswith("on") for name in part.attrib)
            assert all(value.startswith(f"#{spec.name}-") for name, value in part.attrib.items() if name == "href")
            assert not any("\u202e" in value for value in part.attrib.values())
    said = opened(hostile_specs()[2])
    labels = [mark.get("aria-label") for mark in said.xpath(".//*[@class='mark']")]
    for name in HOSTILE_NAMES:
        assert any(label.startswith(one_line(name)) for label in labels)


def test_hostile_names_do_not_break_the_data_of_lines():
    lines = opened(hostile_specs()[0]).xpath(".//g[@data-values]")
    assert [line.get("aria-label") for line in lines] == [one_line(name) for name in HOSTILE_NAMES]
    assert all(json.loads(line.get("data-values")) for line in lines)


def test_numbers_that_vary_are_data_and_what_stays_is_said_once():
    (line,) = opened(all_specs()["progress"]).xpath(".//g[@aria-label='LK Bertatal']")
    assert line.get("data-words") == "~\u00a0% (~ von 50)"
    assert json.loads(line.get("data-values")) == [None, "2,0 1", None, "6,0 3"]


def test_words_that_differ_in_more_than_numbers_are_said_whole():
    spec = all_specs()["progress"]
    first = spec.series[0]
    odd = replace(first, labels=("", "~ 'eins' \"zwei\"", *first.labels[2:]))
    root = opened(replace(spec, series=(odd,)))
    (line,) = root.xpath(".//g[@data-values]")
    assert line.get("data-words") is None
    assert "~ 'eins' \"zwei\"" in json.loads(line.get("data-values"))[1]


@pytest.mark.parametrize("name", NAMES)
def test_all_ids_begin_with_the_name_that_is_asked_for(name):
    root = opened(all_specs()[name], name="second")
    ids = [part.get("id") for part in root.iter() if part.get("id")]
    assert len(set(ids)) == len(ids)
    assert all(own.startswith("second-") for own in ids)
    used = set(re.findall(r'(?:href="#|url\(#)([^")]+)', html.tostring(root, encoding="unicode")))
    assert used <= set(ids)


@pytest.mark.parametrize("name", NAMES)
def test_the_keyboard_reaches_the_first_mark_alone(name):
    reached = opened(all_specs()[name]).xpath(".//*[@tabindex='0']")
    assert len(reached) == 1
    assert reached[0].get("aria-label")


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_picture_says_what_it_is(lang):
    spec = all_specs(lang)["progress"]
    root = opened(spec)
    (drawn,) = root.xpath("./svg")
    assert root.get("lang") == lang
    assert drawn.get("role") == "graphics-document document"
    assert drawn.get("aria-label") == one_line(spec.alt_text)
    assert drawn.get("aria-roledescription") == {"de": "Grafik", "en": "chart"}[lang]


def test_a_missing_month_is_a_gap_in_path_and_values():
    root = opened(all_specs()["progress"])
    (line,) = root.xpath(".//g[@aria-label='LK Bertatal']")
    assert line.get("data-values").count("null") == 2
    assert line.xpath(".//path/@d")[0].count("m") == 2


def test_an_empty_chart_says_so():
    root = opened(progress_figure(over_time([]), make_view()))
    assert [part.text for part in root.iter("text")] == ["Für diese Auswahl gibt es nichts zu zeigen."]


def test_a_single_day_can_be_drawn():
    root = opened(progress_figure(over_time([("adam", JAN, True, 1, 2)]), make_view()))
    assert len(root.xpath(".//use")) == 1


def test_the_style_sheet_hides_at_every_width_what_needs_more():
    hidden = re.findall(r"@container \(max-width: ([\d.]+)px\) \{ \.picture \.w(\d+) \{ display: none; \} \}", CSS)
    assert tuple(int(name) for _, name in hidden) == WIDTHS
    assert all(0 < int(name) - float(limit) < 0.1 for limit, name in hidden)
    assert WIDTHS[0] == FIRST_STEP
    assert WIDTHS[-1] > 3000
    cells = f"(max-width: {NARROW_PX - 0.02}px) {{ .picture .cells {{ font-size: {NARROW_FONT_PX}px; }} }}"
    assert f"@container {cells}" in CSS


def test_the_style_sheet_has_the_colours_and_letters_of_the_theme():
    for name, part in (("ground", "background"), ("ink", "ink"), ("muted", "muted"), ("lattice", "grid")):
        pair = f"light-dark({getattr(theme.THEMES['light'], part)}, {getattr(theme.THEMES['dark'], part)})"
        assert f"--{name}: {pair};" in CSS
    sizes = theme.SIZES["screen"]
    assert f"font: {sizes.font}px/1.3 {theme.SCREEN_FONT};" in CSS
    assert f".picture .s {{ font-size: {sizes.small}px; }}" in CSS
    assert f"fill-opacity: {theme.BAND_OPACITY:.1f}".replace("0.", ".") in CSS


def test_the_style_sheet_speaks_of_pictures_only():
    rules = re.sub(r"/\*.*?\*/", "", CSS, flags=re.S)
    selectors = re.findall(r"(?:^|[{}])\s*([^@{}]+)\{", rules)
    parts = [part.strip() for chosen in selectors for part in chosen.split(",")]
    assert parts
    assert all(part.startswith(".picture") for part in parts if not part.startswith("(")), parts
