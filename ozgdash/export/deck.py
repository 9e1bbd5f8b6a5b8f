"""The council package as a PowerPoint presentation that can be shown as it is."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, zip_longest
from typing import Any
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from ozgdash import formats
from ozgdash.charts import crowd, wording
from ozgdash.charts.lettering import one_line
from ozgdash.charts.spec import ChartSpec
from ozgdash.export import presentation, slide
from ozgdash.export.council import CouncilPackage, Section
from ozgdash.export.sheet_names import sheet_names
from ozgdash.export.slide_master import Layout
from ozgdash.export.slide_pages import Page, chart_pages, continued, sentences, with_unique_titles
from ozgdash.model.many import told_apart
from ozgdash.texts import text

CHARTS_PER_SECTION = 2
"""From so many charts in a section on average each section begins with a slide of its own."""
POWERPOINT_2010 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
SECTION_LIST = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"


def pptx_file(package: CouncilPackage) -> bytes:
    """The presentation; the same package gives the same bytes: its time is that of the snapshot's publication.

    Title, what matters, the charts by section, and how it was counted. Long lists are continued on further slides.
    """
    view = package.view
    colours = crowd.colours(view)
    deck = presentation.blank(
        package_title(package),
        view.lang,
        colours=[colours[partner.id] for partner in told_apart(view)],
        created=view.snapshot.published_at,
        subject=one_line(package.occasion.committee),
    )
    pages = deck_pages(package)
    slide.add_slides(deck, pages)
    _write_groups(deck, pages)
    return slide.saved(deck)


def package_title(package: CouncilPackage) -> str:
    """What the paper is called; a plain name where the occasion has none."""
    return one_line(package.occasion.title) or text("council.untitled", package.view.lang)


def deck_pages(package: CouncilPackage) -> list[Page]:
    """The slides of the presentation in order, with titles that are all different."""
    lang = package.view.lang
    blank = _blank_page(package)
    pages = [_title_page(package, blank)]
    if package.summary:
        title = text("deck.summary_title", lang)
        pages += continued(replace(blank, title=title, body=package.summary, notes=(*package.summary, *blank.footer)))
    divided = len(package.charts) >= CHARTS_PER_SECTION * len(package.sections) > CHARTS_PER_SECTION
    names = iter(sheet_names(package))
    for section in package.sections:
        if divided and section.charts and one_line(section.title):
            pages += continued(_section_page(section, blank))
        for spec in section.charts:
            kicker = _kicker(section, spec) if len(package.sections) > 1 else spec.title
            pages += chart_pages(spec, kicker=kicker, sheet=next(names), group=one_line(section.title))
    pages += continued(_closing_page(package, blank))
    return with_unique_titles(pages)


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
        kicker=package_title(package),
        group=text("deck.group_start", package.view.lang),
    )


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
        body=tuple(line for line in (one_line(occasion.committee), held, as_of) if line),
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


def _write_groups(deck: Any, pages: Sequence[Page]) -> None:
    """PowerPoint's own sections, by which its navigation groups the slides."""
    ids = [element.get("id") for element in deck.slides._sldIdLst]
    parts = []
    for number, (group, members) in enumerate(groupby(zip(pages, ids, strict=True), key=lambda item: item[0].group)):
        slides = "".join(f'<p14:sldId id="{slide_id}"/>' for _, slide_id in members)
        key = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{number} {group}")).upper()
        parts.append(
            f'<p14:section name={quoteattr(group)} id="{{{key}}}"><p14:sldIdLst>{slides}</p14:sldIdLst></p14:section>'
        )
    root = deck.part._element
    extensions = root.find(qn("p:extLst"))
    if extensions is None:
        extensions = parse_xml(f"<p:extLst {nsdecls('p')}/>")
        root.append(extensions)
    extensions.append(
        parse_xml(
            f'<p:ext {nsdecls("p")} uri="{SECTION_LIST}"><p14:sectionLst xmlns:p14="{POWERPOINT_2010}">'
            + "".join(parts)
            + "</p14:sectionLst></p:ext>"
        )
    )
