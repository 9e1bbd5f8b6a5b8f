"""Labels beside a line keep clear of its guides."""

from __future__ import annotations

import pandas as pd
import pytest
from figure_frames import ADAM, JAN, date, make_view, over_time

from ozgdash.charts.placing import beside
from ozgdash.charts.plotly import drawing
from ozgdash.charts.progress import progress_figure

SIZE = (100, 20)


@pytest.mark.parametrize(
    ("at", "guide", "place"),
    [
        # A rising guide leaves room below, a falling one above; near the axis there is room above only.
        ((0, 100), [(0, 100), (200, 200)], 87),
        ((0, 100), [(0, 100), (200, 0)], 113),
        ((0, 5), [(0, 5), (200, 105)], 68),
        # One that turns within the label's width, one that passes over it, one that ends before it.
        ((0, 100), [(0, 100), (50, 110), (200, 90)], 87),
        ((0, 100), [(0, 180), (200, 180)], 100),
        ((50, 100), [(0, 100), (40, 100)], 100),
    ],
)
def test_a_label_is_as_near_as_no_guide_runs_through_it(at, guide, place):
    assert beside(at, SIZE, [guide], low=0, high=300) == pytest.approx(place)


def test_between_two_guides_without_room_the_label_goes_beyond_both():
    guides = [[(0, 100), (200, 110)], [(0, 90), (200, 80)]]
    assert beside((0, 95), SIZE, guides, low=0, high=300) == pytest.approx(72)


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
    assert middle + half <= begins or middle - half >= begins


def test_a_first_report_after_the_deadline_leaves_the_deadline_on_its_day():
    spec = single_report(0.2, 0.3, 0.4)
    assert "2022-12-31" in spec.categories
    path = next(series for series in spec.series if series.key == "target")
    assert path.values[spec.categories.index("2022-12-31")] == 1.0
