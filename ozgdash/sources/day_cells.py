"""Cells that name a day: as a date, or in one of the ways in which people and programs write a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ozgdash.model.days import FIRST_DAY, LAST_DAY, is_in_range, month_end
from ozgdash.model.names import cleaned
from ozgdash.sources.cell_error import CellError
from ozgdash.sources.cell_words import day_vocabulary
from ozgdash.sources.number_format import shown
from ozgdash.sources.typed_days import date_meant
from ozgdash.sources.values import Value

MIDNIGHT = re.compile(r",?[ T]0{1,2}:00(:00([.,]0+)?)?( Uhr|Z|[+]00:?00)?$")
TIME = re.compile(r"[ T]\d{1,2}:\d{2}")
DAY_FIRST = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})\.?")
YEAR_FIRST = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d{2})(\d{2}))")
UNCLEAR_ORDER = re.compile(r"(\d{1,2})([-/])(\d{1,2})\2(\d{4})")
IN_WORDS = re.compile(r"(\d{1,2})\.?[ -]?([^\W\d_]+)\.?,?[ -]?(\d{4}|\d{2})")
ENGLISH = re.compile(r"([^\W\d_]+)\.? (\d{1,2}),? (\d{4})")
YEAR = re.compile(r"\d{4}")
HALF = re.compile(r"(?:h ?([12])|([12])\.? ?(?:h|hj|halbjahr))[ ./-]*(\d{4})", re.IGNORECASE)
MONTH = re.compile(r"(?:(\d{1,2})[./ -](\d{4})|(\d{4})[./ -](\d{1,2})|([^\W\d_]+)\.?[ /-]?(\d{4}))")
QUARTER = re.compile(
    r"(?:q ?([1-4])|([1-4])\.? ?(?:q|quartal)|(iv|i{1,3})(?:\. ?quartal)?)[ ./-]*(\d{4})", re.IGNORECASE
)
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def day(value: Value) -> date | None:
    """The day that a cell names; None for an empty one.

    A date cell, ``31.12.2022``, ``31.12.22`` where the range leaves one century, ``2022-12-31``, ``2022/12/31``,
    ``20221231``, ``31. Dezember 2022``, ``31/12/2022`` where day and month cannot be mistaken for each other; weekday
    and a time of midnight may stand beside it.
    Raises CellError for anything else, and for a day outside of the range of days that may be named.
    """
    found = any_day(value)
    if found is not None and not is_in_range(found):
        key = "sources.day_too_late" if found > LAST_DAY else "sources.day_too_early"
        raise CellError(key, received=_german(found), first=_german(FIRST_DAY), last=_german(LAST_DAY))
    return found


def any_day(value: Value) -> date | None:
    """Like ``day``, for a day whose own rule is narrower than the range of days."""
    if isinstance(value, date):
        return date_meant(value)[0]
    received = cleaned(shown(value))
    if not received:
        return None
    try:
        days = set(_readings(MIDNIGHT.sub("", _without(day_vocabulary().weekdays, received))))
    except ValueError as error:
        raise CellError("sources.not_a_day", received=received) from error
    if len(days) == 1:
        return days.pop()
    raise _refusal(received, days)


def _readings(plain: str) -> Iterator[date]:
    """Every day that the words can mean. Raises ValueError for one that no calendar has."""
    if found := DAY_FIRST.fullmatch(plain):
        yield from _in_each_century(found[3], int(found[2]), int(found[1]))
    elif found := YEAR_FIRST.fullmatch(plain):
        yield date(int(found[1]), int(found[3] or found[5]), int(found[4] or found[6]))
    elif found := UNCLEAR_ORDER.fullmatch(plain):
        yield from _in_each_order(int(found[4]), int(found[1]), int(found[3]))
    elif found := IN_WORDS.fullmatch(plain):
        if month := _month(found[2]):
            yield from _in_each_century(found[3], month, int(found[1]))
    elif (found := ENGLISH.fullmatch(plain)) and (month := _month(found[1])):
        yield date(int(found[3]), month, int(found[2]))


def _in_each_century(year: str, month: int, day_of_month: int) -> Iterator[date]:
    if len(year) == 4:
        yield date(int(year), month, day_of_month)
        return
    for century in range(FIRST_DAY.year // 100, LAST_DAY.year // 100 + 1):
        full = century * 100 + int(year)
        if FIRST_DAY.year <= full <= LAST_DAY.year:
            yield date(full, month, day_of_month)


def _in_each_order(year: int, first: int, second: int) -> Iterator[date]:
    """Day before month as in Germany, month before day as in America."""
    if first <= 12:
        yield date(year, first, second)
    if second <= 12:
        yield date(year, second, first)


def _month(word: str) -> int | None:
    """The number of a month named in German or English, in full or by its usual short form."""
    return day_vocabulary().months.get(word.casefold())


def _without(words: frozenset[str], written: str) -> str:
    """What is written, without those of the words that it begins with."""
    first, _, rest = written.partition(" ")
    return _without(words, rest) if rest and first.rstrip(".,").casefold() in words else written


def _refusal(received: str, days: set[date]) -> CellError:
    if days:
        return CellError("sources.day_unclear", received=received, allowed=" / ".join(map(_german, sorted(days))))
    last = _end_of_period(received)
    if last is not None:
        return CellError("sources.no_single_day", received=received, allowed=_german(last))
    key = "sources.day_with_time" if TIME.search(received) else "sources.not_a_day"
    return CellError(key, received=received)


def _end_of_period(received: str) -> date | None:
    """The last day of the year, half-year, quarter or month that the words name; None where they name none."""
    plain = _without(day_vocabulary().near, received)
    if YEAR.fullmatch(plain):
        return _last_day(int(plain), 12)
    if found := HALF.fullmatch(plain):
        return _last_day(int(found[3]), int(found[1] or found[2]) * 6)
    if found := QUARTER.fullmatch(plain):
        quarter = int(found[1] or found[2] or ROMAN[found[3].casefold()])
        return _last_day(int(found[4]), quarter * 3)
    if found := MONTH.fullmatch(plain):
        year, month = found[2] or found[3] or found[6], found[1] or found[4] or _month(found[5])
        return _last_day(int(year), int(month)) if month else None
    return None


def _last_day(year: int, month: int) -> date | None:
    return month_end(date(year, month, 1)) if FIRST_DAY.year <= year <= LAST_DAY.year and 1 <= month <= 12 else None


def _german(found: date) -> str:
    return f"{found.day:02}.{found.month:02}.{found.year:04}"
