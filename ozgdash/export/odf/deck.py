"""The council package as a presentation of OpenDocument that can be shown as it is."""

from __future__ import annotations

from ozgdash.drawing.lettering import one_line
from ozgdash.export.council.package import CouncilPackage, package_subject, package_title
from ozgdash.export.odf.presentation import presentation_of
from ozgdash.export.slides.deck import deck_pages
from ozgdash.export.slides.pages import chart_pages, with_unique_titles
from ozgdash.figures import crowd
from ozgdash.model.chart import ChartSpec
from ozgdash.model.many import told_apart


def odp_file(package: CouncilPackage) -> bytes:
    """The deck; the same package gives the same bytes: its time is that of the snapshot's publication.

    The same slides as the PowerPoint deck, which come from the same plan.
    """
    view = package.view
    colours = crowd.colours(view)
    return presentation_of(
        deck_pages(package),
        package_title(package),
        view.lang,
        colours=[colours[partner.id] for partner in told_apart(view)],
        created=view.snapshot.published_at,
        subject=package_subject(package),
    )


def odp_of_chart(spec: ChartSpec) -> bytes:
    """A presentation with this chart on one slide, on several where its rows need them; same chart, same bytes."""
    return presentation_of(with_unique_titles(chart_pages(spec)), one_line(spec.title), spec.lang)
