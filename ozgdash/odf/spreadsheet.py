"""A spreadsheet (ODS) as a whole: its tables, what may be entered, what stays in view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ozgdash.odf.package import meta, package
from ozgdash.odf.styles import AutomaticStyles, common_styles
from ozgdash.odf.table import Entry, Table, address, entry_xml, table_xml
from ozgdash.odf.xml import document, element, plain

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
PREFIXES = ("office", "table", "text", "style", "number", "fo", "of", "loext")
SPLIT_AND_FIXED = 2
ACTIVE = {(False, False): 2, (True, False): 2, (False, True): 1, (True, True): 3}
"""Which of the four parts of a view is at work, by whether rows and columns are fixed."""


@dataclass(frozen=True)
class Spreadsheet:
    """What a file holds. ``language`` and ``country``: of its texts, for instance ``de`` and ``DE``."""

    title: str
    tables: Sequence[Table]
    created: datetime
    entries: Sequence[Entry] = ()
    language: str = "de"
    country: str = "DE"


def spreadsheet_file(content: Spreadsheet) -> bytes:
    """The file; equal content gives equal bytes."""
    parts: dict[str, str | bytes] = {
        "content.xml": _content(content),
        "styles.xml": common_styles(content.language, content.country),
        "meta.xml": meta(
            title=content.title, language=f"{content.language}-{content.country}", created=content.created
        ),
        "settings.xml": _settings(content.tables),
    }
    return package(MIMETYPE, parts)


def _content(content: Spreadsheet) -> str:
    styles = AutomaticStyles()
    tables = [table_xml(table, styles) for table in content.tables]
    entries = (entry_xml(entry, _first_place(entry, content.tables)) for entry in content.entries)
    body = (
        element("table:content-validations", None, *entries) if content.entries else "",
        *tables,
        element("table:database-ranges", None, *_filters(content.tables)),
    )
    inside = element("office:body", None, element("office:spreadsheet", None, *body))
    return document("office:document-content", PREFIXES, styles.xml(), inside)


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


def _filters(tables: Sequence[Table]) -> Iterator[str]:
    for number, table in enumerate(tables, start=1):
        if table.filtered:
            top, left, bottom, right = table.filtered
            corners = (address(table.name, top, left), address(table.name, bottom, right))
            yield element(
                "table:database-range",
                {
                    "table:name": f"filter{number}",
                    "table:target-range-address": ":".join(corners),
                    "table:display-filter-buttons": "true",
                },
            )


def _settings(tables: Sequence[Table]) -> str:
    """What a program shows when it opens the file: the first table, with the rows and columns that stay in view."""
    frozen = (_view(table) for table in tables)
    view = element(
        "config:config-item-map-entry",
        None,
        _item("ViewId", "string", "view1"),
        element("config:config-item-map-named", {"config:name": "Tables"}, *frozen),
        _item("ActiveTable", "string", tables[0].name),
    )
    views = element("config:config-item-map-indexed", {"config:name": "Views"}, view)
    settings = element("config:config-item-set", {"config:name": "ooo:view-settings"}, views)
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
