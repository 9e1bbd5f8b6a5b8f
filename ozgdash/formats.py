"""Numbers and dates as strings in the reader's language; pure functions."""

from __future__ import annotations

import math
import os
import re
import unicodedata
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import cache, lru_cache
from numbers import Integral
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ozgdash.texts import Lang, text

NBSP = "\u00a0"
DASH = "\u2013"
MINUS = "\u2212"
ZONE_SETTING, ZONE_DEFAULT = "OZGDASH_TIMEZONE", "Europe/Berlin"
Number = int | float | Fraction | Decimal
NOISE = Decimal("1e-12")
"""What is smaller says nothing of a share or a rate: it is what a calculation with floats left over."""
EXACT = Context(prec=400, rounding=ROUND_HALF_UP)
"""More digits than a float has before and after its point."""
WIDEST_NUMBER = 20
DIGITS = re.compile("[0-9]+")
GERMAN = str.maketrans(",.", ".,")
LANGUAGE_TAGS: dict[Lang, str] = {"de": "de-DE", "en": "en-GB"}
"""How documents name the language of their texts."""


def rounded(value: Number, digits: int = 0) -> Decimal:
    """The value at that many digits; a half goes away from zero, as German offices round: ``6.25`` -> ``6.3``.

    Exact for whole numbers and fractions. A float is taken for the decimal number that it stands for: what a
    calculation added beyond the twelfth digit is no part of it (``0.285 * 100`` is 28.5). The only rule of rounding of
    numbers that are shown. Raises ValueError for what is no finite number.
    """
    if isinstance(value, Fraction):
        steps = math.floor(abs(value) * 10**digits + Fraction(1, 2))
        return Decimal(-steps if value < 0 else steps).scaleb(-digits, EXACT)
    return _exact(value).quantize(Decimal(1).scaleb(-digits), context=EXACT)


def _exact(value: float | Decimal) -> Decimal:
    """The decimal number that a float, of Python or numpy, stands for."""
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, float) and isinstance(value, Integral):
        return Decimal(int(value))
    if not math.isfinite(value):
        raise ValueError(f"{value} cannot be rounded")
    return Decimal(repr(float(value))).quantize(NOISE, context=EXACT)


def whole(value: Number) -> int:
    """The nearest whole number, a half away from zero; unlike ``round``, which goes to the even one."""
    return int(rounded(value))


def number(value: Number, lang: Lang, digits: int = 0) -> str:
    """``1234.5`` with one digit -> ``1.234,5`` (de) or ``1,234.5`` (en); a half is rounded away from zero."""
    return _spelled(rounded(value, digits), lang, digits)


def _spelled(shown: Decimal, lang: Lang, digits: int) -> str:
    plain = f"{abs(shown):,.{digits}f}"
    if lang == "de":
        plain = plain.translate(GERMAN)
    return f"{MINUS}{plain}" if shown < 0 else plain


def signed(value: Number, lang: Lang, digits: int = 0) -> str:
    """Like ``number`` with a sign in front; what rounds to zero is ``±0``."""
    shown = rounded(value, digits)
    sign = "±" if not shown else "" if shown < 0 else "+"
    return f"{sign}{number(shown, lang, digits)}"


def percent(share: Number | None, lang: Lang, digits: int = 1) -> str:
    """A share between 0 and 1 as per cent: ``0.0482`` -> ``4,8 %`` (de) or ``4.8%`` (en); None -> a dash.

    A share short of 1 never reads 100 % and one above 0 never reads 0 %: rounding stops one step before.
    """
    return DASH if share is None else _percent(share, lang, digits)


@lru_cache(maxsize=8192)
def _percent(share: Number, lang: Lang, digits: int) -> str:
    step = Decimal(1).scaleb(-digits)
    value = rounded(_times_100(share), digits)
    if share < 1 and value >= 100:
        value = 100 - step
    if share > 0 and value <= 0:
        value = step
    spelled = _spelled(value, lang, digits)
    return f"{spelled}{NBSP}%" if lang == "de" else f"{spelled}%"


