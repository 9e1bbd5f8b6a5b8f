"""What a council package is made of, before any document is written: the occasion, the view, sections with charts.

Deck, briefing, workbook and pictures are written from the same ``CouncilPackage``, so they cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ozgdash.drawing.lettering import one_line
from ozgdash.model.chart import ChartSpec
from ozgdash.model.filters import View
from ozgdash.texts import text


class Formats(StrEnum):
    """In which family of office formats slides and workbook are wanted."""

    OOXML = "ooxml"
    """Microsoft Office's own: PPTX and XLSX."""
    ODF = "odf"
    """OpenDocument, LibreOffice's own and the standard for exchange in the administration: ODP and ODS."""
    BOTH = "both"

    def have(self, family: Formats) -> bool:
        """Whether a family is among the wanted ones."""
        return self in (family, Formats.BOTH)


@dataclass(frozen=True)
class Occasion:
    """Why the package is made; empty words and None are left out of the documents.

    ``title``: what the paper is called; ``committee``: the council or committee; ``session_on``: the day it meets;
    ``paper``: the number that the council gave to the paper, as ``paper_number`` says it.
    """

    title: str = ""
    committee: str = ""
    session_on: date | None = None
    paper: str = ""


@dataclass(frozen=True)
class Section:
    """A part of the package under one heading, with its charts in order; a chart of kind TABLE is a list."""

    key: str
    title: str
    charts: tuple[ChartSpec, ...]


@dataclass(frozen=True)
class CouncilPackage:
    """Everything a document says. ``summary``: what matters, in a few sentences, the most important first.

    ``formats``: which of slides and workbook lie in the archive of all documents.
    ``template``: the file of the house's own template for slides; empty for our look. ``brief``: a list is to take one
    slide, with its first rows.
    """

    occasion: Occasion
    view: View
    summary: tuple[str, ...]
    sections: tuple[Section, ...]
    formats: Formats = Formats.BOTH
    template: str = ""
    brief: bool = False

    @property
    def charts(self) -> tuple[ChartSpec, ...]:
        """The charts of all sections in order."""
        return tuple(spec for section in self.sections for spec in section.charts)


def package_title(package: CouncilPackage) -> str:
    """What the paper is called; a plain name where the occasion has none."""
    return one_line(package.occasion.title) or text("council.untitled", package.view.lang)


def package_subject(package: CouncilPackage) -> str:
    """Which paper it belongs to and for whom: ``Vorlage 26-12345 · Verwaltungsausschuss``; empty where nobody said."""
    return " · ".join(part for part in (paper_line(package), one_line(package.occasion.committee)) if part)


def paper_line(package: CouncilPackage) -> str:
    """``Vorlage 26-12345``; empty where the paper has no number yet."""
    paper = package.occasion.paper
    return text("council.paper", package.view.lang, number=paper) if paper else ""
