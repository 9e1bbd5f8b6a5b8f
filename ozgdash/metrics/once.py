"""What several figures of one page ask alike is read once; what all readers ask of a crowd, once for a while."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import duckdb

T = TypeVar("T")

MOST = 50
"""Answers that a cursor keeps: more than a page asks for, and few enough for a thread that lives long."""

MOST_LASTING = 100
"""Answers that are kept for all readers of a snapshot; the longest, a ranking of 11,000 partners, takes a megabyte."""

_read: WeakKeyDictionary[duckdb.DuckDBPyConnection, dict[Hashable, Any]] = WeakKeyDictionary()


class Lasting:
    """Answers for all threads over one snapshot; of more than MOST_LASTING those go that nobody asked for longest."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable, read: Callable[[], T]) -> T:
        """What is kept for the key, else what ``read`` brings; two who ask at the same time may both read."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                known: T = self._kept[key]
                return known
        found = read()
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > MOST_LASTING:
                self._kept.popitem(last=False)
        return found


_lasting: WeakKeyDictionary[duckdb.DuckDBPyConnection, Lasting] = WeakKeyDictionary()


def keep(cursor: duckdb.DuckDBPyConnection, answers: Lasting | None = None) -> duckdb.DuckDBPyConnection:
    """The cursor, through which nothing is read twice from now on: for one thread, over a snapshot that stays.

    ``answers``: those that other cursors over the same snapshot share.
    """
    _read[cursor] = {}
    if answers is not None:
        _lasting[cursor] = answers
    return cursor


def lasting(cursor: duckdb.DuckDBPyConnection, key: Hashable, read: Callable[[], T]) -> T:
    """Like ``once``, but kept for all readers where the cursor shares its answers: for what is dear and asked often."""
    answers = _lasting.get(cursor)
    return once(cursor, key, read) if answers is None else answers.get(key, read)


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
