"""The documents that are written from a council package, and the one function that writes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ozgdash.errors import UsageError
from ozgdash.export import registry
from ozgdash.export.archive import zip_of
from ozgdash.export.briefing import briefing
from ozgdash.export.council.package import CouncilPackage
from ozgdash.export.council.reading import on_paper, on_slides
from ozgdash.export.council.steps import Report, Step, silent
from ozgdash.export.pictures import picture_files
from ozgdash.export.powerpoint import deck
from ozgdash.export.workbooks import table, workbook
from ozgdash.model.filters import View
from ozgdash.texts import text

ZIP = "application/zip"
EVERYTHING = "package"


@dataclass(frozen=True)
class Document:
    """One document: ``write`` makes it and tells on the way how far it is."""

    key: str
    extension: str
    mime: str
    write: Callable[[CouncilPackage, Report], bytes]


def _deck(package: CouncilPackage, report: Report) -> bytes:
    return _in_one("deck", lambda: deck.pptx_file(on_slides(package)), report)


def _briefing(package: CouncilPackage, report: Report) -> bytes:
    return _in_one("briefing", lambda: briefing.pdf_file(on_paper(package)), report)


def _workbook(package: CouncilPackage, report: Report) -> bytes:
    return _in_one("workbook", lambda: workbook.xlsx_file(package), report)


def _in_one(key: str, make: Callable[[], bytes], report: Report) -> bytes:
    """A document that is a single piece of work."""
    report(Step(key, 0, 1))
    content = make()
    report(Step(key, 1, 1))
    return content


def _everything(package: CouncilPackage, report: Report) -> bytes:
    """All documents, the pictures and the data of every chart in folders; a text file lists the pictures."""
    view, lang = package.view, package.view.lang
    single = [entry for key, entry in DOCUMENTS.items() if key not in (EVERYTHING, picture_files.KEY)]
    files = {text("council.contents_file", lang): picture_files.contents(package)}
    pieces = len(single) + len(picture_files.FORMATS) * len(picture_files.pictured(package))
    for position, entry in enumerate(single):
        report(Step(entry.key, position, pieces))
        files[file_name(entry.key, view, package.occasion.paper)] = write(package, entry.key)
    drawn = picture_files.drawn(package, lambda step: report(step.after(len(single))))
    folder = text("council.folder_pictures", lang)
    return zip_of(files | {f"{folder}/{name}": picture for name, picture in drawn.items()} | _data(package))


def _data(package: CouncilPackage) -> dict[str, bytes]:
    folder, view, paper = text("council.folder_data", package.view.lang), package.view, package.occasion.paper
    charts = {spec.name: spec for spec in package.charts}
    return {f"{folder}/{registry.file_name(s, view, 'csv', paper)}": table.csv_file(s) for s in charts.values()}


DOCUMENTS: dict[str, Document] = {
    entry.key: entry
    for entry in (
        Document("deck", "pptx", registry.FORMATS["pptx"].mime, _deck),
        Document("briefing", "pdf", registry.FORMATS["pdf"].mime, _briefing),
        Document("workbook", "xlsx", registry.FORMATS["xlsx"].mime, _workbook),
        Document(picture_files.KEY, "zip", ZIP, picture_files.zip_file),
        Document(EVERYTHING, "zip", ZIP, _everything),
    )
}
"""In the order in which they are offered."""


def write(package: CouncilPackage, key: str, report: Report = silent) -> bytes:
    """The package as that document.

    Raises UsageError for a document that does not exist; for briefing and pictures UserError where Typst or its font is
    not installed.
    """
    return document(key).write(package, report)


def document(key: str) -> Document:
    """The document of that key.

    Raises UsageError where there is none.
    """
    if key not in DOCUMENTS:
        raise UsageError("council.unknown_document", received=key, allowed=", ".join(DOCUMENTS))
    return DOCUMENTS[key]


def file_name(key: str, view: View, paper: str) -> str:
    """``vorlage-26-12345_ozg-folien_2026-10-31_leistung_rg3.pptx``, in ASCII; without a number from ``ozg`` on."""
    return registry.name_for(text(f"council.file_{key}", view.lang), view, document(key).extension, paper)
