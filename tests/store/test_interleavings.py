"""Whatever the order of their steps: no update is lost, no reader sees half a state (`make fuzz` plays 1,000 rounds)."""

from __future__ import annotations

import pytest
from interleavings import play

from ozgdash.store.snapshots import Store


@pytest.mark.parametrize("keep", [None, 2], ids=["all snapshots kept", "two snapshots kept"])
@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.long) for seed in (2, 3))])
def test_publishers_a_reader_and_a_rollback_in_a_drawn_order(store: Store, seed: int, keep: int | None) -> None:
    assert play(store.directory, seed, keep=keep) == []
