"""A grid on paper: with 1 to 60 partners neither names nor numbers reach out of their columns, and no word is broken."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from arimo import wide
from hypothesis import given, settings
from hypothesis import strategies as st

from ozgdash.drawing import plotly
from ozgdash.drawing.theme import SIZES, Target
from ozgdash.model.chart import ChartSpec

NAMES = ("Wolfsburg", "LK Gifhorn", "Bad Traumsee", "Groß Irgendheim", "LK Niedermusterbach", "Hohennirgendbrück")
COUNTS = st.integers(1, 12) | st.integers(1, 60)


@pytest.fixture(scope="module")
def matrix(example_charts: dict[tuple[str, str], ChartSpec]) -> ChartSpec:
    return example_charts["matrix", "de"]


@pytest.mark.parametrize("target", ["print", "paper"])
@settings(max_examples=40, deadline=None)
@given(count=COUNTS, names=st.lists(st.sampled_from(NAMES), min_size=60, max_size=60), two=st.booleans())
def test_names_and_numbers_keep_to_their_columns_and_no_word_is_broken(
    matrix: ChartSpec, target: Target, count: int, names: list[str], two: bool
) -> None:
    """``two``: rows so few that share and count stand one below the other where a picture has a height of its own."""
    first, names = matrix.series[0], names[:count]
    rows = slice(2 if two else None)
    series = tuple(
        replace(first, key=str(place), name=name, values=first.values[rows], labels=first.labels[rows])
        for place, name in enumerate(names)
    )
    drawn = plotly.drawing(replace(matrix, categories=matrix.categories[rows], series=series), target=target)
    layout = drawn.layout
    column = (layout["width"] - layout["margin"]["l"] - layout["margin"]["r"]) / count
    inside = [own for own in drawn.annotations if own.get("xref") != "paper"]
    heads = [own for own in inside if own.get("yref") == "paper"]
    assert len(heads) == count
    for name, head in zip(names, heads, strict=True):
        lines, size = re.sub("</?b>", "", head["text"]).split("<br>"), head["font"]["size"]
        assert unescape(" ".join(lines)) == name
        across, up = max(wide(f"<b>{line}</b>", size) for line in lines), len(lines) * size * 1.15
        if head.get("textangle"):
            across, up = up, across
        assert across <= column
        assert up <= layout["margin"]["t"]
    cells = [own for own in inside if own.get("yref") != "paper"]
    assert len(cells) == count * len(matrix.categories[rows]) or column < SIZES[target].small * 2.8
    assert all(wide(line, own["font"]["size"]) <= column for own in cells for line in own["text"].split("<br>"))
