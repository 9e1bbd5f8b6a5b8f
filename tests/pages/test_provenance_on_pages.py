"""A page says once what its numbers rest on; under a chart stands only what differs from that."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest
from test_pages import run

from ozgdash.ui import provenance
from ozgdash.ui.page_list import PAGES, PageEntry, named

pytestmark = pytest.mark.usefixtures("golden_pages")
NOW = ("partner", "changes", "data")
"""Every page is looked at beside the long tests."""


def captions(app: AppTest) -> list[str]:
    return [plain(caption.value) for caption in app.main.caption]


def plain(words: str) -> str:
    return words.replace("\\", "").replace("\u00a0", " ")


@pytest.mark.parametrize(
    "entry",
    [pytest.param(one, marks=[] if one.key in NOW else pytest.mark.long, id=one.key) for one in PAGES],
)
def test_a_page_opens_from_its_answer_to_the_whole_provenance_and_says_it_nowhere_else(entry: PageEntry):
    app = run(entry, {"stand": "2021-08-31"})
    (line,) = [each for each in app.expander if "Stand 31.08.2021" in plain(each.label)]
    assert "Zählweise: " in plain(line.label)
    inside = plain("\n".join(caption.value for caption in line.caption))
    assert "Datenstand ozg-" in inside
    assert " von " in inside
    everything = "\n".join(captions(app))
    assert everything.count("Datenstand ozg-") == 1
    assert "Stand 31.08.2021 ·" not in everything


def test_a_chart_that_counts_otherwise_says_its_own_rule_and_count():
    app = run(named("partner"), {"partner": "stadt", "regel": "buendel_rg2", "stand": "2021-08-31"})
    said = captions(app)
    assert any("Zählweise: einzelne Leistungen" in line and " von " in line for line in said)
    assert not any("Zählweise: Bündel" in line for line in said)


def test_a_long_line_stands_below_the_first_chart_that_it_holds_for(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(provenance, "LONG", 40)
    said = captions(run(named("data"), {"stand": "2021-08-31"}))
    lines = [line for line in said if line.startswith("Zählweise: ")]
    assert len(lines) == len(set(lines))
    assert any(line.startswith("Gezählt wie bei „") for line in said)
