"""Where a slide comes from: enough to make it again from newer data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from ozgdash.export.council.package import Occasion
from ozgdash.model.asked import Asked

if TYPE_CHECKING:
    from ozgdash.export.slides.pages import Page


class PageKind(StrEnum):
    """What a slide is in its presentation."""

    TITLE = "title"
    SUMMARY = "summary"
    SECTION = "section"
    CHART = "chart"
    CLOSING = "closing"
    CHANGES = "changes"
    """What a refresh changed."""


@dataclass(frozen=True)
class Paper:
    """The council paper that a slide belongs to; ``sections``: keys of ``council.sections.PARTS`` in their order."""

    occasion: Occasion
    sections: tuple[str, ...]


@dataclass(frozen=True)
class Origin:
    """Which slide this is: ``part`` of ``parts`` slides that one chart or text took.

    ``section`` is a key of the paper's sections, empty outside of them. ``paper`` None: a chart on its own.
    """

    kind: PageKind
    asked: Asked
    paper: Paper | None = None
    section: str = ""
    part: int = 1
    parts: int = 1
    also: tuple[str, ...] = ()
    """Charts without data that the slide speaks for besides, as ``section/chart``: they have no slide of their own."""

    def others(self) -> list[Origin]:
        """Where the slides of those charts would come from, had they any."""
        named = (item.partition("/") for item in self.also)
        return [
            replace(self, section=section, asked=self.asked.about(chart), part=1, parts=1, also=())
            for section, _, chart in named
        ]


def with_origin(pages: Sequence[Page], origin: Origin | None) -> list[Page]:
    """The slides of one chart or text, each with its origin; None: nobody knows it."""
    if origin is None:
        return list(pages)
    return [
        replace(page, origin=replace(origin, part=part, parts=len(pages))) for part, page in enumerate(pages, start=1)
    ]
