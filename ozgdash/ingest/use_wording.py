"""What a file of cases by month would change, in words."""

from __future__ import annotations

from ozgdash import formats
from ozgdash.ingest.use_difference import MonthChange, UseDifference
from ozgdash.texts import Lang, text

COLUMNS = ("service", "month", "cases_before", "cases_after", "digital_before", "digital_after")
"""Those of ``lines``."""


def summary(found: UseDifference, lang: Lang) -> str:
    """How many months are new, changed and as before."""
    counts = {name: formats.number(n, lang) for name, n in (("new", found.new), ("same", found.same))}
    changed = formats.number(len(found.changes), lang)
    first, last = (formats.month(day, lang) for day in (found.earliest, found.latest))
    return text("intake.use_changes", lang, changed=changed, first=first, last=last, **counts)


def lines(found: UseDifference, lang: Lang) -> list[tuple[str, ...]]:
    """A row of ``COLUMNS`` per month that changes, in the order of the file; a dash for a number that is not known."""
    return [_line(change, lang) for change in found.changes]


def _line(change: MonthChange, lang: Lang) -> tuple[str, ...]:
    before, after = change.before, change.after
    numbers = (before.cases, after.cases, before.cases_digital, after.cases_digital)
    shown = (formats.DASH if number is None else formats.number(number, lang) for number in numbers)
    return (change.name, formats.month(change.month, lang), *shown)
