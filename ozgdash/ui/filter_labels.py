"""What the choices of the filters are called: Streamlit and the browser know a choice by its name alone."""

from __future__ import annotations

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.model.cooperation import Deadline
from ozgdash.model.filters import Rule
from ozgdash.model.groups import Group
from ozgdash.texts import Lang, text


def group(item: Group, tongue: Lang) -> str:
    """``Landkreis Gifhorn (12)``: short, because a list of options cuts what is long."""
    return f"{item.name} ({formats.number(len(item.partners), tongue)})"


def rule(item: Rule, tongue: Lang) -> str:
    """The name of a Zählweise."""
    return text(f"filters.rule_{item.value}", tongue)


def deadline(item: Deadline, tongue: Lang) -> str:
    """``Ziel des Rates: 60 % (31.12.2027)``."""
    key = "filters.deadline_partial" if item.partial else "filters.deadline_whole"
    share, day = wording.target_share(item.share, tongue), formats.short_day(item.date, tongue)
    return text(key, tongue, name=item.name, share=share, day=day)


def addressee(item: str, tongue: Lang) -> str:
    """Whom a service is for."""
    return text(f"charts.addressee_{item}", tongue)


def charts(mode: str, tongue: Lang) -> str:
    """How charts are wanted: ``bild`` or ``interaktiv``."""
    return text(f"filters.charts_{mode}", tongue)


def language(tongue: Lang) -> str:
    """A language in its own words."""
    return text("filters.this_language", tongue)


def use_limit(limit: int, lang: Lang) -> str:
    """``unter 20 %``."""
    return text("use.below", lang, share=formats.percent(limit / 100, lang, 0))
