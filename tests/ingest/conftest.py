"""The data folder that most of these tests start from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from folders import Folder, folder_b
from local_service import LocalService, serving


@pytest.fixture
def folder(built_b: Path, tmp_path: Path) -> Folder:
    """The second cooperation's data folder, built."""
    return folder_b(tmp_path / "data", built_b)


@pytest.fixture
def service() -> Iterator[LocalService]:
    with serving() as running:
        yield running
