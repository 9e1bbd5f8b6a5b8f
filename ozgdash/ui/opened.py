"""The snapshots that the server has open: one connection a file for all readers, a cursor for each run of a page."""

from __future__ import annotations

import threading
from pathlib import Path

import duckdb
import streamlit as st

from ozgdash.metrics.once import Lasting, keep
from ozgdash.store.connection import open_snapshot
from ozgdash.store.folder import SnapshotFile
from ozgdash.store.snapshots import Store

MAX_SNAPSHOTS = 8
"""Snapshots open at once: readers finish with an old one soon after a new one is published."""

_of_this_run = threading.local()


def current(directory: Path) -> Path:
    """The file of the snapshot that counts now, opened: a publisher that removes it meanwhile disturbs no reader.

    Raises SnapshotMissingError while nothing was published, SnapshotDamagedError where it cannot be read or the pointer
    leads nowhere.
    """
    return Store(directory).with_current(_opened)


def cursor(path: Path) -> duckdb.DuckDBPyConnection:
    """The cursor of this run of a page: a connection is not to be shared between threads, and a run is a thread."""
    known: tuple[Path, duckdb.DuckDBPyConnection] | None = vars(_of_this_run).get("cursor")
    if known is None or known[0] != path:
        known = _of_this_run.cursor = path, keep(_connection(path).cursor(), _answers(path))
    return known[1]


def _opened(file: SnapshotFile) -> Path:
    _connection(file.path)
    return file.path


@st.cache_resource(show_spinner=False, max_entries=MAX_SNAPSHOTS)
def _connection(path: Path) -> duckdb.DuckDBPyConnection:
    return open_snapshot(path)


@st.cache_resource(show_spinner=False, max_entries=MAX_SNAPSHOTS)
def _answers(path: Path) -> Lasting:  # noqa: ARG001 - one for each snapshot
    return Lasting()