def _times_100(share: Number) -> Fraction | Decimal:
    """A float is multiplied as the decimal number that it stands for; raises ValueError for one that is not finite."""
    return 100 * share if isinstance(share, Fraction) else EXACT.multiply(_exact(share), Decimal(100))


def n_of_m(done: int, total: int, lang: Lang) -> str:
    """``106 von 2.200 (4,8 %)``; with a total of 0 ``0 von 0 (–)``."""
    share = Fraction(int(done), int(total)) if total else None
    return text("formats.n_of_m", lang, done=number(done, lang), total=number(total, lang), share=percent(share, lang))


def points(difference: Number, lang: Lang, digits: int = 1) -> str:
    """A difference of two shares in percentage points: ``0.012`` -> ``+1,2 Prozentpunkte``."""
    return text("formats.points", lang, value=signed(_times_100(difference), lang, digits))


def day(value: date, lang: Lang) -> str:
    """``31.12.2022`` (de) or ``31 December 2022`` (en)."""
    if lang == "de":
        return f"{value:%d.%m.%Y}"
    return f"{value.day} {text(f'formats.month_{value.month}', lang)} {value.year}"


def short_day(value: date, lang: Lang) -> str:
    """``31.12.2022`` (de) or ``31 Dec 2022`` (en), where there is little room."""
    if lang == "de":
        return day(value, lang)
    return f"{value.day} {text(f'formats.month_{value.month}', lang)[:3]} {value.year}"


def month(value: date, lang: Lang) -> str:
    """``Dezember 2022`` or ``December 2022``."""
    return f"{text(f'formats.month_{value.month}', lang)} {value.year}"


@cache
def zone() -> ZoneInfo:
    """In which every moment is shown and every day begins: readers and their councils live there, the machine may not.

    It is the setting OZGDASH_TIMEZONE; where that names no zone (``ozgdash.settings`` says so) the default.
    """
    try:
        return ZoneInfo(os.environ.get(ZONE_SETTING) or ZONE_DEFAULT)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(ZONE_DEFAULT)


def local(value: datetime) -> datetime:
    """The moment in ``zone()``; one without a zone is in UTC, as the store keeps it."""
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(zone())


def moment(value: datetime, lang: Lang) -> str:
    """Day and time in ``zone()``, for instance ``31.12.2022, 14:05 Uhr``, wherever the machine stands."""
    there = local(value)
    return text("formats.moment", lang, day=day(there.date(), lang), time=f"{there:%H:%M}")


def day_of_moment(value: datetime, lang: Lang) -> str:
    """The day in ``zone()`` on which a moment lies."""
    return day(local(value).date(), lang)


def enumeration(items: list[str], lang: Lang) -> str:
    """``a, b und c``; empty for no item."""
    if len(items) < 2:
        return "".join(items)
    return text("formats.last_two", lang, first=", ".join(items[:-1]), last=items[-1])


@lru_cache(maxsize=16384)
def by_name(name: str) -> tuple[str, str]:
    """What names are sorted by, as a German directory does: ``Ärzte`` beside ``Arzt``, ``Bau 2`` before ``Bau 10``.

    DIN 5007-1: ä, ö, ü and letters with other marks as the plain ones, ß as ss, no matter how large; digits as the
    number that they write. Names that then meet are in the order of their letters. ``by_name(…)`` in a statement of
    ``ozgdash.metrics`` is the same rule.
    """
    plain = unicodedata.normalize("NFD", name.lower().replace("ß", "ss"))
    letters = "".join(letter for letter in plain if unicodedata.category(letter) != "Mn")
    return DIGITS.sub(lambda digits: digits[0].zfill(WIDEST_NUMBER)[-WIDEST_NUMBER:], letters), name
