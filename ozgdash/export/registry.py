"""The formats in which a chart leaves the program, and the one function that writes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from ozgdash.errors import UsageError
from ozgdash.export.odf import deck as odf_deck
from ozgdash.export.odf import workbook as odf_workbook
from ozgdash.export.pictures import vector
from ozgdash.export.powerpoint import slide
from ozgdash.export.workbooks import table
from ozgdash.model.chart import ChartSpec, Kind
from ozgdash.model.filters import View
from ozgdash.odf import presentation, spreadsheet
from ozgdash.texts import catalogue, text

MAX_PARTNERS_IN_NAME = 2
PICTURE_FORMATS = ("png", "svg", "pdf")
TABLE_FORMATS = ("xlsx", "ods", "csv")
MIME_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UMLAUTS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"))


@dataclass(frozen=True)
class Format:
    """One format: its key is also the file's extension; ``label_key`` names it for a reader."""

    key: str
    mime: str
    write: Callable[[ChartSpec], bytes]

    @property
    def extension(self) -> str:
        """The file's extension without the dot."""
        return self.key

    @property
    def label_key(self) -> str:
        """Key of the format's name in the texts."""
        return f"export.format_{self.key}"


FORMATS: dict[str, Format] = {
    entry.key: entry
    for entry in (
        Format("png", "image/png", vector.png_file),
        Format("svg", "image/svg+xml", vector.svg_file),
        Format("pdf", "application/pdf", vector.pdf_file),
        Format("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", slide.pptx_file),
        Format("odp", presentation.MIMETYPE, odf_deck.odp_of_chart),
        Format("xlsx", MIME_XLSX, table.xlsx_file),
        Format("ods", spreadsheet.MIMETYPE, odf_workbook.ods_of_chart),
        Format("csv", "text/csv; charset=utf-8", table.csv_file),
    )
}


def formats_of(spec: ChartSpec) -> tuple[Format, ...]:
    """The formats in which this chart can leave: all of them, for a mere table XLSX, ODS and CSV."""
    return tuple(entry for entry in FORMATS.values() if spec.kind is not Kind.TABLE or entry.key in TABLE_FORMATS)


def groups_of(spec: ChartSpec) -> tuple[tuple[Format, ...], ...]:
    """The formats of this chart by what comes of it: pictures, slides, data; no group is empty."""
    slides = FORMATS.keys() - {*PICTURE_FORMATS, *TABLE_FORMATS}
    keys = (PICTURE_FORMATS, slides, TABLE_FORMATS)
    groups = (tuple(entry for entry in formats_of(spec) if entry.key in group) for group in keys)
    return tuple(group for group in groups if group)


def write(spec: ChartSpec, format: str) -> bytes:
    """The chart as a file of that format.

    Raises UsageError for a format that does not exist or that a mere table cannot have; for PNG and PDF UserError where
    Typst or its font is not installed.
    """
    possible = [entry.key for entry in formats_of(spec)]
    if _format(format).key not in possible:
        raise UsageError("export.only_a_table", title=spec.title, received=format, allowed=", ".join(possible))
    return _format(format).write(spec)


def file_name(spec: ChartSpec, view: View, format: str, paper: str = "") -> str:
    """A name that says what is in the file, in ASCII: ``ozg-fortschritt_2026-10-31_leistung_rg3.png``.

    One or two chosen partners and groups stand in it as well, and in front the number of the council's paper.
    """
    key = f"export.file_{spec.name}"
    subject = text(key, view.lang) if key in catalogue() else spec.name
    return name_for(subject, view, _format(format).extension, paper)


def name_for(subject: str, view: View, extension: str, paper: str = "") -> str:
    """The name of a file about ``subject``, as ``file_name`` says it."""
    chosen = (*view.filters.groups, *view.filters.partners)
    named = chosen if len(chosen) <= MAX_PARTNERS_IN_NAME else ()
    parts = [f"ozg-{subject}", *named, view.filters.as_of.isoformat(), view.filters.rule.value]
    if paper:
        parts = [f"vorlage-{paper}", *parts]
    return "_".join(_ascii(part) for part in parts) + f".{extension}"


def _format(key: str) -> Format:
    if key not in FORMATS:
        raise UsageError("export.unknown_format", received=key, allowed=", ".join(FORMATS))
    return FORMATS[key]


def _ascii(part: str) -> str:
    spelled = part.lower()
    for umlaut, letters in UMLAUTS:
        spelled = spelled.replace(umlaut, letters)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9_-]+", "-", plain).strip("-")[:40]
