"""A service on this machine and the second cooperation."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from local_service import LocalService, serving

from ozgdash.model.cooperation import Cooperation
from ozgdash.settings import PROJECT_DIR
from ozgdash.sources.cooperation import read_cooperation


@pytest.fixture
def service() -> Iterator[LocalService]:
    with serving() as running:
        yield running


@pytest.fixture(scope="session")
def nordheide() -> Cooperation:
    return read_cooperation(PROJECT_DIR / "tests" / "fixtures" / "cooperation_b" / "cooperation.toml")
