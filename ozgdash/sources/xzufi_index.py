"""The list of messages that an XZuFi export of several files comes with: ``index.txt``, one name per line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ozgdash.sources.findings import Findings

MAX_INDEX_BYTES = 100_000
ENDING = ".xml"


def is_index(text: str) -> bool:
    """Whether a text is a list of messages: every line that is not blank ends like the name of one."""
    lines = text.split()
    return bool(lines) and all(line.strip().lower().endswith(ENDING) for line in text.splitlines() if line.strip())


def whole_export(paths: Sequence[Path], findings: Findings) -> tuple[Path, ...]:
    """The messages behind what was given, each once: an index stands for the files that it names.

    They lie beside it or were given together with it. Raises SourceFormatError, naming every one that is missing.
    """
    given = {path.name: path for path in paths}
    found: dict[Path, None] = {}
    for path in paths:
        names = _names(path)
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
    return tuple(found)


def _names(path: Path) -> list[tuple[int, str]] | None:
    """Row and name of every file that an index lists; None for what is no index."""
    with path.open("rb") as file:
        content = file.read(MAX_INDEX_BYTES + 1)
    text = content.decode("utf-8-sig", errors="replace")
    if len(content) > MAX_INDEX_BYTES or text.lstrip().startswith("<") or not is_index(text):
        return None
    lines = enumerate(text.splitlines(), start=1)
    return [(row, line.strip()) for row, line in lines if line.strip()]
