"""The list of messages that an XZuFi export of several files comes with: ``index.txt``, one name per line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from ozgdash.sources.findings import Findings

MAX_INDEX_BYTES = 100_000
ENDING = ".xml"
SEARCHED_BYTES = 20_000
CREATED = re.compile(r"erstellungszeitpunkt[^>]*>\s*([^<\s]+)\s*<")


def is_index(text: str) -> bool:
    """Whether a text is a list of messages: every line that is not blank ends like the name of one."""
    lines = text.split()
    return bool(lines) and all(line.strip().lower().endswith(ENDING) for line in text.splitlines() if line.strip())


def whole_export(paths: Sequence[Path], findings: Findings) -> tuple[Path, ...]:
    """The messages behind what was given, each once, in the order in which they are read.

    An index stands for the files that it names, in its order; they lie beside it or were given together with it.
    Without an index the message that was made earlier comes first, where all of them say when; else the order is that
    in which they were given. Raises SourceFormatError, naming every one that is missing.
    """
    given = {path.name: path for path in paths}
    found: dict[Path, None] = {}
    with_index = False
    for path in paths:
        names = _names(path)
        with_index = with_index or names is not None
        if names is None:
            found[path.resolve()] = None
            continue
        for row, name in names:
            if name != Path(name).name or "\\" in name:
                findings.error("feeds.index_not_a_name", row=row, received=name[:200])
                continue
            target = given.get(name, path.parent / name)
            if target.is_file():
                found[target.resolve()] = None
            else:
                findings.error("feeds.index_missing", row=row, received=name[:200])
    findings.raise_errors()
    return tuple(found) if with_index else _by_moment(tuple(found))


def _by_moment(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    if len(paths) < 2:
        return paths
    moments = {path: _moment(path) for path in paths}
    known = [moment for moment in moments.values() if moment is not None]
    return tuple(sorted(paths, key=lambda path: str(moments[path]))) if len(known) == len(paths) else paths


def _moment(path: Path) -> datetime | None:
    """When a message says that it was made, in UTC; None where its beginning does not say it."""
    with path.open("rb") as file:
        beginning = file.read(SEARCHED_BYTES).decode("utf-8", errors="replace")
    found = CREATED.search(beginning)
    try:
        moment = datetime.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
    if moment is None:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _names(path: Path) -> list[tuple[int, str]] | None:
    """Row and name of every file that an index lists; None for what is no index."""
    with path.open("rb") as file:
        content = file.read(MAX_INDEX_BYTES + 1)
    text = content.decode("utf-8-sig", errors="replace")
    if len(content) > MAX_INDEX_BYTES or text.lstrip().startswith("<") or not is_index(text):
        return None
    lines = enumerate(text.splitlines(), start=1)
    return [(row, line.strip()) for row, line in lines if line.strip()]
