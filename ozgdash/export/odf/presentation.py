"""Pages as a presentation of OpenDocument on the house's masters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from ozgdash.drawing import theme
from ozgdash.export.archive import CREATED
from ozgdash.export.odf.house_slide import HousePages
from ozgdash.export.odf.masters import masters, usual
from ozgdash.export.odf.slide import page_names, slides
from ozgdash.export.odf.slide_marks import marked
from ozgdash.export.slides.design import OWN
from ozgdash.export.slides.layouts import Layout
from ozgdash.export.slides.pages import Page
from ozgdash.model import palette
from ozgdash.odf.presentation import HouseMaster, Presentation, presentation_file
from ozgdash.odf.presentation_master import MasterPage
from ozgdash.texts import Lang, text


def presentation_of(
    pages: Sequence[Page],
    title: str,
    lang: Lang,
    *,
    colours: Sequence[str] = (),
    created: datetime = CREATED,
    subject: str = "",
    house: HousePages | None = None,
) -> bytes:
    """The file; the same pages give the same bytes.

    ``title``, ``subject``, language and ``created`` stand in its properties. ``colours``: those of the partners, which
    make the strip of the masters; the palette's first where there are none. ``house``: the template that it is written
    on, for whose design the pages were made.
    """
    layouts: Mapping[Layout, MasterPage | HouseMaster] = _own(colours, lang) if house is None else house.masters()
    content = Presentation(
        title=title,
        subject=subject,
        creator=text("export.author", lang),
        created=created.replace(microsecond=0, tzinfo=None),
        usual=usual(lang, house.design if house else OWN, house.template.house.font if house else None),
        masters=tuple(layout for layout in layouts.values() if isinstance(layout, MasterPage)),
        slides=slides(pages, layouts, house),
        shows=_shows(pages),
        house=house.template.styles(house.design, lang) if house else None,
    )
    return marked(presentation_file(content), pages, of_house=house is not None)


def _own(colours: Sequence[str], lang: Lang) -> Mapping[Layout, MasterPage]:
    shown = [theme.readable(colour, "#FFFFFF", theme.MIN_MARK_CONTRAST) for colour in colours] or [palette.ACCENT]
    return masters(shown, lang)


def _shows(pages: Sequence[Page]) -> list[tuple[str, list[str]]]:
    """A show for each part of the deck: OpenDocument knows no sections, but slides that are shown alone."""
    parts: dict[str, list[str]] = {}
    for page, name in zip(pages, page_names(pages), strict=True):
        parts.setdefault(page.group, []).append(name)
    return [(group, names) for group, names in parts.items() if group] if len(parts) > 1 else []
