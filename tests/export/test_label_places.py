"""On a slide the labels of lines stay at their lines, too."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from test_placing import steep_plan

from ozgdash.export import registry


@pytest.mark.parametrize("low", [0.0, 0.05, 0.13, 0.3, 0.7])
def test_beside_a_steep_plan_the_label_moves_no_further_than_its_height(low):
    slides = Presentation(io.BytesIO(registry.write(steep_plan(low), "pptx"))).slides
    (frame,) = [shape for slide in slides for shape in slide.shapes if shape.has_chart]
    moved = [float(y.get("val")) for y in frame.chart._chartSpace.iter(qn("c:dLbl")) for y in y.iter(qn("c:y"))]
    assert all(abs(up) * frame.height.pt <= 12 * 2.5 * 1.5 for up in moved)


@pytest.mark.parametrize(
    ("label", "shown"),
    [("12 von 150", "12 von 150"), ("8,0 % (12.037 von 150.717)", "8,0 %")],
)
def test_a_label_that_is_too_wide_for_a_slide_says_the_share_whole_instead_of_being_cut(label, shown):
    plan = steep_plan(0.3)
    line = replace(plan.series[-1], labels=(label,) * len(plan.categories), guide=False)
    spec = replace(plan, series=(line,))
    slides = Presentation(io.BytesIO(registry.write(spec, "pptx"))).slides
    (frame,) = [shape for slide in slides for shape in slide.shapes if shape.has_chart]
    words = [run.text for run in frame.chart._chartSpace.iter(qn("a:t"))]
    assert shown in words
    assert not [word for word in words if word.endswith("…")]
