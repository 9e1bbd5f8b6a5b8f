"""The floors of the measurements: they must run, and a choice must change their chart."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from bench.compared.subjects import FLOORS
from ozgdash.store.snapshots import Store


def _charts(app: AppTest) -> list[str]:
    return [chart.proto.spec for chart in app.get("plotly_chart")]


def test_the_emptiest_page_shows_one_chart():
    app = AppTest.from_file(str(FLOORS / "hello.py")).run()
    assert not app.exception
    assert len(_charts(app)) == 1


def test_every_choice_of_the_least_page_is_another_chart(
    example_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    file = Store(example_data / "snapshots").current()
    assert file is not None
    # A file of its own: the floor keeps it open in its own way, in which no other test of this process could open it.
    monkeypatch.setenv("FLOOR_SNAPSHOT", str(shutil.copy(file.path, tmp_path / "floor.duckdb")))
    app = AppTest.from_file(str(FLOORS / "minimal.py")).run()
    box = app.selectbox(key="filter-partner")
    charts = {spec for partner in box.options for spec in _charts(box.select(partner).run())}
    assert not app.exception
    assert len(charts) == len(box.options) > 1
