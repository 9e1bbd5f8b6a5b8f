"""The slides of a council package in order, whatever the format of the file."""

from __future__ import annotations

from dataclasses import replace

from ozgdash import formats
from ozgdash.drawing.lettering import one_line
from ozgdash.export.council.package import CouncilPackage, Section, package_subject, package_title, paper_line
from ozgdash.export.council.sheet_names import sheet_names
from ozgdash.export.slides.column_widths import in_one_piece
from ozgdash.export.slides.design import OWN, Design
from ozgdash.export.slides.layouts import Layout
from ozgdash.export.slides.method_page import method_page
from ozgdash.export.slides.origin import Origin, PageKind, Paper, with_origin
from ozgdash.export.slides.pages import Page, chart_pages, continued, with_unique_titles
from ozgdash.figures import wording
from ozgdash.model.asked import Asked
from ozgdash.model.chart import ChartSpec
from ozgdash.texts import text

CHARTS_PER_SECTION = 2
"""From so many charts in a section on average each section begins with a slide of its own."""


def deck_pages(package: CouncilPackage, design: Design = OWN) -> list[Page]:
    """The slides of the presentation in order, with titles that are all different.

    Charts without data that say the same have one slide, in the place of the first.
    """
    blank, origin = _blank_page(package), _origin(package)
    pages = with_origin([_title_page(package, blank)], origin)
    if package.summary:
        pages += with_origin(continued(_summary_page(package, blank), design), replace(origin, kind=PageKind.SUMMARY))
    divided = len(package.charts) >= CHARTS_PER_SECTION * len(package.sections) > CHARTS_PER_SECTION
    names, silent = iter(sheet_names(package)), _silent(package)
    for section in package.sections:
        sheets = [(spec, next(names)) for spec in section.charts]
        shown = [
            (spec, sheet) for spec, sheet in sheets if not spec.empty or silent[one_line(spec.finding)][0][1] is spec
        ]
        if divided and shown and one_line(section.title):
            head = replace(origin, kind=PageKind.SECTION, section=section.key)
            pages += with_origin(continued(_section_page(section, blank), design), head)
        for spec, sheet in shown:
            kicker = _kicker(section, spec) if len(package.sections) > 1 else spec.title
            group, asked = one_line(section.title), _origin_of_chart(origin, section, spec)
            same = silent.get(one_line(spec.finding), [])
            if spec.empty and len(same) > 1:
                pages += with_origin(continued(_silent_page(same, group, blank), design), _for_all(same, asked))
                continue
            pages += chart_pages(
                spec, kicker=kicker, sheet=sheet, group=group, origin=asked, design=design, brief=package.brief
            )
    closing = method_page(package, blank)
    pages += with_origin(continued(closing, design), replace(origin, kind=PageKind.CLOSING))
    return with_unique_titles(pages)


Silent = list[tuple[Section, ChartSpec]]
"""Charts without data that say the same, each with its section."""


def _silent(package: CouncilPackage) -> dict[str, Silent]:
    """What is said where there is nothing to show -> the charts that say it."""
    found: dict[str, Silent] = {}
    for section in package.sections:
        for spec in section.charts:
            if spec.empty:
                found.setdefault(one_line(spec.finding), []).append((section, spec))
    return found


def _for_all(same: Silent, origin: Origin | None) -> Origin | None:
    """The origin of the first of them, which speaks for the others."""
    if origin is None:
        return None
    others = (f"{section.key}/{spec.asked.chart}" for section, spec in same[1:] if spec.asked is not None)
    return replace(origin, also=tuple(others))


def _silent_page(same: Silent, group: str, blank: Page) -> Page:
    """The sentence that these charts have in common, and which ones they are."""
    titles = formats.enumeration(list(dict.fromkeys(one_line(spec.title) for _, spec in same)), blank.lang)
    body = (text("deck.nothing", blank.lang, titles=titles),)
    return replace(blank, title=one_line(same[0][1].finding), body=body, group=group, notes=(*body, *blank.footer))


def _origin(package: CouncilPackage) -> Origin:
    paper = Paper(package.occasion, tuple(section.key for section in package.sections))
    return Origin(PageKind.TITLE, Asked.of(package.view), paper)


def _origin_of_chart(origin: Origin, section: Section, spec: ChartSpec) -> Origin | None:
    """None for a chart of which nobody noted what it answers."""
    if spec.asked is None:
        return None
    return replace(origin, kind=PageKind.CHART, section=section.key, asked=origin.asked.about(spec.asked.chart))


def _kicker(section: Section, spec: ChartSpec) -> str:
    return " · ".join(dict.fromkeys(part for part in (section.title, spec.title) if part))


def _blank_page(package: CouncilPackage) -> Page:
    """A page of text with the footer that holds for the whole package; n von m belongs to its charts."""
    facts = replace(wording.provenance(package.view, 0, 0), n_of_m="")
    return Page(
        layout=Layout.TEXT,
        title="",
        lang=package.view.lang,
        footer=tuple(one_line(line) for line in facts.lines if line != facts.example_label),
        example=facts.example_label,
        kicker=" · ".join(part for part in (_paper(package), package_title(package)) if part),
        group=text("deck.group_start", package.view.lang),
    )


def _summary_page(package: CouncilPackage, blank: Page) -> Page:
    title = text("deck.summary_title", package.view.lang)
    return replace(blank, title=title, body=package.summary, notes=(*package.summary, *blank.footer))


def _title_page(package: CouncilPackage, blank: Page) -> Page:
    occasion, view = package.occasion, package.view
    held = (
        text("deck.session", view.lang, day=formats.day(occasion.session_on, view.lang)) if occasion.session_on else ""
    )
    as_of = text("charts.as_of", view.lang, day=formats.day(view.filters.as_of, view.lang))
    return replace(
        blank,
        layout=Layout.TITLE,
        title=package_title(package),
        kicker=one_line(view.cooperation.name),
        body=tuple(line for line in (_subject(package), held, as_of) if line),
    )


def _subject(package: CouncilPackage) -> str:
    return package_subject(package).replace(paper_line(package), _paper(package), 1)


def _paper(package: CouncilPackage) -> str:
    return in_one_piece(paper_line(package))


def _section_page(section: Section, blank: Page) -> Page:
    return replace(
        blank,
        layout=Layout.SECTION,
        title=one_line(section.title),
        body=tuple(dict.fromkeys(one_line(spec.title) for spec in section.charts)),
        group=one_line(section.title),
    )
