"""What kind of file is this? Told by its content, not by its name."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass
from pathlib import Path

from ozgdash.errors import Finding
from ozgdash.sources.findings import Findings
from ozgdash.sources.json_kind import json_kind
from ozgdash.sources.odf_workbook import is_flat
from ozgdash.sources.other_kinds import refuse_other_bytes, refuse_other_text, refuse_other_xml
from ozgdash.sources.pvog import pvog_delimiter
from ozgdash.sources.source_kind import SourceKind
from ozgdash.sources.tables import Sheet
from ozgdash.sources.tabs import choose, known_columns
from ozgdash.sources.tabular import OLE_MAGIC, ZIP_MAGIC, read_tables
from ozgdash.sources.xzufi_index import is_index

__all__ = ["SEARCHED_BYTES", "Source", "SourceKind", "detect", "kind_by_beginning", "look_into"]

SEARCHED_BYTES = 100_000


@dataclass(frozen=True)
class Source:
    """A file, what it is, and what was read to know it: nobody needs to read that again.

    ``sheets`` are the tabs that hold the tables of this kind; none for a feed, which has a reader of its own.
    ``components``: the lists of components beside status sheets. ``findings`` names tabs that are not read.
    """

    path: Path
    kind: SourceKind
    sheets: tuple[Sheet, ...] = ()
    components: tuple[Sheet, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def first(self) -> Sheet:
        """The first tab that is read; raises SourceFormatError for a feed, which has none."""
        if not self.sheets:
            raise Findings(self.path.name).fail("sources.no_table", kind=self.kind.value)
        return self.sheets[0]


def look_into(path: Path) -> Source:
    """The file with its kind and its tables. Raises SourceFormatError where it is of none of the kinds."""
    kind = kind_by_beginning(path)
    if kind is not None:
        return Source(path, kind)
    choice = choose(read_tables(path, columns=known_columns()))
    return Source(path, choice.kind, choice.sheets, choice.components, choice.findings)


def detect(path: Path) -> SourceKind:
    """The kind of the file. Raises SourceFormatError where it is none of them."""
    return look_into(path).kind


def kind_by_beginning(path: Path) -> SourceKind | None:
    """The kind of a file that need not be read as a whole to know it; None for the others."""
    try:
        with path.open("rb") as file:
            beginning = file.read(SEARCHED_BYTES)
    except OSError as error:
        raise Findings(path.name).fail("sources.file_unreadable", reason=error.strerror or str(error)) from error
    refuse_other_bytes(path, beginning)
    if beginning.startswith((ZIP_MAGIC, OLE_MAGIC)):
        return None
    encoding = "utf-16" if beginning.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
    text = beginning.decode(encoding, errors="replace").lstrip()
    if text[:200].lower().startswith(("<!doctype html", "<html")):
        raise Findings(path.name).fail("feeds.file_html")
    if text.startswith("<") and is_flat(beginning):
        return None
    if text.startswith("<"):
        refuse_other_xml(path, text)
        return SourceKind.XZUFI
    if is_index(text):
        return SourceKind.XZUFI
    if text.startswith(("{", "[")):
        return SourceKind(json_kind(path))
    refuse_other_text(path, text)
    return SourceKind.PVOG if pvog_delimiter(text) else None
