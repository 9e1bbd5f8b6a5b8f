"""The council package as a presentation of OpenDocument that can be shown as it is."""

from __future__ import annotations

from ozgdash.drawing.lettering import one_line
from ozgdash.export.council.package import CouncilPackage, package_subject, package_title
from ozgdash.export.odf import template
from ozgdash.export.odf.house_slide import HousePages
from ozgdash.export.odf.presentation import presentation_of
from ozgdash.export.slides.deck import deck_pages
from ozgdash.export.slides.design import OWN
from ozgdash.export.slides.house_design import chosen
from ozgdash.export.slides.pages import chart_pages, with_unique_titles
from ozgdash.export.templates.kept import ODF, read_template, template_for
from ozgdash.figures import crowd
from ozgdash.model.chart import ChartSpec
from ozgdash.model.many import told_apart


def odp_file(package: CouncilPackage) -> bytes:
    """The deck; the same package gives the same bytes: its time is that of the snapshot's publication.

    The same slides as the PowerPoint deck, which come from the same plan.
    """
    view, house = package.view, None
    if path := template_for(package.template, ODF):
        house = house_pages(path)
    colours = crowd.colours(view)
    return presentation_of(
        deck_pages(package, house.design if house else OWN),
        package_title(package),
        view.lang,
        colours=[colours[partner.id] for partner in told_apart(view)],
        created=view.snapshot.published_at,
        subject=package_subject(package),
        house=house,
    )


def odp_of_chart(spec: ChartSpec, house_template: str = "") -> bytes:
    """A presentation with this chart on one slide, on several where its rows need them; same chart, same bytes.

    ``house_template``: the file of a house's own template; raises UserError where it cannot be used.
    """
    house = house_pages(house_template) if house_template else None
    pages = with_unique_titles(chart_pages(spec, design=house.design if house else OWN))
    return presentation_of(pages, one_line(spec.title), spec.lang, house=house)


def house_pages(path: str) -> HousePages:
    """A template's file with the design that is made of it; raises UserError where it cannot be used."""
    found = template.opened(*read_template(path))
    return HousePages(found, chosen(found.house).design)
