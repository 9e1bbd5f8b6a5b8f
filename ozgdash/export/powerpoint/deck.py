"""The council package as a PowerPoint presentation that can be shown as it is."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from itertools import groupby
from typing import Any
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from ozgdash.export.council.package import CouncilPackage, package_subject, package_title
from ozgdash.export.powerpoint import presentation, slide, template
from ozgdash.export.slides.deck import deck_pages
from ozgdash.export.slides.design import OWN
from ozgdash.export.slides.house_colours import coloured
from ozgdash.export.slides.house_design import chosen
from ozgdash.export.slides.pages import Page
from ozgdash.export.templates.kept import POWERPOINT, read_template, template_for
from ozgdash.figures import crowd
from ozgdash.model.many import told_apart

POWERPOINT_2010 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
SECTION_LIST = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"


def pptx_file(package: CouncilPackage) -> bytes:
    """The presentation; the same package gives the same bytes: its time is that of the snapshot's publication.

    Title, what matters, the charts by section, and how it was counted. Long lists are continued on further slides.
    """
    deck, design = _blank(package), OWN
    if path := template_for(package.template, POWERPOINT):
        found = template.opened(*read_template(path))
        package, design, deck = coloured(package, found.house.colours), chosen(found.house).design, found.deck
        presentation.describe(deck, package_title(package), package.view.lang, **_facts(package))
    pages = deck_pages(package, design)
    slide.add_slides(deck, pages, design)
    _write_groups(deck, pages)
    return slide.saved(deck)


def _blank(package: CouncilPackage) -> Any:
    view, colours = package.view, crowd.colours(package.view)
    shown = [colours[partner.id] for partner in told_apart(view)]
    return presentation.blank(package_title(package), view.lang, colours=shown, **_facts(package))


def _facts(package: CouncilPackage) -> dict[str, Any]:
    return {"created": package.view.snapshot.published_at, "subject": package_subject(package)}


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
