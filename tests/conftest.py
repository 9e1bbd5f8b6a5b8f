"""The golden cooperation as a published snapshot: small enough to count by hand (tests/golden/README.md)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import pytest

from ozgdash.ingest import build, import_files
from ozgdash.model.filters import Filters, View
from ozgdash.model.rights import everything
from ozgdash.settings import PROJECT_DIR, Settings
from ozgdash.store import read
from ozgdash.store.connection import open_snapshot
from ozgdash.store.snapshots import Store

GOLDEN = PROJECT_DIR / "tests" / "golden"
GOLDEN_TODAY = date(2021, 6, 1)


@pytest.fixture(scope="session")
def golden_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The golden data folder, published through the real importer, sheet by sheet."""
    folder = tmp_path_factory.mktemp("golden") / "data"
    shutil.copytree(GOLDEN / "data", folder)
    settings = Settings(data_dir=folder)
    build(settings, today=GOLDEN_TODAY)
    for sheet in sorted((GOLDEN / "sheets").glob("*.csv")):
        import_files(settings, [sheet], by=everything("golden"), today=GOLDEN_TODAY)
    return settings


@pytest.fixture(scope="session")
def golden_path(golden_settings: Settings) -> Path:
    current = Store(golden_settings.snapshots_dir).current()
    assert current is not None
    return current.path


@pytest.fixture
def golden(golden_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor on the golden snapshot."""
    with closing(open_snapshot(golden_path)) as connection:
        yield connection.cursor()


@pytest.fixture
def golden_view(golden: duckdb.DuckDBPyConnection, golden_path: Path) -> View:
    """The unfiltered German view of the golden snapshot at its newest observation."""
    return View(
        filters=Filters(as_of=date(2021, 4, 30)),
        lang="de",
        cooperation=read.cooperation(golden),
        snapshot=read.snapshot_info(golden, golden_path),
    )
