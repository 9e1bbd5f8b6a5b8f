"""The picture of a chart shows the numbers that Plotly shows, word for word and place for place."""

from __future__ import annotations

from typing import Any, get_args

import picture_reading as reading
import pytest

from ozgdash.charts import by_name
from ozgdash.drawing import picture, plotly
from ozgdash.model.chart import ChartSpec, Kind
from ozgdash.texts import Lang

TABLES = (
    *(
        "partner",
        "ranking",
        "due",
        "late",
        "obstacle_services",
        "demand_services",
        "services",
        "service_partners",
        "opportunities",
    ),
    *(
        "components",
        "procurement_windows",
        "initiatives",
        "asks",
        "resolutions",
        "changes_list",
        "quality",
        "quality_findings",
        "alerts",
    ),
    *("outside_view", "outside_counts", "targets_unplanned", "targets_changes", "jumps"),
    *("use_list", "use_services", "rows_behind", "sheets_behind"),
)
OF_ONE = ("progress-one", "maturity-one", "outlook-one", "changes_waterfall-one")
WITHOUT_EXAMPLE = ("comparison",)
"""What nobody may invent, not even as an example: what portals show of others."""
DRAWN = (*sorted(set(by_name.CHARTS) - {*TABLES, *WITHOUT_EXAMPLE}), *OF_ONE)
Charts = dict[tuple[str, str], ChartSpec]


@pytest.fixture(params=[(name, lang) for name in DRAWN for lang in get_args(Lang)], ids="-".join)
def spec(request: pytest.FixtureRequest, example_charts: Charts) -> ChartSpec:
    found = example_charts[request.param]
    assert not found.empty
    return found


def test_all_but_tables_are_drawn(example_charts: Charts) -> None:
    assert {name for (name, _), spec in example_charts.items() if spec.kind is Kind.TABLE} == set(TABLES)
    assert {spec.kind for spec in example_charts.values()} == set(Kind)


def _figure(spec: ChartSpec) -> dict[str, Any]:
    found: dict[str, Any] = plotly.figure(spec).to_dict()
    return found


def test_picture_and_figure_show_the_same_texts(spec: ChartSpec) -> None:
    figure, root = _figure(spec), reading.opened(picture.picture(spec))
    inside = dict(reading.in_bars(figure))
    shown = reading.figure_texts(figure, spec)
    shown.update(words for words, _ in reading.in_bars(figure))
    more, missing = reading.without_cut(reading.texts(root), shown)
    assert not more
    assert all(reading.no_screen_is_wide_enough(words, inside.get(words, 1.0)) for words in missing), missing


def test_picture_and_figure_say_the_same_of_every_mark(spec: ChartSpec) -> None:
    said = reading.said_by_marks(reading.opened(picture.picture(spec)))
    assert said
    assert said == reading.said_by_figure(_figure(spec), spec)


def test_marks_stand_where_the_values_of_the_figure_are(spec: ChartSpec) -> None:
    figure, own = _figure(spec), picture.picture(spec)
    root = reading.opened(own)
    if spec.kind is not Kind.LINE:
        bars = sorted(reading.figure_bars(figure))
        assert len(bars) == sum(reading.places(root).values())
        for mine, its in zip(sorted(reading.places(root).elements()), bars, strict=True):
            assert mine == pytest.approx(its, abs=0.06)
        return
    margin = figure["layout"]["margin"]
    high = own.height - margin["t"] - margin["b"]
    points = [(x, (own.height - margin["b"] - y) / high * 100) for x, y, _ in reading.values_of_lines(root)]
    for mine, its in zip(points, reading.figure_points(figure), strict=True):
        assert mine == pytest.approx(its, abs=0.06)


def test_a_picture_is_as_high_as_the_figure_that_takes_its_place(spec: ChartSpec) -> None:
    assert picture.picture(spec).height == _figure(spec)["layout"]["height"]
