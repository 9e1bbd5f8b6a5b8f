"""The store that most of these tests start from."""

from __future__ import annotations

from pathlib import Path

import pytest
from store_builders import publish_base

from ozgdash.store.snapshots import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store whose current snapshot has no observation yet."""
    store = Store(tmp_path / "snapshots")
    publish_base(store)
    return store
