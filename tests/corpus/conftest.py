"""A small data folder that no broken file may change."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from ozgdash.settings import PROJECT_DIR

sys.path.append(str(PROJECT_DIR / "tests" / "ingest"))

from folders import Folder, folder_b


@pytest.fixture(scope="module")
def untouched(built_b: Path, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """The second cooperation's data folder, built; whoever writes takes ``folder``."""
    return folder_b(tmp_path_factory.mktemp("untouched") / "data", built_b)


@pytest.fixture
def folder(untouched: Folder, tmp_path: Path) -> Folder:
    """A copy to write into."""
    shutil.copytree(untouched.path, tmp_path / "data")
    return Folder(tmp_path / "data")
