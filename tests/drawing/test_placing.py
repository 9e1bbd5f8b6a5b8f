"""Labels of lines stay near their lines, apart from each other and clear of guides."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pandas as pd
import pytest
from figure_frames import ADAM, JAN, date, make_view, over_time
from hypothesis import given
from hypothesis import strategies as st

from ozgdash.drawing.placing import REACH, Place, beside, fitting, spread
from ozgdash.drawing.plotly import drawing
from ozgdash.figures.progress import progress_figure

SIZE = (100, 20)


@pytest.mark.parametrize(
    ("at", "guide", "place"),
    [
        # A rising guide leaves room below, a falling one above; near the axis there is room above only, but far away.
        ((0, 100), [(0, 100), (200, 200)], 87),
        ((0, 100), [(0, 100), (200, 0)], 113),
        ((0, 5), [(0, 5), (200, 105)], 10),
        ((0, 5), [(0, 5), (200, 8)], 19.5),
        # One that turns within the label's width, one that passes over it, one that ends before it.
        ((0, 100), [(0, 100), (50, 110), (200, 90)], 87),
        ((0, 100), [(0, 180), (200, 180)], 100),
        ((50, 100), [(0, 100), (40, 100)], 100),
    ],
)
def test_a_label_is_as_near_as_no_guide_runs_through_it(at, guide, place):
    found = beside(at, SIZE, [guide], low=0, high=300)
    assert found.up == pytest.approx(place)
    assert not found.left


def test_a_label_without_room_at_the_right_stands_left_of_its_point_over_its_own_line():
    steep, own = [(200, 10), (260, 290)], [(0, 10), (200, 10)]
    assert beside((200, 10), SIZE, [steep], low=0, high=300, lines=[own]) == Place(10 + 13, left=True)


def test_a_label_without_room_anywhere_stays_at_its_point():
    steep, own = [(200, 10), (260, 290)], [(150, 290), (200, 10)]
    assert beside((200, 10), SIZE, [steep], low=0, high=300, lines=[own]) == Place(10)
    assert beside((50, 10), SIZE, [[(50, 10), (90, 290)]], low=0, high=300, lines=[[(0, 10), (50, 10)]]) == Place(10)


HEIGHT = 300.0
UPS = st.floats(0, HEIGHT)
CURVES = st.lists(
    st.lists(st.tuples(st.floats(0, 600), UPS), min_size=1, max_size=6, unique_by=lambda point: point[0]).map(sorted),
    max_size=4,
)


@given(up=UPS, x=st.floats(0, 500), guides=CURVES, lines=CURVES | st.none())
def test_no_guide_drives_a_label_further_from_its_line_than_its_own_height(up, x, guides, lines):
    place = beside((x, up), SIZE, guides, low=0, high=HEIGHT, lines=lines)
    assert SIZE[1] / 2 <= place.up <= HEIGHT - SIZE[1] / 2
    inside = min(max(up, SIZE[1] / 2), HEIGHT - SIZE[1] / 2)
    assert abs(place.up - inside) <= REACH * SIZE[1]
    assert not place.left or (lines is not None and x >= SIZE[0])


@given(ups=st.lists(UPS, max_size=60), gap=st.floats(8, 60))
def test_labels_of_ends_keep_apart_inside_and_in_order_and_none_moves_further_than_the_others_need(ups, gap):
    shown = fitting(ups, gap=gap, room=HEIGHT)
    wished = [ups[index] for index in shown]
    placed = spread(wished, gap=gap, low=gap / 2, high=HEIGHT - gap / 2)
    order = sorted(range(len(wished)), key=lambda index: wished[index])
    heights = [placed[index] for index in order]
    assert all(later - earlier >= gap - 1e-6 for earlier, later in pairwise(heights))
    assert all(gap / 2 - 1e-6 <= up <= HEIGHT - gap / 2 + 1e-6 for up in heights)
    for rank, index in enumerate(order):
        # A label gives way to those of which the ends are nearer than all of them together take, and to the edge.
        crowd = [up for up in wished if abs(up - wished[index]) < gap * len(wished)]
        assert abs(placed[index] - wished[index]) <= gap * (len(crowd) - 1) + gap / 2 + 1e-6
        free = all(
            abs(other - wished[index]) >= gap * len(wished) for place, other in enumerate(wished) if place != index
        )
        if free and gap / 2 <= wished[index] <= HEIGHT - gap / 2 and 0 < rank < len(order) - 1:
            assert placed[index] == pytest.approx(wished[index])


@given(ups=st.lists(UPS, min_size=1, max_size=60), gap=st.floats(8, 60))
def test_where_not_all_labels_fit_as_many_as_fit_are_shown_among_them_highest_and_lowest(ups, gap):
    shown = fitting(ups, gap=gap, room=HEIGHT)
    assert len(shown) == min(len(ups), int(HEIGHT / gap + 1e-9)) or len(ups) == 1
    if len(shown) > 1:
        assert {max(ups), min(ups)} <= {ups[index] for index in shown}


def test_labels_with_room_stay_where_they_are():
    assert spread([10.0, 50.0, 90.0], gap=20, low=0, high=100) == [10.0, 50.0, 90.0]


def test_labels_without_room_share_what_there_is():
    assert spread([5.0, 5.0, 5.0], gap=100, low=0, high=100) == [0.0, 50.0, 100.0]


def single_report(now: float, soon: float, later: float):
    plan = [(JAN, now), (date(2023, 6, 30), soon), (date(2024, 1, 31), later)]
    planned = pd.DataFrame([{"partner_id": "adam", "on_date": day, "share": share} for day, share in plan])
    rows = [("adam", JAN, True, round(now * 100), 100)]
    return progress_figure(over_time(rows), make_view(partners=[ADAM]), planned=planned)


@pytest.mark.parametrize("plan", [(0.2, 0.22, 0.25), (0.2, 0.35, 0.6), (0.02, 0.3, 0.8), (0.9, 0.95, 1.0)])
def test_the_label_of_a_single_report_does_not_touch_the_plan(plan):
    spec = single_report(*plan)
    drawn = drawing(spec, target="print")
    height = drawn.layout["height"] - drawn.layout["margin"]["t"] - drawn.layout["margin"]["b"]
    (note,) = [note for note in drawn.annotations if note["showarrow"] and "Adamsburg" in note["text"]]
    middle, half = note["y"] * height - note["ay"], drawn.layout["font"]["size"] * 1.3
    dotted = next(series for series in spec.series if series.key == "plan-adam")
    near = [value * height for value in dotted.values if value is not None][:2]
    begins = near[0]
    assert note["xanchor"] == "right" or middle + half <= begins or middle - half >= begins


def test_a_first_report_after_the_deadline_leaves_the_deadline_on_its_day():
    spec = single_report(0.2, 0.3, 0.4)
    assert "2022-12-31" in spec.categories
    path = next(series for series in spec.series if series.key == "target")
    assert path.values[spec.categories.index("2022-12-31")] == 1.0


def steep_plan(low: float = 0.13):
    """Measured months near the axis, and a plan that rises steeply right of them, as where much is planned for soon."""
    days = [date(2022, month, 28) for month in range(1, 13)] + [JAN]
    soon = [(JAN, low), *((date(2023, month, 28), min(1.0, low + 0.3 * (month - 1))) for month in range(2, 13))]
    planned = pd.DataFrame([{"partner_id": "adam", "on_date": day, "share": share} for day, share in soon])
    rows = [("adam", day, True, round(low * 100), 100) for day in days]
    return progress_figure(over_time(rows), make_view(partners=[ADAM]), planned=planned)


@pytest.mark.parametrize("target", ["screen", "print", "paper"])
@pytest.mark.parametrize("low", [0.0, 0.05, 0.13, 0.3, 0.7])
def test_beside_a_steep_plan_the_label_stays_at_its_line_on_every_canvas(target, low):
    drawn = drawing(steep_plan(low), target=target)
    plot = drawn.layout["height"] - drawn.layout["margin"]["t"] - drawn.layout["margin"]["b"]
    (note,) = [note for note in drawn.annotations if note["showarrow"] and "Adamsburg" in note["text"]]
    tall = drawn.layout["font"]["size"] * 1.3 * 2.2
    assert abs(note["ay"]) <= 1.5 * tall < plot


def test_where_lines_are_too_many_for_their_names_the_names_keep_apart():
    spec = steep_plan()
    line = spec.series[0]
    many = tuple(replace(line, key=f"p{n}", values=tuple(0.2 for _ in line.values)) for n in range(60))
    notes = [note for note in drawing(replace(spec, series=many)).annotations if note["showarrow"]]
    drawn = drawing(replace(spec, series=many))
    plot = drawn.layout["height"] - drawn.layout["margin"]["t"] - drawn.layout["margin"]["b"]
    middles = sorted(0.2 * plot - note["ay"] for note in notes)
    assert 10 < len(notes) < 60
    assert all(later - earlier >= drawn.layout["font"]["size"] * 1.3 - 1e-6 for earlier, later in pairwise(middles))
