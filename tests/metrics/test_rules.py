"""Why the rules differ, against the numbers counted by hand in tests/golden_services."""

from __future__ import annotations

import duckdb
from expected import APRIL

from ozgdash.metrics.progress import progress
from ozgdash.metrics.rules import rule_differences, rule_example
from ozgdash.model.filters import Filters, Rule

Cursor = duckdb.DuckDBPyConnection


def test_every_bundle_is_sorted_as_by_hand(golden: Cursor) -> None:
    rows = rule_differences(golden, Filters(as_of=APRIL)).itertuples(index=False, name=None)
    assert list(rows) == [
        ("stadt", 5, 1, 1, 2, 1, 1, 2, 1),
        ("kreis", 4, 2, 0, 1, 1, 1, 3, 0),
        ("dorf", 3, 2, 0, 1, 0, 0, 3, 0),
    ]


def test_the_parts_are_those_of_the_rules(golden: Cursor) -> None:
    rows = rule_differences(golden, Filters(as_of=APRIL)).set_index("partner_id")
    any_at_2 = progress(golden, Filters(as_of=APRIL, rule=Rule.BUNDLE_RG2)).set_index("partner_id")
    all_at_3 = progress(golden, Filters(as_of=APRIL, rule=Rule.BUNDLE_ALL_RG3)).set_index("partner_id")
    services = progress(golden, Filters(as_of=APRIL)).set_index("partner_id")
    assert rows["bundles"].equals(any_at_2["total"])
    assert rows["by_both"].equals(all_at_3["done"])
    assert (rows["by_both"] + rows["some_at_upper"] + rows["none_at_upper"]).equals(any_at_2["done"])
    assert rows["services_done"].equals(services["done"])
    assert rows["unknown"].equals(any_at_2["unknown"])


def test_the_example_is_the_largest_bundle_that_one_rule_counts(golden: Cursor) -> None:
    (row,) = rule_example(golden, Filters(as_of=APRIL)).itertuples(index=False, name=None)
    assert row == ("stadt", "10001", "Bündel A", 3, 1)
    (row,) = rule_example(golden, Filters(as_of=APRIL, partners=("kreis",))).itertuples(index=False, name=None)
    assert row == ("kreis", "10002", "Bündel B", 1, 0)
    assert rule_example(golden, Filters(as_of=APRIL, departments=("Verkehr",))).empty
