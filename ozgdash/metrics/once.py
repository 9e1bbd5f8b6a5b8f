"""What several figures of one page ask alike is read once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import duckdb

T = TypeVar("T")

MOST = 50
"""Answers that a cursor keeps: more than a page asks for, and few enough for a thread that lives long."""

_read: WeakKeyDictionary[duckdb.DuckDBPyConnection, dict[Hashable, Any]] = WeakKeyDictionary()


def keep(cursor: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The cursor, through which nothing is read twice from now on: for one thread, over a snapshot that stays."""
    _read[cursor] = {}
    return cursor


def once(cursor: duckdb.DuckDBPyConnection, key: Hashable, read: Callable[[], T]) -> T:
    """What ``read`` brings; through a kept cursor what it brought for that key before, which nobody may change."""
    kept = _read.get(cursor)
    if kept is None:
        return read()
    if key not in kept:
        if len(kept) >= MOST:
            kept.clear()
        kept[key] = read()
    found: T = kept[key]
    return found
