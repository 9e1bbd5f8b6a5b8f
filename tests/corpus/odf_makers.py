"""Makes OpenDocument spreadsheets from their parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

from file_makers import COLUMNS, HEAD, ROW

SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("number", "datastyle"),
        ("draw", "drawing"),
    )
) + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'  # fmt: skip
MANIFEST = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="/" m:media-type="{kind}"/>{more}</m:manifest>'


def text_cell(value: str, attributes: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string"{attributes}><text:p>{escape(value)}</text:p></table:table-cell>'
    )


def odf_row(cells: str, attributes: str = "") -> str:
    return f"<table:table-row{attributes}>{cells}</table:table-row>"


def text_row(line: str, attributes: str = "") -> str:
    cells = (text_cell(value) if value else "<table:table-cell/>" for value in line.split(";"))
    return odf_row("".join(cells), attributes)


def usual_rows(*rows: str) -> str:
    return "".join(map(text_row, (*HEAD, COLUMNS, *rows)))


def table(rows: str, name: str = "Status", attributes: str = "") -> str:
    return f'<table:table table:name="{name}"{attributes}>{rows}</table:table>'


def content(
    tables: str, *, styles: str = "", before: str = "", root: str = "document-content", names: str = NAMES
) -> str:
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:{root}{names}>{automatic}{body}</office:{root}>'


def flat(tables: str) -> str:
    return content(tables, root="document", names=f'{NAMES} office:mimetype="{SPREADSHEET}"')


def ods_parts(xml: str | None = None, *, kind: str = SPREADSHEET, more: str = "") -> dict[str, str | bytes]:
    return {
        "mimetype": kind,
        "content.xml": content(table(usual_rows(ROW))) if xml is None else xml,
        "META-INF/manifest.xml": MANIFEST.format(kind=kind, more=more),
    }


def packed(entries: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in entries.items():
            archive.writestr(name, part)
    return target.getvalue()


def ods(xml: str | None = None, **options: str) -> Callable[[Path], object]:
    """A spreadsheet, made when it is written."""
    return lambda path: path.write_bytes(packed(ods_parts(xml, **options)))


def with_rows(*more: str, styles: str = "", rows: tuple[str, ...] = ()) -> Callable[[Path], object]:
    """The usual head and columns, with further rows as XML."""
    return ods(content(table(usual_rows(*rows) + "".join(more)), styles=styles))
