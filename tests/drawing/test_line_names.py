"""The names at the ends of lines: with 1 to 60 partners they stand beside each other and on the paper."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from arimo import wide
from hypothesis import given, settings
from hypothesis import strategies as st

from ozgdash.drawing import plotly
from ozgdash.drawing.canvas import LEADING
from ozgdash.drawing.theme import Target
from ozgdash.model.chart import ChartSpec

NAMES = ("Wolfsburg", "LK Gifhorn", "Samtgemeinde Wunschingen", "LK Niedermusterbach", "Hohennirgendbrück")
LINES = st.lists(st.tuples(st.sampled_from(NAMES), st.floats(0, 1)), min_size=1, max_size=60)


@pytest.fixture(scope="module")
def progress(example_charts: dict[tuple[str, str], ChartSpec]) -> ChartSpec:
    return example_charts["progress", "de"]


@pytest.mark.parametrize("target", ["print", "paper"])
@settings(max_examples=40, deadline=None)
@given(lines=LINES)
def test_names_of_lines_lie_over_no_other_one_and_on_the_paper(
    progress: ChartSpec, target: Target, lines: list[tuple[str, float]]
) -> None:
    guides = [own for own in progress.series if own.guide]
    first = next(own for own in progress.series if not own.guide)
    series = [
        replace(first, key=str(place), name=name, values=(*first.values[:-1], end))
        for place, (name, end) in enumerate(lines)
    ]
    drawn = plotly.drawing(replace(progress, series=(*guides, *series)), target=target)
    layout, margin = drawn.layout, drawn.layout["margin"]
    width, height = layout["width"] - margin["l"] - margin["r"], layout["height"] - margin["t"] - margin["b"]
    boxes = []
    for own in drawn.annotations:
        if own["showarrow"]:
            rows, size = own["text"].split("<br>"), own["font"]["size"]
            left, across = width + own["ax"], max(wide(row, size) for row in rows)
            middle, half = own["y"] * height - own["ay"], len(rows) * size * LEADING / 2
            assert own["xanchor"] == "left" or len(lines) == 1
            assert left + across <= width + margin["r"]
            boxes.append((middle - half, middle + half))
    assert 0 < len(boxes) <= len(lines)
    assert len(boxes) == len(lines) or len(boxes) >= 10
    assert all(one[1] <= other[0] + 1e-6 or other[1] <= one[0] + 1e-6 for one, other in combinations(boxes, 2))
    assert all(low >= -1e-6 and high <= height + 1e-6 for low, high in boxes)
