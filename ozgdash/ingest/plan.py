"""What somebody asks to be imported, and what that would do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from ozgdash.ingest.reports import ImportReport
from ozgdash.settings import Settings


@dataclass(frozen=True)
class Request:
    """A file that somebody wants to take over. ``partner`` and ``as_of`` go before the file's head block.

    ``reason``: why a sheet that is implausible as a whole is true all the same.
    """

    path: Path
    imported_by: str
    today: date
    settings: Settings
    partner: str | None = None
    as_of: date | None = None
    note: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Plan:
    """What an import would do: the report of it, and the step that does it."""

    report: ImportReport
    apply: Callable[[duckdb.DuckDBPyConnection], None]


Planner = Callable[[duckdb.DuckDBPyConnection], Plan]
"""Works out a plan against the snapshot behind a connection."""
