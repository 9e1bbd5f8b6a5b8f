"""Cells that name a month: as text, or as the day that a spreadsheet program makes of it."""

from __future__ import annotations

import re
from datetime import date

from ozgdash.model.days import month_end
from ozgdash.model.names import cleaned
from ozgdash.sources.cell_error import CellError
from ozgdash.sources.cell_words import day_vocabulary
from ozgdash.sources.number_format import shown
from ozgdash.sources.typed_days import date_meant
from ozgdash.sources.values import ShownDay, Value

YEARS = range(2015, 2101)
NUMBERS = re.compile(r"(?:(?P<y>\d{4})[-./ ]?(?P<m>\d{1,2})|(?P<m2>\d{1,2})[-./ ](?P<y2>\d{4}))(?:[.,]0+)?")
WORDS = re.compile(r"(?P<m>[^\W\d_]+)\.?[ /.-]?(?P<y>\d{4}|\d{2})")
WHOLE_DAY = re.compile(r"(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}))(?:[ T]00:00(?::00)?)?")


def month(value: Value) -> date | None:
    """The first day of the month that a cell names; None for an empty one.

    ``2026-10``, ``10/2026``, ``10.2026``, ``202610``, ``Oktober 2026``, ``Okt 26``; the first or the last day of a
    month, as a day or as text; a day whose cell shows the month alone. Raises CellError for anything else.
    """
    written = cleaned(shown(value)) if value is not None else ""
    if not written:
        return None
    found = None if isinstance(value, bool) else _of_day(value) if isinstance(value, date) else _of_text(written)
    if found is None or found.year not in YEARS:
        raise CellError("sources.not_a_month", received=written)
    return found


def _of_day(value: date) -> date | None:
    day = date_meant(value)[0]
    is_whole = day in (day.replace(day=1), month_end(day)) or isinstance(value, ShownDay)
    return day.replace(day=1) if is_whole else None


def _of_text(written: str) -> date | None:
    try:
        if found := NUMBERS.fullmatch(written):
            return date(int(found["y"] or found["y2"]), int(found["m"] or found["m2"]), 1)
        if found := WHOLE_DAY.fullmatch(written):
            year, number, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
            return _of_day(date(int(year), int(number), int(day)))
        if found := WORDS.fullmatch(written):
            year = found["y"] if len(found["y"]) == 4 else f"20{found['y']}"
            known = day_vocabulary().months.get(found["m"].casefold())
            return date(int(year), known, 1) if known else None
    except ValueError:
        return None
    return None
