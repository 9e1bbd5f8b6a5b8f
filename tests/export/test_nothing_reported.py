"""Before anybody has reported, nothing is known, and no chart makes a zero of it."""

from __future__ import annotations

import re
import shutil
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from ozgdash.charts import by_name
from ozgdash.ingest import build
from ozgdash.model.chart import ChartSpec
from ozgdash.model.filters import Filters, Rule, View
from ozgdash.settings import PROJECT_DIR, Settings
from ozgdash.store import read
from ozgdash.store.connection import open_snapshot
from ozgdash.store.snapshots import Store
from ozgdash.texts import Lang

TODAY = date(2021, 6, 1)
A_ZERO = re.compile(r"(?<![\d,.])0[,.]0\s?%|(?<!\d)0 (?:von|of) [1-9]")
OWN_COUNTS = {
    # How many have a planned date, an obstacle, a number of cases, a known Reifegrad: of these, none is the truth.
    "due",
    "late",
    "obstacles",
    "obstacle_services",
    "demand_services",
    "quality",
    "quality_kinds",
    "quality_findings",
}


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden cooperation before the first sheet."""
    folder = tmp_path_factory.mktemp("silent") / "data"
    shutil.copytree(PROJECT_DIR / "tests" / "golden" / "data", folder)
    settings = Settings(data_dir=folder)
    build(settings, today=TODAY)
    current = Store(settings.snapshots_dir).current()
    assert current is not None
    return current.path


def _said(spec: ChartSpec) -> str:
    labels = [label for series in spec.series for label in series.labels or ()]
    return "\n".join((spec.finding, spec.alt_text, spec.method, *spec.provenance.lines, *labels, *spec.category_labels))


@pytest.mark.parametrize("name", sorted(set(by_name.CHARTS) - OWN_COUNTS))
def test_no_chart_says_zero_where_nothing_is_known(silent: Path, name: str) -> None:
    with closing(open_snapshot(silent)) as connection:
        cursor = connection.cursor()
        view = View(Filters(date(2021, 4, 30)), "de", read.cooperation(cursor), read.snapshot_info(cursor, silent))
        for lang in get_args(Lang):
            for rule in Rule:
                asked = replace(view, lang=lang, filters=replace(view.filters, rule=rule))
                said = _said(by_name.chart(name, cursor, asked))
                assert A_ZERO.search(said) is None, said
