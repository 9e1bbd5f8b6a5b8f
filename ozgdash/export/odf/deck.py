"""The council package, or a single chart, as a presentation of OpenDocument that can be shown as it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ozgdash.drawing import theme
from ozgdash.drawing.lettering import one_line
from ozgdash.export.archive import CREATED
from ozgdash.export.council.package import CouncilPackage, package_subject, package_title
from ozgdash.export.odf.masters import masters, usual
from ozgdash.export.odf.slide import page_names, slides
from ozgdash.export.slides.deck import deck_pages
from ozgdash.export.slides.pages import Page, chart_pages, with_unique_titles
from ozgdash.figures import crowd
from ozgdash.model import palette
from ozgdash.model.chart import ChartSpec
from ozgdash.model.many import told_apart
from ozgdash.odf.presentation import Presentation, presentation_file
from ozgdash.texts import Lang, text


def odp_file(package: CouncilPackage) -> bytes:
    """The deck; the same package gives the same bytes: its time is that of the snapshot's publication.

    The same slides as the PowerPoint deck, which come from the same plan.
    """
    view = package.view
    colours = crowd.colours(view)
    content = _presentation(
        deck_pages(package),
        package_title(package),
        view.lang,
        colours=[colours[partner.id] for partner in told_apart(view)],
        created=view.snapshot.published_at.replace(microsecond=0, tzinfo=None),
        subject=package_subject(package),
    )
    return presentation_file(content)


def odp_of_chart(spec: ChartSpec) -> bytes:
    """A presentation with this chart on one slide, on several where its rows need them; same chart, same bytes."""
    pages = with_unique_titles(chart_pages(spec))
    return presentation_file(_presentation(pages, one_line(spec.title), spec.lang))


def _presentation(
    pages: Sequence[Page],
    title: str,
    lang: Lang,
    *,
    colours: Sequence[str] = (),
    created: datetime = CREATED,
    subject: str = "",
) -> Presentation:
    shown = [theme.readable(colour, "#FFFFFF", theme.MIN_MARK_CONTRAST) for colour in colours] or [palette.ACCENT]
    layouts = masters(shown, lang)
    return Presentation(
        title=title,
        subject=subject,
        creator=text("export.author", lang),
        created=created,
        usual=usual(lang),
        masters=tuple(layouts.values()),
        slides=slides(pages, layouts),
        shows=_shows(pages),
    )


def _shows(pages: Sequence[Page]) -> list[tuple[str, list[str]]]:
    """A show for each part of the deck: OpenDocument knows no sections, but slides that are shown alone."""
    parts: dict[str, list[str]] = {}
    for page, name in zip(pages, page_names(pages), strict=True):
        parts.setdefault(page.group, []).append(name)
    return [(group, names) for group, names in parts.items() if group] if len(parts) > 1 else []
