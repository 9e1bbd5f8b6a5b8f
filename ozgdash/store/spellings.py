"""One spelling for each name that groups, in everything that a snapshot holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pyarrow as pa

from ozgdash.model.names import KnownNames, cleaned, folded
from ozgdash.store.connection import set_meta
from ozgdash.store.queries import sql

SPELLED_TO = "spelled_to"
"""The fact that says up to which import the table `spelling` knows the names."""
COLUMNS = ("kind", "name", "said_on", "import_id", "rows")
Spellings = list[tuple[Any, ...]]


def known_names(cursor: duckdb.DuckDBPyConnection) -> KnownNames:
    """How names are spelled in the snapshot, cleaned; those of the newest report first."""
    names: dict[str, list[str]] = {}
    for kind, name, *_ in _spellings(cursor):
        names.setdefault(kind, []).append(cleaned(name))
    return KnownNames(
        departments=tuple(names.get("department", ())),
        components=tuple(names.get("component", ())),
        products=tuple(names.get("product", ())),
        providers=tuple(names.get("provider", ())),
    )


def join_spellings(draft: duckdb.DuckDBPyConnection) -> set[str]:
    """Spells names that look alike or differ by case as one, in all rows: as in the newest report, cleaned.

    So a new sheet can correct upper and lower case, and what an older program let through is joined. What kinds of
    names were spelled anew. The names are kept in `spelling`, so that the next publish looks at its own rows alone.
    """
    found = _spellings(draft)
    respelled = list(_respelled(found))
    if respelled:
        _put(draft, "respelled", pa.Table.from_pylist(respelled), "respell")
        forget_spellings(draft)
        found = _spellings(draft)
    _keep(draft, found)
    return {row["kind"] for row in respelled}


def forget_spellings(draft: duckdb.DuckDBPyConnection) -> None:
    """Whoever takes reports away or changes their names says so: all names are looked at again."""
    draft.execute("TRUNCATE spelling")
    draft.execute("DELETE FROM meta WHERE key = $key", {"key": SPELLED_TO})


def _keep(draft: duckdb.DuckDBPyConnection, found: Spellings) -> None:
    draft.execute("TRUNCATE spelling")
    if found:
        columns = dict(zip(COLUMNS, map(list, zip(*found, strict=True)), strict=True))
        _put(draft, "incoming", pa.table(columns), "insert_spelling")
    newest = draft.execute("SELECT coalesce(max(import_id), 0) FROM import").fetchall()[0][0]
    set_meta(draft, SPELLED_TO, str(newest))


def _spellings(cursor: duckdb.DuckDBPyConnection) -> Spellings:
    known = cursor.execute("SELECT value FROM meta WHERE key = $key", {"key": SPELLED_TO}).fetchall()
    first = int(known[0][0]) + 1 if known else 0
    return cursor.execute(sql("spellings"), {"first": first}).fetchall()


def _put(draft: duckdb.DuckDBPyConnection, name: str, rows: pa.Table, statement: str) -> None:
    draft.register(name, rows)
    try:
        draft.execute(sql(statement))
    finally:
        draft.unregister(name)


def respellings(cursor: duckdb.DuckDBPyConnection) -> list[dict[str, str]]:
    """What ``join_spellings`` would change: ``kind`` of name, how it is ``written``, the ``name`` that it becomes."""
    return list(_respelled(_spellings(cursor)))


def _respelled(spellings: Spellings) -> Iterator[dict[str, str]]:
    names: dict[tuple[str, str], str] = {}
    for kind, written, *_ in spellings:
        name = names.setdefault((kind, folded(written)), cleaned(written))
        if name and name != written:
            yield {"kind": kind, "written": written, "name": name}
