"""Reads an OpenDocument spreadsheet (ODS, or one flat XML file) as a workbook of Excel is read: tabs, values, facts."""

from __future__ import annotations

import re

from ozgdash.sources.archives import DAMAGES
from ozgdash.sources.findings import Findings
from ozgdash.sources.guarded_xml import Attributes, ForbiddenXmlError, Handlers, go_through
from ozgdash.sources.odf_cell import BREAK, TAB
from ozgdash.sources.odf_sheet import OdfSheetReader
from ozgdash.sources.odf_styles import OdfStyles
from ozgdash.sources.tables import Sheet, Unread, UnreadTab
from ozgdash.sources.workbook_package import CHUNK, Package, not_a_workbook

CONTENT, STYLES, MANIFEST = "content.xml", "styles.xml", "meta-inf/manifest.xml"
NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
PREFIXES = {
    "office": "office:1.0", "table": "table:1.0", "text": "text:1.0", "style": "style:1.0", "number": "datastyle:1.0",
}  # fmt: skip
NOT_SEEN = (
    "annotation", "shapes", "forms", "event-listeners", "tracked-changes", "dde-links", "ruby-text", "scripts",
    "frame", "g", "custom-shape", "rect", "line", "polyline", "polygon", "regular-polygon", "path", "circle", "ellipse",
    "connector", "caption", "measure", "control", "scene", "master-styles",
)  # fmt: skip
"""What is no part of a cell's text and no table of its own: comments, drawings, deleted cells, charts."""
OF_PAGES = ("automatic-styles", "master-styles")
"""What the part of styles has for heads and feet of pages."""
COPY = re.compile(r"'.*'#\$.*", re.DOTALL)
"""The name of a table that a program keeps as a copy of another file's; nobody sees it."""
FLAT = re.compile(rb"<(?:\w+:)?document\s[^>]*opendocument\.spreadsheet")
Tabs = tuple[tuple[Sheet, ...], tuple[UnreadTab, ...]]


def is_opendocument(package: Package) -> bool:
    """True for an archive with the parts of a document of ODF; an encrypted one may have the list of parts only."""
    return CONTENT in package or MANIFEST in package


def is_flat(beginning: bytes) -> bool:
    """True for the beginning of a spreadsheet of ODF that is one XML file (FODS)."""
    return FLAT.search(beginning) is not None


def read_opendocument(package: Package, sha256: str, findings: Findings) -> Tabs:
    """The visible tabs with cells, in their order, and the tabs that are not read.

    Raises SourceFormatError for a document that is encrypted, is no spreadsheet or stands for more than the limits, and
    what reading a damaged part raises.
    """
    if _is_encrypted(package):
        raise findings.fail("sources.workbook_encrypted")
    common = OdfStyles()
    if STYLES in package:
        package.parse(STYLES, Handlers(common.start, common.end, common.take_text, OF_PAGES))
    body = _Body(OdfStyles(common), sha256, findings)
    package.parse(CONTENT, body.handlers())
    return body.tabs()


def read_flat(content: bytes, sha256: str, findings: Findings) -> Tabs:
    """The tabs of a spreadsheet that is one XML file; raises SourceFormatError as ``read_opendocument`` does."""
    body = _Body(OdfStyles(), sha256, findings)
    try:
        go_through((content[at : at + CHUNK] for at in range(0, len(content), CHUNK)), body.handlers())
        return body.tabs()
    except ForbiddenXmlError as error:
        raise findings.fail("sources.workbook_entities") from error
    except DAMAGES as error:
        raise findings.fail("sources.workbook_damaged") from error


def _is_encrypted(package: Package) -> bool:
    found: list[Attributes] = []
    if MANIFEST in package:
        package.parse(MANIFEST, Handlers({"encryption-data": found.append}))
    return bool(found)


class _Body:
    """Takes the events of the part that holds the tables, its styles among them."""

    def __init__(self, styles: OdfStyles, sha256: str, findings: Findings) -> None:
        self._styles, self._sha256, self._findings = styles, sha256, findings
        self._reader = OdfSheetReader(styles, findings)
        self._sheets: list[Sheet] = []
        self._unread: list[UnreadTab] = []
        self._is_spreadsheet = self._since_1904 = self._is_open = self._is_hidden = False
        self._name = ""

    def handlers(self) -> Handlers:
        """The methods by element."""
        reader, text = self._reader, self._reader.text
        start = {
            "document-content": _refuse_other_prefixes, "document": _refuse_other_prefixes,
            "spreadsheet": self._spreadsheet, "null-date": self._null_date, "table": self._open_table,
            "table-column": reader.columns, "table-row-group": reader.open_group, "table-row": reader.open_row,
            "table-cell": reader.open_cell, "covered-table-cell": reader.open_cell,
            "p": text.open_paragraph, "h": text.open_paragraph, "s": text.add_spaces,
            "tab": lambda _: text.add(TAB), "line-break": lambda _: text.add(BREAK),
        }  # fmt: skip
        end = {
            "table": self._close_table, "table-row-group": reader.close_group, "table-row": reader.close_row,
            "table-cell": reader.close_cell, "covered-table-cell": reader.close_cell,
            "p": text.close_paragraph, "h": text.close_paragraph,
        }  # fmt: skip
        return Handlers(self._styles.start | start, self._styles.end | end, self._text, NOT_SEEN)

    def tabs(self) -> Tabs:
        """What was found; raises SourceFormatError for no spreadsheet, ValueError for one without tables."""
        if not self._is_spreadsheet:
            raise not_a_workbook(self._findings)
        if not self._sheets and not self._unread:
            raise ValueError("tables")
        return tuple(self._sheets), tuple(self._unread)

    def _text(self, content: str) -> None:
        self._reader.text.add(content)
        self._styles.take_text(content)

    def _spreadsheet(self, _: Attributes) -> None:
        self._is_spreadsheet = True

    def _null_date(self, attributes: Attributes) -> None:
        self._since_1904 = attributes.get("table:date-value", "").startswith("1904-01-01")

    def _open_table(self, attributes: Attributes) -> None:
        if self._is_open:
            raise ValueError("table")
        self._is_open, self._name = True, attributes.get("table:name", "")
        self._is_hidden = self._styles.hides_table(attributes.get("table:style-name", ""))
        is_needed = not self._is_hidden and not COPY.fullmatch(self._name)
        self._reader.begin(Findings(self._findings.file_name, sheet=self._name), is_needed=is_needed)

    def _close_table(self) -> None:
        self._is_open = False
        if COPY.fullmatch(self._name):
            return
        sheet = self._reader.sheet(self._name, self._sha256, since_1904=self._since_1904)
        if self._is_hidden:
            self._unread.append(UnreadTab(self._name, Unread.HIDDEN, sheet))
        elif sheet and (sheet.rows or sheet.facts.without_value):
            self._sheets.append(sheet)
        else:
            self._unread.append(UnreadTab(self._name, Unread.EMPTY))


def _refuse_other_prefixes(attributes: Attributes) -> None:
    """Every program writes the prefixes of the standard; attributes would not be found by others."""
    for prefix, name in PREFIXES.items():
        if attributes.get(f"xmlns:{prefix}", NAMESPACE + name) != NAMESPACE + name:
            raise ValueError(prefix)
        if any(value == NAMESPACE + name and key != f"xmlns:{prefix}" for key, value in attributes.items()):
            raise ValueError(prefix)
