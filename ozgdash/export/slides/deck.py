"""The slides of a council package in order, whatever the format of the file."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from ozgdash import formats
from ozgdash.drawing.lettering import one_line
from ozgdash.export.council.package import CouncilPackage, Section, package_subject, package_title, paper_line
from ozgdash.export.council.sheet_names import sheet_names
from ozgdash.export.slides.design import OWN, Design
from ozgdash.export.slides.layouts import Layout
from ozgdash.export.slides.origin import Origin, PageKind, Paper, with_origin
from ozgdash.export.slides.pages import Page, chart_pages, continued, sentences, with_unique_titles
from ozgdash.figures import wording
from ozgdash.model.asked import Asked
from ozgdash.model.chart import ChartSpec
from ozgdash.texts import text

CHARTS_PER_SECTION = 2
"""From so many charts in a section on average each section begins with a slide of its own."""


def deck_pages(package: CouncilPackage, design: Design = OWN) -> list[Page]:
    """The slides of the presentation in order, with titles that are all different."""
    blank, origin = _blank_page(package), _origin(package)
    pages = with_origin([_title_page(package, blank)], origin)
    if package.summary:
        pages += with_origin(continued(_summary_page(package, blank), design), replace(origin, kind=PageKind.SUMMARY))
    divided = len(package.charts) >= CHARTS_PER_SECTION * len(package.sections) > CHARTS_PER_SECTION
    names = iter(sheet_names(package))
    for section in package.sections:
        if divided and section.charts and one_line(section.title):
            head = replace(origin, kind=PageKind.SECTION, section=section.key)
            pages += with_origin(continued(_section_page(section, blank), design), head)
        for spec in section.charts:
            kicker = _kicker(section, spec) if len(package.sections) > 1 else spec.title
            group, asked = one_line(section.title), _origin_of_chart(origin, section, spec)
            pages += chart_pages(spec, kicker=kicker, sheet=next(names), group=group, origin=asked, design=design)
    pages += with_origin(continued(_closing_page(package, blank), design), replace(origin, kind=PageKind.CLOSING))
    return with_unique_titles(pages)


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
        kicker=" · ".join(part for part in (paper_line(package), package_title(package)) if part),
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
        body=tuple(line for line in (package_subject(package), held, as_of) if line),
    )


def _section_page(section: Section, blank: Page) -> Page:
    return replace(
        blank,
        layout=Layout.SECTION,
        title=one_line(section.title),
        body=tuple(dict.fromkeys(one_line(spec.title) for spec in section.charts)),
        group=one_line(section.title),
    )


def _closing_page(package: CouncilPackage, blank: Page) -> Page:
    view, lang = package.view, package.view.lang
    counted = [sentences(one_line(spec.method)) for spec in package.charts]
    methods = dict.fromkeys(part for parts in zip_longest(*counted, fillvalue="") for part in parts if part)
    published = text(
        "deck.published", lang, snapshot=view.snapshot.id, day=formats.day_of_moment(view.snapshot.published_at, lang)
    )
    body = (*methods, wording.filter_sentence(view), published, text("deck.closing_editable", lang))
    return replace(
        blank,
        layout=Layout.CLOSING,
        title=text("deck.closing_title", lang),
        body=body,
        notes=body,
        group=text("deck.group_closing", lang),
    )
