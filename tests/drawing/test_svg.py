import re
from itertools import pairwise

import pandas as pd
import pytest
from figure_frames import HOSTILE_NAMES, all_specs, hostile_specs, make_view, over_time
from lxml import etree

from ozgdash.drawing import svg, svg_texts
from ozgdash.drawing.lettering import one_line, width
from ozgdash.figures.maturity import maturity_figure
from ozgdash.figures.progress import progress_figure

NAMES = ["progress", "maturity", "topics", "matrix", "rules"]
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "rect", "line", "path", "text", "tspan", "defs", "pattern"}


def drawn(spec, target="paper"):
    return etree.fromstring(svg.picture(spec, target=target).encode())


def plain(said):
    return re.sub(r"\s+", " ", one_line(said))


def lines(root):
    return [plain("".join(text.itertext())) for text in root.iter(f"{SVG}text")]


def bars(root, colour):
    return [rect for rect in root.iter(f"{SVG}rect") if rect.get("fill") == colour]


@pytest.mark.parametrize("target", ["paper", "print"])
@pytest.mark.parametrize("name", NAMES)
def test_a_picture_has_its_size_and_says_every_name(name, target):
    spec = all_specs()[name]
    root = drawn(spec, target)
    assert (int(root.get("width")), int(root.get("height"))) == svg.size(spec, target=target)
    said = " ".join(lines(root))
    shown = [series.name for series in spec.series] if len(spec.series) > 1 else []
    assert all(plain(part) in said for part in shown)
    assert (plain(spec.provenance.as_of) in said) == (target == "print")


def test_the_same_chart_gives_the_same_text():
    for spec in all_specs().values():
        assert svg.picture(spec) == svg.picture(spec)


def test_a_missing_month_is_a_gap_in_the_line():
    spec = all_specs()["progress"]
    assert any(series.values == (None, 0.02, None, 0.06) for series in spec.series)
    paths = [path.get("d") for path in drawn(spec).iter(f"{SVG}path") if path.get("fill") == "none"]
    whole = next(path for path in paths if path.count("L") == 2)
    assert whole.count("M") == 1
    assert any(path.count("M") == 2 and "L" not in path for path in paths)


def test_lines_end_where_their_values_are():
    spec = all_specs()["progress"]
    root = drawn(spec)
    level = [line for line in root.iter(f"{SVG}line") if line.get("y1") == line.get("y2")]
    heights = sorted(float(line.get("y1")) for line in level)
    colour = spec.series[0].colour
    first = next(path.get("d") for path in root.iter(f"{SVG}path") if path.get("stroke") == colour)
    y = float(first.split(" ")[-1])
    share = (heights[-1] - y) / (heights[-1] - heights[0])
    assert share == pytest.approx(0.09, abs=0.002)


def test_a_bar_is_as_long_as_its_share_of_the_track():
    spec = all_specs()["topics"]
    root = drawn(spec)
    track, bar = bars(root, "#DDE1E6"), bars(root, spec.series[0].colour)
    shares = [float(own.get("width")) / float(whole.get("width")) for own, whole in zip(bar, track, strict=True)]
    assert shares == pytest.approx([0.5, 0.1], abs=0.001)


def test_stacked_bars_stand_side_by_side_and_hatched_ones_have_a_pattern():
    spec = all_specs()["maturity"]
    root = drawn(spec)
    rows = {}
    for rect in root.iter(f"{SVG}rect"):
        if rect.get("stroke"):
            rows.setdefault(rect.get("y"), []).append((float(rect.get("x")), float(rect.get("width"))))
    assert len(rows) == len(spec.categories)
    for parts in rows.values():
        for (x, wide), (following, _) in pairwise(parts):
            assert x + wide == pytest.approx(following, abs=0.02)
    patterns = {pattern.get("id") for pattern in root.iter(f"{SVG}pattern")}
    used = {rect.get("fill")[5:-1] for rect in root.iter(f"{SVG}rect") if rect.get("fill", "").startswith("url(#")}
    assert used == patterns
    assert len(used) == sum(series.hatched and any(series.values) for series in spec.series)


@pytest.mark.parametrize("target", ["paper", "print"])
def test_the_text_over_a_bar_ends_above_it(target):
    root = drawn(all_specs()["topics"], target)
    tops = sorted(float(track.get("y")) for track in bars(root, "#DDE1E6"))
    over = [text for text in root.iter(f"{SVG}text") if " von " in "".join(text.itertext())][: len(tops)]
    ends = sorted(float(text.get("y")) + svg_texts.DESCENT * float(text.get("font-size")) for text in over)
    assert all(0.9 <= top - end <= 1.2 for top, end in zip(tops, ends, strict=True))


@pytest.mark.parametrize("target", ["paper", "print"])
def test_the_days_stand_below_the_axis_and_clear_of_its_values(target):
    root = drawn(all_specs()["progress"], target)
    level = [line for line in root.iter(f"{SVG}line") if line.get("y1") == line.get("y2")]
    axis = max(float(line.get("y1")) for line in level)
    days = [
        text for text in root.iter(f"{SVG}text") if text.get("text-anchor") == "middle" and float(text.get("y")) > axis
    ]
    (lowest,) = [text for text in root.iter(f"{SVG}text") if text.text == "0\u00a0%\u00a0"]
    size = float(lowest.get("font-size"))
    assert days
    tops = {float(day.get("y")) - svg_texts.ASCENT * size for day in days}
    assert min(tops) > float(lowest.get("y"))
    assert min(tops) - axis > svg.TICK_PX + size / 4


def test_a_number_in_a_narrow_bar_leaves_room_at_both_sides():
    levels = [("adam", "1.1", 3, 181), ("adam", "1.1", 1, 2)]
    frame = pd.DataFrame(levels, columns=["partner_id", "maturity_model", "maturity", "services"])
    root = drawn(maturity_figure(frame, make_view()))
    narrow = min(float(rect.get("width")) for rect in root.iter(f"{SVG}rect") if rect.get("stroke"))
    inside = [text for text in root.iter(f"{SVG}text") if text.get("text-anchor") == "middle"]
    numbers = {text.text: float(text.get("font-size")) for text in inside}
    assert narrow < 12
    assert numbers["2"] == numbers["181"]
    assert width("2", numbers["2"]) <= 0.8 * narrow


def test_hostile_names_are_text_and_nothing_else():
    for spec in hostile_specs():
        root = drawn(spec)
        assert {etree.QName(part).localname for part in root.iter()} <= DRAWN
        assert not any(name.endswith("href") or name.startswith("on") for part in root.iter() for name in part.attrib)
    said = " ".join(lines(drawn(hostile_specs()[2])))
    for name in HOSTILE_NAMES[:-1]:
        assert plain(name) in said


def test_an_empty_chart_says_so():
    root = drawn(progress_figure(over_time([]), make_view()))
    assert lines(root) == ["Für diese Auswahl gibt es nichts zu zeigen."]
