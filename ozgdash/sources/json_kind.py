"""JSON files: read within bounds, told apart by what is in them, pages joined."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from ozgdash.sources.feed import description
from ozgdash.sources.findings import Findings
from ozgdash.sources.header import folded
from ozgdash.sources.other_kinds import other_json
from ozgdash.sources.tabular import MAX_FILE_BYTES

LOOKED_AT = 200
"""Entries of a list in which the fields are looked for."""


def read_json(path: Path, findings: Findings) -> object:
    """The document. Raises SourceFormatError for a file that is too large or no JSON."""
    if path.stat().st_size > MAX_FILE_BYTES:
        raise findings.fail("feeds.file_too_large", allowed=MAX_FILE_BYTES // 1_000_000)
    try:
        return json.loads(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        raise findings.fail("feeds.file_not_json", reason=str(error)[:120]) from error


def entries_in(parsed: object, field: str) -> list[object] | None:
    """The entries of a document: a list, the list in ``field`` of an object, or those of a list of such objects.

    None where it is none of these. An object with such a list is a page.
    """
    if isinstance(parsed, Mapping):
        entries = parsed.get(field)
        return entries if isinstance(entries, list) else None
    if not isinstance(parsed, list):
        return None
    pages = [page.get(field) if isinstance(page, Mapping) else None for page in parsed]
    if pages and all(isinstance(page, list) for page in pages):
        return [entry for page in pages if isinstance(page, list) for entry in page]
    return parsed


def json_kind(path: Path) -> Literal["fim", "pvog"]:
    """Which feed a JSON file is of. Raises SourceFormatError, naming what it seems to be, where it is of none."""
    findings = Findings(path.name)
    parsed = read_json(path, findings)
    rows, steckbriefe = entries_in(parsed, "content"), entries_in(parsed, "items")
    is_empty_page = rows == [] and isinstance(parsed, Mapping)
    if is_empty_page or {"leika_key", "online_status"} <= _pvog_columns(rows or ()):
        return "pvog"
    keys = set(description("fim").raw["fields"]["key"])
    if steckbriefe == [] or _fields(steckbriefe or ()) & keys:
        return "fim"
    kind = other_json(parsed)
    if kind is not None:
        raise findings.fail("feeds.other_kind", kind=kind)
    raise findings.fail("feeds.unknown_json", received=_shown(parsed))


def _fields(entries: Iterable[object]) -> set[str]:
    objects = [entry for entry in list(entries)[:LOOKED_AT] if isinstance(entry, Mapping)]
    return {str(field) for entry in objects for field in entry}


def _pvog_columns(rows: Iterable[object]) -> set[str]:
    columns = description("pvog").columns
    return {columns[name] for name in map(folded, _fields(rows)) if name in columns}


def _shown(parsed: object) -> str:
    if isinstance(parsed, list):
        shown = sorted(_fields(parsed)) or [type(parsed[0]).__name__ if parsed else "[]"]
    else:
        shown = list(map(str, parsed)) if isinstance(parsed, Mapping) else [type(parsed).__name__]
    return ", ".join(shown)[:200] or "–"
