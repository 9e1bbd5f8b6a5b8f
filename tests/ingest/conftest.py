"""The data folder that most of these tests start from."""

from __future__ import annotations

from pathlib import Path

import pytest
from folders import Folder, folder_b


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """The second cooperation's data folder, built."""
    folder = folder_b(tmp_path / "data")
    folder.build()
    return folder
