"""Data to measure on: a copy of the project's data with a snapshot of its own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb

from ozgdash.ingest.data_folder import build
from ozgdash.model.filters import Filters, View
from ozgdash.settings import PROJECT_DIR, Settings, from_environment
from ozgdash.store import read
from ozgdash.store.snapshots import Store


@contextmanager
def data_folder() -> Iterator[Path]:
    """A copy of ``data/`` without snapshots; removed at the end."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "data"
        shutil.copytree(PROJECT_DIR / "data", target, ignore=shutil.ignore_patterns("snapshots"))
        yield target


@contextmanager
def example() -> Iterator[tuple[duckdb.DuckDBPyConnection, View, Settings]]:
    """A cursor on the example data, the unfiltered view of its newest day, and the settings."""
    with data_folder() as folder:
        settings = from_environment(data_dir=folder)
        build(settings, today=date.today())
        current, connection = Store(settings.snapshots_dir).open_current()
        info = read.snapshot_info(connection, current.path)
        view = View(Filters(info.newest_observation or date.today()), "de", read.cooperation(connection), info)
        yield connection, view, settings
        connection.close()
