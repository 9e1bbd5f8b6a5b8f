"""The workbook within a native chart: the digest of its numbers, by which somebody's edit is told."""

from __future__ import annotations

from ozgdash.errors import UserError
from ozgdash.export.refresh.pieces import digest
from ozgdash.sources.archives import DAMAGES
from ozgdash.sources.findings import Findings
from ozgdash.sources.guarded_xml import Attributes, ForbiddenXmlError, Handlers
from ozgdash.sources.workbook_package import Package

SHEET = "sheet"
MAX_CELLS = 200_000
UNREADABLE = "unreadable"


def numbers_digest(content: bytes) -> str:
    """The digest of every number with its cell; a word of its own where the workbook cannot be read."""
    try:
        package = Package(content, Findings("embedded.xlsx"))
        main = package.main_part()
        sheets = [item.target for item in package.relations(main or "").values() if item.kind.endswith(SHEET)]
        return digest(*(cell for path in sorted(sheets) for cell in _numbers(package, path)))
    except (*DAMAGES, KeyError, UserError, ForbiddenXmlError):
        return UNREADABLE


def _numbers(package: Package, path: str) -> list[str]:
    """Each number with its cell. What stands elsewhere is left where it is: it may be endless."""
    found: list[str] = []
    pieces: list[str] = []
    cell, within = "", False

    def begin(attributes: Attributes) -> None:
        nonlocal cell
        cell = "" if attributes.get("t", "n") != "n" else attributes.get("r", "?")

    def text(content: str) -> None:
        if within:
            pieces.append(content)

    def value(_: Attributes) -> None:
        nonlocal within
        within = bool(cell) and len(found) < MAX_CELLS
        pieces.clear()

    def end() -> None:
        nonlocal within
        if within:
            found.append(f"{cell} {float(''.join(pieces)):.9g}")
        within = False

    package.parse(path, Handlers({"c": begin, "v": value}, {"v": end}, text))
    return found
