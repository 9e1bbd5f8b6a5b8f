"""The documents that are written from a council package, and the one function that writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ozgdash.errors import UsageError
from ozgdash.export import registry
from ozgdash.export.archive import zip_of
from ozgdash.export.briefing import briefing
from ozgdash.export.council import contents
from ozgdash.export.council.package import CouncilPackage, Formats
from ozgdash.export.council.reading import on_paper, on_slides
from ozgdash.export.council.steps import Report, Step, silent
from ozgdash.export.odf import deck as odf_deck
from ozgdash.export.odf import workbook as odf_workbook
from ozgdash.export.pictures import picture_files
from ozgdash.export.powerpoint import deck
from ozgdash.export.workbooks import table, workbook
from ozgdash.model.chart import ChartSpec
from ozgdash.model.filters import View
from ozgdash.texts import text

ZIP = "application/zip"
EVERYTHING = "package"
ARCHIVES = (EVERYTHING, picture_files.KEY)


@dataclass(frozen=True)
class Document:
    """One document: ``write`` makes it and tells on the way how far it is.

    ``kind``: what it is in whatever format, as the command line calls it; ``family``: the one that its format belongs
    to, None for what every package has.
    """

    key: str
    extension: str
    mime: str
    write: Callable[[CouncilPackage, Report], bytes]
    family: Formats | None = None

    @property
    def kind(self) -> str:
        """``deck`` for ``deck_odf``."""
        return self.key.removesuffix("_odf")


def _deck(package: CouncilPackage, report: Report) -> bytes:
    return _in_one("deck", lambda: deck.pptx_file(on_slides(package)), report)


def _deck_odf(package: CouncilPackage, report: Report) -> bytes:
    return _in_one("deck_odf", lambda: odf_deck.odp_file(on_slides(package)), report)


def _briefing(package: CouncilPackage, report: Report) -> bytes:
    return _in_one("briefing", lambda: briefing.pdf_file(on_paper(package)), report)


def _workbook(package: CouncilPackage, report: Report) -> bytes:
    return _in_one("workbook", lambda: workbook.xlsx_file(package), report)


def _workbook_odf(package: CouncilPackage, report: Report) -> bytes:
    return _in_one("workbook_odf", lambda: odf_workbook.ods_file(package), report)


def _in_one(key: str, make: Callable[[], bytes], report: Report) -> bytes:
    """A document that is a single piece of work."""
    report(Step(key, 0, 1))
    content = make()
    report(Step(key, 1, 1))
    return content


def _everything(package: CouncilPackage, report: Report) -> bytes:
    """The wanted documents, the pictures and the data of every chart in folders; a text file says what each file is."""
    single = {file_name(entry.key, package.view, package.occasion.paper): entry for entry in _single(package)}
    files = {contents.name(package.view.lang): _contents(package, single)}
    pieces = len(single) + len(picture_files.FORMATS) * len(picture_files.pictured(package))
    for position, (name, entry) in enumerate(single.items()):
        report(Step(entry.key, position, pieces))
        files[name] = write(package, entry.key)
    drawn = picture_files.drawn(package, lambda step: report(step.after(len(single))))
    pictures = _folder("pictures", package)
    files |= {f"{pictures}{name}": picture for name, picture in drawn.items()}
    return zip_of(files | {_data_name(spec, package): table.csv_file(spec) for spec in package.charts})


def _single(package: CouncilPackage) -> list[Document]:
    return [entry for entry in offered(package.formats) if entry.key not in ARCHIVES]


def _contents(package: CouncilPackage, single: Mapping[str, Document]) -> bytes:
    pictures, data = _folder("pictures", package), _folder("data", package)
    documents = [(name, entry.key) for name, entry in single.items()]
    charts = [
        ((*names, _data_name(spec, package)), spec) for names, spec in picture_files.listed(package, folder=pictures)
    ]
    kinds = [*documents, *picture_files.kinds(pictures), (f"{data}*.csv", "csv")]
    return contents.contents(package, kinds, charts)


def _folder(key: str, package: CouncilPackage) -> str:
    return f"{text(f'council.folder_{key}', package.view.lang)}/"


def _data_name(spec: ChartSpec, package: CouncilPackage) -> str:
    return _folder("data", package) + registry.file_name(spec, package.view, "csv", package.occasion.paper)


DOCUMENTS: dict[str, Document] = {
    entry.key: entry
    for entry in (
        Document("deck", "pptx", registry.FORMATS["pptx"].mime, _deck, Formats.OOXML),
        Document("deck_odf", "odp", registry.FORMATS["odp"].mime, _deck_odf, Formats.ODF),
        Document("briefing", "pdf", registry.FORMATS["pdf"].mime, _briefing),
        Document("workbook", "xlsx", registry.FORMATS["xlsx"].mime, _workbook, Formats.OOXML),
        Document("workbook_odf", "ods", registry.FORMATS["ods"].mime, _workbook_odf, Formats.ODF),
        Document(picture_files.KEY, "zip", ZIP, picture_files.zip_file),
        Document(EVERYTHING, "zip", ZIP, _everything),
    )
}
"""In the order in which they are offered."""


def offered(formats: Formats) -> tuple[Document, ...]:
    """The documents of the wanted formats."""
    return tuple(entry for entry in DOCUMENTS.values() if entry.family is None or formats.have(entry.family))


def in_formats(kind: str) -> dict[str, Document]:
    """What a kind of document can be, by the file's extension, the usual one first."""
    return {entry.extension: entry for entry in DOCUMENTS.values() if entry.kind == kind}


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
