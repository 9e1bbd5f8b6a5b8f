"""What can be taken over is the same whether every pair of giver and taker is looked at or the givers of a service at once."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import pytest
from counted_live import live
from pandas.testing import assert_frame_equal

from ozgdash.metrics import synergies
from ozgdash.metrics.query import scope
from ozgdash.model.filters import Filters, Rule
from ozgdash.settings import Settings
from ozgdash.store.snapshots import Store

AS_OF = date(2025, 12, 31)
CHOSEN = {
    "everything": Filters(AS_OF),
    "the lower rule": Filters(AS_OF, rule=Rule.BUNDLE_RG2),
    "one taker": Filters(AS_OF, partners=("wolfsburg",)),
    "a topic and an addressee": Filters(
        AS_OF, topics=("Bauen & Wohnen", "Mobilität & Reisen"), addressees=("buerger",)
    ),
    "a scope": Filters(AS_OF, deadline="sdg"),
    "an early day": Filters(date(2021, 6, 30)),
    "before anybody": Filters(date(2019, 6, 30)),
}


@pytest.fixture(scope="module")
def connection(example_data: Path):
    with closing(Store(Settings(data_dir=example_data).snapshots_dir).open_current()[1]) as opened:
        yield opened


@pytest.mark.parametrize("filters", CHOSEN.values(), ids=CHOSEN)
def test_the_same_as_pair_by_pair(connection: duckdb.DuckDBPyConnection, filters: Filters) -> None:
    asked = scope(connection, filters) | {"threshold": filters.rule.threshold, "as_of": filters.as_of}
    found = synergies.opportunities(connection, filters)
    assert_frame_equal(found, live(connection, "opportunities", **asked))
    pairs = synergies.opportunity_counts(connection, filters)
    assert_frame_equal(pairs, live(connection, "opportunity_counts", **asked))
    for services in ((), tuple(found["service_id"][:3]), ("none such",)):
        gained = synergies.what_if(connection, filters, services)
        assert_frame_equal(gained, live(connection, "what_if", services=list(services), **asked))
