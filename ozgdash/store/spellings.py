"""One spelling for each name that groups, in everything that a snapshot holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import duckdb
import pyarrow as pa

from ozgdash.model.names import KnownNames, cleaned, folded
from ozgdash.store.queries import sql


def known_names(cursor: duckdb.DuckDBPyConnection) -> KnownNames:
    """How names are spelled in the snapshot, cleaned; those of the newest report first."""
    names: dict[str, list[str]] = {}
    for kind, name in _spellings(cursor):
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
    names were spelled anew.
    """
    rows = respellings(draft)
    if not rows:
        return set()
    draft.register("respelled", pa.Table.from_pylist(rows))
    try:
        draft.execute(sql("respell"))
    finally:
        draft.unregister("respelled")
    return {row["kind"] for row in rows}


def respellings(cursor: duckdb.DuckDBPyConnection) -> list[dict[str, str]]:
    """What ``join_spellings`` would change: ``kind`` of name, how it is ``written``, the ``name`` that it becomes."""
    return list(_respelled(_spellings(cursor)))


def _spellings(cursor: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    return cursor.execute(sql("spellings")).fetchall()


def _respelled(spellings: Iterable[tuple[str, str]]) -> Iterator[dict[str, str]]:
    names: dict[tuple[str, str], str] = {}
    for kind, written in spellings:
        name = names.setdefault((kind, folded(written)), cleaned(written))
        if name and name != written:
            yield {"kind": kind, "written": written, "name": name}
