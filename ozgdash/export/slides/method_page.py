"""The last slide of a council deck: how it was counted and where the numbers come from, to be read in a session."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from ozgdash import formats
from ozgdash.drawing.lettering import one_line
from ozgdash.export.council.package import CouncilPackage
from ozgdash.export.slides.layouts import Layout
from ozgdash.export.slides.pages import Page, sentences
from ozgdash.figures import wording
from ozgdash.model.filters import View
from ozgdash.texts import text


def method_page(package: CouncilPackage, blank: Page) -> Page:
    """Six points; the notes below have the method of every chart besides."""
    points = _points(package.view)
    return replace(
        blank,
        layout=Layout.CLOSING,
        title=text("deck.closing_title", package.view.lang),
        body=points,
        notes=(*points, *_methods(package)),
        group=text("deck.group_closing", package.view.lang),
    )


def _points(view: View) -> tuple[str, ...]:
    """What counts as done, out of what, on which days, of whom, from where, and how to read it."""
    lang, rule = view.lang, view.filters.rule
    days = {"day": view.filters.as_of, "compared": view.compared, "deadline": view.deadline.date}
    source = wording.provenance(view, 0, 0).source
    published = formats.day_of_moment(view.snapshot.published_at, lang)
    return (
        text(f"deck.method_{rule.value}", lang),
        text(f"deck.method_of_{rule.unit}", lang),
        text("deck.method_days", lang, **{name: formats.day(day, lang) for name, day in days.items()}),
        f"{wording.filter_sentence(view)}.",
        text("deck.method_source", lang, source=source, day=published),
        text("deck.method_reading", lang),
    )


def _methods(package: CouncilPackage) -> tuple[str, ...]:
    """The sentences by which the charts were counted, each once, those that come first in a chart first."""
    counted = [sentences(one_line(spec.method)) for spec in package.charts]
    return tuple(dict.fromkeys(part for parts in zip_longest(*counted, fillvalue="") for part in parts if part))
