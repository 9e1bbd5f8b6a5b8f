"""A spreadsheet (ODS) as a whole: its tables, what may be entered, what stays in view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ozgdash.odf.addresses import address
from ozgdash.odf.chart_data import cell_ranges
from ozgdash.odf.chart_object import chart_object
from ozgdash.odf.objects import Embedded, frame_xml, mimetypes_of, parts_of
from ozgdash.odf.package import Content, meta, package
from ozgdash.odf.styles import AutomaticStyles, common_styles
from ozgdash.odf.table import Entry, Table, entry_xml, table_xml
from ozgdash.odf.xml import Attributes, document, element, opening, plain

DOCUMENT = "office:document-content"
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
PREFIXES = ("office", "table", "text", "style", "number", "fo", "of", "xlink", "loext")
PREFIXES_OF_DRAWINGS = ("draw", "svg")
SPLIT_AND_FIXED = 2
ACTIVE = {(False, False): 2, (True, False): 2, (False, True): 1, (True, True): 3}
"""Which of the four parts of a view is at work, by whether rows and columns are fixed."""


@dataclass(frozen=True)
class Spreadsheet:
    """What a file holds. ``language`` and ``country``: of its texts, for instance ``de`` and ``DE``.

    ``tables`` are asked for one after the other, so that they need not all be there at once.
    """

    title: str
    tables: Iterable[Table]
    created: datetime
    entries: Sequence[Entry] = ()
    language: str = "de"
    country: str = "DE"
    subject: str = ""
    creator: str = ""
    description: str = ""


class _Written:
    """What has been written of a spreadsheet, table by table: of each the cells are needed only once."""

    def __init__(self) -> None:
        self.styles = AutomaticStyles()
        self.tables: list[bytes] = []
        self.charts: list[Embedded] = []
        self.filters: list[str] = []
        self.views: list[str] = []
        self.first = ""

    def add(self, table: Table) -> None:
        """Writes a table, its charts, its filters and what of it stays in view."""
        charts = [
            chart_object(drawing.chart, f"Object {number}")
            for number, drawing in enumerate(table.drawings, start=len(self.charts) + 1)
        ]
        drawn = _drawn(table, charts, self.styles)
        self.tables.extend(piece.encode() for piece in table_xml(table, self.styles, drawn))
        self.charts += charts
        self.filters += _filter(table, len(self.views) + 1)
        self.views.append(_view(table))
        self.first = self.first or table.name


def spreadsheet_file(content: Spreadsheet) -> bytes:
    """The file; equal content gives equal bytes."""
    written = _Written()
    tables = list(content.tables) if content.entries else content.tables
    for table in tables:
        written.add(table)
    entries = [entry_xml(entry, _first_place(entry, list(tables))) for entry in content.entries]
    parts: dict[str, Content] = {
        "content.xml": _content(written, entries),
        "styles.xml": common_styles(content.language, content.country, written.styles.pages),
        "meta.xml": meta(
            title=content.title,
            language=f"{content.language}-{content.country}",
            created=content.created,
            subject=content.subject,
            creator=content.creator,
            description=content.description,
        ),
        "settings.xml": _settings(written.views, written.first),
    }
    return package(MIMETYPE, parts | parts_of(written.charts), mimetypes_of(written.charts))


def _content(written: _Written, entries: Sequence[str]) -> list[bytes]:
    """The part with the tables, in pieces."""
    prefixes = (*PREFIXES, *PREFIXES_OF_DRAWINGS) if written.charts else PREFIXES
    before = (
        opening(DOCUMENT, prefixes),
        written.styles.xml(),
        "<office:body><office:spreadsheet>",
        element("table:content-validations", None, *entries) if entries else "",
    )
    after = element("table:database-ranges", None, *written.filters)
    end = f"{after}</office:spreadsheet></office:body></{DOCUMENT}>"
    return ["".join(before).encode(), *written.tables, end.encode()]


def _drawn(table: Table, charts: Sequence[Embedded], styles: AutomaticStyles) -> dict[tuple[int, int], str]:
    """Row and column -> the frames that hang there."""
    found: dict[tuple[int, int], str] = {}
    for drawing, chart in zip(table.drawings, charts, strict=True):
        ranges = cell_ranges(drawing.chart) if drawing.chart.source else ()
        place = drawing.row, drawing.column
        found[place] = found.get(place, "") + frame_xml(
            drawing.frame, chart, {"draw:style-name": styles.frame()}, ranges=ranges
        )
    return found


def _first_place(entry: Entry, tables: Sequence[Table]) -> str:
    """The address of the first cell that it is for; that of the first of all where there is none."""
    for table in tables:
        row = 0
        for line in table.lines:
            for column, cell in enumerate(line.cells):
                if cell.entry == entry.name:
                    return address(table.name, row, column)
            row += line.repeated
    return address(tables[0].name, 0, 0)


def _filter(table: Table, number: int) -> list[str]:
    if not table.filtered:
        return []
    top, left, bottom, right = table.filtered
    facts: Attributes = {
        "table:name": f"filter{number}",
        "table:target-range-address": f"{address(table.name, top, left)}:{address(table.name, bottom, right)}",
        "table:display-filter-buttons": "true",
    }
    return [element("table:database-range", facts)]


def _settings(views: Sequence[str], first: str) -> str:
    """What a program shows when it opens the file: the first table, with the rows and columns that stay in view."""
    view = element(
        "config:config-item-map-entry",
        None,
        _item("ViewId", "string", "view1"),
        element("config:config-item-map-named", {"config:name": "Tables"}, *views),
        _item("ActiveTable", "string", first),
    )
    shown = element("config:config-item-map-indexed", {"config:name": "Views"}, view)
    settings = element("config:config-item-set", {"config:name": "ooo:view-settings"}, shown)
    return document("office:document-settings", ("office", "config", "ooo"), element("office:settings", None, settings))


def _view(table: Table) -> str:
    rows, columns = table.frozen
    items = (
        _item("CursorPositionX", "int", columns),
        _item("CursorPositionY", "int", rows),
        _item("HorizontalSplitMode", "short", SPLIT_AND_FIXED if columns else 0),
        _item("VerticalSplitMode", "short", SPLIT_AND_FIXED if rows else 0),
        _item("HorizontalSplitPosition", "int", columns),
        _item("VerticalSplitPosition", "int", rows),
        _item("ActiveSplitRange", "short", ACTIVE[bool(rows), bool(columns)]),
        _item("PositionLeft", "int", 0),
        _item("PositionRight", "int", columns),
        _item("PositionTop", "int", 0),
        _item("PositionBottom", "int", rows),
    )
    return element("config:config-item-map-entry", {"config:name": table.name}, *items)


def _item(name: str, kind: str, value: str | int) -> str:
    return element("config:config-item", {"config:name": name, "config:type": kind}, plain(str(value)))
