"""Reads a workbook (XLSX and its like, or ODS) into the values and facts of its tabs, looking it through once."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ozgdash.errors import SourceFormatError
from ozgdash.sources.archives import DAMAGES
from ozgdash.sources.findings import Findings
from ozgdash.sources.guarded_xml import Attributes, ForbiddenXmlError, Handlers
from ozgdash.sources.number_format import NumberFormat, number_format
from ozgdash.sources.odf_workbook import is_opendocument, read_opendocument
from ozgdash.sources.tables import CellFacts, Row, Sheet, Unread, UnreadTab
from ozgdash.sources.workbook_package import (
    MAX_UNPACKED_BYTES,
    Package,
    not_a_workbook,
    refuse_size,
)
from ozgdash.sources.workbook_sheet import YES, Grid, Look, SheetReader, unescaped

SHEET_KINDS = {
    "worksheet": None,
    "chartsheet": Unread.CHART,
    "dialogsheet": Unread.DIALOG,
    "xlMacrosheet": Unread.MACRO,
    "xlIntlMacrosheet": Unread.MACRO,
}
FIRST_EXCEL_AFTER_2007 = 14
"""Libraries that write XLSX call themselves Excel 2007 (12)."""


class Tab(NamedTuple):
    """An entry of the workbook's list of sheets."""

    name: str
    relation: str
    state: str


@dataclass
class Book:
    """What the main part of a workbook says."""

    root: str = ""
    tabs: list[Tab] = field(default_factory=list)
    since_1904: bool = False
    asks_for_calculation: bool = False


def read_workbook(content: bytes, sha256: str, findings: Findings) -> tuple[tuple[Sheet, ...], tuple[UnreadTab, ...]]:
    """The visible tabs with cells, in their order, and the tabs that are not read.

    Raises SourceFormatError for a file that is no workbook, is damaged, has a DTD, or stands for more than the limits.
    """
    try:
        package = Package(content, findings)
        path = package.main_part()
        if path is None and is_opendocument(package):
            return read_opendocument(package, sha256, findings)
        if path is None:
            raise not_a_workbook(findings)
        book = _book(package, path)
        if book.root != "workbook":
            raise not_a_workbook(findings)
        return _tabs(package, path, book, sha256, findings)
    except ForbiddenXmlError as error:
        raise findings.fail("sources.workbook_entities") from error
    except DAMAGES as error:
        raise findings.fail("sources.workbook_damaged") from error


def _book(package: Package, path: str) -> Book:
    book = Book()

    def sheet(attributes: Attributes) -> None:
        relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
        book.tabs.append(Tab(attributes.get("name", ""), relation, attributes.get("state", "visible")))

    def root(_: Attributes) -> None:
        book.root = book.root or "workbook"

    def properties(attributes: Attributes) -> None:
        book.since_1904 = attributes.get("date1904") in YES

    def calculation(attributes: Attributes) -> None:
        book.asks_for_calculation = attributes.get("fullCalcOnLoad") in YES

    package.parse(path, Handlers({"workbook": root, "workbookPr": properties, "sheet": sheet, "calcPr": calculation}))
    return book


def _tabs(
    package: Package, path: str, book: Book, sha256: str, findings: Findings
) -> tuple[tuple[Sheet, ...], tuple[UnreadTab, ...]]:
    relations = package.relations(path)
    targets = {item.kind: item.target for item in relations.values()}
    look = Look(
        _texts(package, targets.get("sharedStrings")), _formats(package, targets.get("styles")), book.since_1904
    )
    kept = _results_are_kept(package)
    sheets: list[Sheet] = []
    unread: list[UnreadTab] = []
    for tab in book.tabs:
        if tab.relation not in relations:
            raise zipfile.BadZipFile(tab.name)
        target = relations[tab.relation].target
        reason = SHEET_KINDS.get(relations[tab.relation].kind)
        if reason is not None:
            unread.append(UnreadTab(tab.name, reason))
            continue
        own = Findings(findings.file_name, sheet=tab.name)
        read = _Reading(package, look, book, kept=kept, sha256=sha256)
        if tab.state in ("hidden", "veryHidden"):
            unread.append(UnreadTab(tab.name, Unread.HIDDEN, read.hidden(tab.name, target, own)))
            continue
        sheet = read.sheet(tab.name, target, own)
        if sheet.rows or sheet.facts.without_value:
            sheets.append(sheet)
        else:
            unread.append(UnreadTab(tab.name, Unread.EMPTY))
    if not book.tabs:
        raise zipfile.BadZipFile(path)
    return tuple(sheets), tuple(unread)


