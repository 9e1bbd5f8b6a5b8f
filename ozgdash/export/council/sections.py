"""Which parts a council package can have, and which charts belong to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ozgdash.errors import UsageError
from ozgdash.model.filters import View
from ozgdash.model.many import is_large
from ozgdash.texts import Lang, text


@dataclass(frozen=True)
class Part:
    """A part that can be chosen. ``charts``: names in ``export.package.CHARTS``, in the order of the documents.

    ``on_slides`` is False for what is for looking up and not for showing; ``by_default`` is False for what has to be
    asked for. ``of_many``: charts that a cooperation of many partners has besides. ``if_any``: charts that a package
    has where there is something in them: not every cooperation keeps such a file.
    """

    key: str
    charts: tuple[str, ...]
    on_slides: bool = True
    by_default: bool = True
    of_many: tuple[str, ...] = ()
    if_any: tuple[str, ...] = ()

    def charts_of(self, view: View) -> tuple[str, ...]:
        """The charts that the part has in a view."""
        return (*self.charts, *(self.of_many if is_large(view) else ()), *self.if_any)

    def title(self, lang: Lang) -> str:
        """The heading above the part."""
        return text(f"council.section_{self.key}", lang)


PARTS: dict[str, Part] = {
    part.key: part
    for part in (
        Part("situation", ("progress", "maturity"), of_many=("ranking",)),
        Part("topics", ("topics",)),
        Part("topics_by_partner", ("matrix",), by_default=False),
        Part("targets", (), if_any=("targets", "targets_unplanned")),
        Part("changes", ("changes_waterfall", "changes_list"), if_any=("targets_changes",)),
        Part("changes_by_kind", ("changes_counts",), by_default=False),
        Part("departments", ("departments",), by_default=False),
        Part("due", ("pipeline", "due")),
        Part("late", ("late",)),
        Part("moved", ("plan_slip", "plan_history"), by_default=False),
        Part("obstacles", ("obstacles",)),
        Part("obstacles_by_service", ("obstacle_services",), by_default=False),
        Part("synergies", ("what_if", "opportunity_counts")),
        Part("opportunities", ("opportunities",), by_default=False),
        Part("common_ground", ("components", "procurement_windows"), by_default=False),
        Part("asks", ("asks",)),
        Part("initiatives", ("initiatives",), by_default=False),
        Part("resolutions", ("resolutions",), by_default=False),
        Part("alerts", ("alerts",), by_default=False),
        Part("outlook", ("outlook",)),
        Part("completion", ("outlook_completion", "pace_needed"), by_default=False),
        Part("demand", ("demand", "demand_next"), by_default=False),
        Part("use", (), by_default=False, if_any=("use", "use_list")),
        Part("use_in_detail", ("use_topics", "use_over_time", "use_best"), by_default=False),
        Part("comparison", ("comparison",), by_default=False),
        Part("method", ("rules",)),
        Part("appendix", ("services",), on_slides=False),
    )
}
"""In the order in which they are offered."""

DEFAULT_SECTIONS = tuple(part.key for part in PARTS.values() if part.by_default)
"""What a package has where nobody chose."""


def parts(keys: Sequence[str]) -> tuple[Part, ...]:
    """The parts of these keys in this order, each once; what is for looking up comes last.

    Raises UsageError for a key that does not exist.
    """
    for key in keys:
        if key not in PARTS:
            raise UsageError("council.unknown_section", received=key, allowed=", ".join(PARTS))
    chosen = [PARTS[key] for key in dict.fromkeys(keys)]
    return tuple(sorted(chosen, key=lambda part: not part.on_slides))
