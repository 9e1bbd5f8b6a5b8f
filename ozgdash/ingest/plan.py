"""What somebody asks to be imported, and what that would do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import duckdb

from ozgdash.ingest.reports import ImportReport
from ozgdash.settings import Settings
from ozgdash.sources.detect import Source


@dataclass(frozen=True)
class Request:
    """A file that somebody wants to take over, read already. ``partner`` and ``as_of`` go before its head block.

    ``reason``: why a sheet that is implausible as a whole is true all the same.
    """

    source: Source
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