@dataclass(frozen=True)
class _Reading:
    """How the sheets of one workbook are read."""

    package: Package
    look: Look
    book: Book
    kept: bool
    sha256: str

    def sheet(self, name: str, target: str, findings: Findings) -> Sheet:
        """One sheet; raises SourceFormatError where it stands for more than the limits."""
        reader = SheetReader(self.look, findings)
        self.package.parse(target, reader.handlers())
        if reader.shared_length > MAX_UNPACKED_BYTES:
            refuse_size(reader.shared_length, findings)
        rows = tuple(Row(number, tuple(cells)) for number, cells in sorted(reader.grid.rows.items()))
        return Sheet(findings.file_name, self.sha256, name, rows, self._facts(reader.grid))

    def hidden(self, name: str, target: str, findings: Findings) -> Sheet | None:
        """The cells of a hidden tab; None where they cannot be read, which is nobody's loss."""
        try:
            return self.sheet(name, target, findings)
        except (SourceFormatError, *DAMAGES):
            return None

    def _facts(self, grid: Grid) -> CellFacts:
        return CellFacts(
            areas=tuple(grid.areas),
            hidden_rows=frozenset(grid.hidden_rows & grid.rows.keys()),
            hidden_columns=frozenset(
                at for item in grid.columns if item.hidden for at in range(item.first, item.last + 1)
            ),
            formulas=grid.formulas,
            without_value=frozenset(grid.without_value),
            since_1904=self.book.since_1904,
            results_are_kept=self.kept,
            results_are_void=self.book.asks_for_calculation,
        )


def _texts(package: Package, path: str | None) -> tuple[str, ...]:
    """The shared texts, without how they are to be read aloud."""
    found: list[str] = []
    pieces: list[str] = []
    inside = {"t": False, "rPh": False}

    def open_text(_: Attributes) -> None:
        inside["t"] = not inside["rPh"]

    def text(content: str) -> None:
        if inside["t"]:
            pieces.append(content)

    def close_item() -> None:
        found.append(unescaped("".join(pieces)))
        pieces.clear()

    if path is not None and path in package:
        start = {"t": open_text, "rPh": lambda _: inside.update(rPh=True)}
        end = {"t": lambda: inside.update(t=False), "rPh": lambda: inside.update(rPh=False), "si": close_item}
        package.parse(path, Handlers(start, end, text))
    return tuple(found)


def _formats(package: Package, path: str | None) -> tuple[NumberFormat, ...]:
    """The format of each style of cells."""
    codes: dict[int, str] = {}
    styles: list[int] = []
    inside = {"numFmts": False, "cellXfs": False}

    def code(attributes: Attributes) -> None:
        if inside["numFmts"]:  # conditional formats have some of their own
            codes[int(attributes.get("numFmtId", 0))] = attributes.get("formatCode", "")

    def style(attributes: Attributes) -> None:
        if inside["cellXfs"]:
            styles.append(int(attributes.get("numFmtId", 0)))

    if path is not None and path in package:
        start = {"numFmt": code, "xf": style} | {
            name: lambda _, name=name: inside.update({name: True}) for name in inside
        }
        end = {name: lambda name=name: inside.update({name: False}) for name in inside}
        package.parse(path, Handlers(start, end))
    return tuple(number_format(number, codes.get(number)) for number in styles)


def _results_are_kept(package: Package) -> bool:
    """True where Excel itself saved the workbook: it never keeps a result that it did not calculate."""
    said = {"Application": "", "AppVersion": ""}
    current: Sequence[str] = ()

    def opened(name: str) -> None:
        nonlocal current
        current = (name,)

    def text(content: str) -> None:
        for name in current:
            said[name] += content

    def closed() -> None:
        nonlocal current
        current = ()

    path = next((item.target for item in package.relations("").values() if item.kind == "extended-properties"), "")
    if path in package:
        start = {name: lambda _, name=name: opened(name) for name in said}
        package.parse(path, Handlers(start, dict.fromkeys(said, closed), text))
    version = said["AppVersion"].partition(".")[0].strip()
    excel = said["Application"].strip().startswith("Microsoft Excel") and version.isdigit()
    return excel and int(version) >= FIRST_EXCEL_AFTER_2007
