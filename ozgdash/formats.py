"""Numbers and dates as strings in the reader's language; pure functions."""

from __future__ import annotations

from datetime import date, datetime

from ozgdash.texts import Lang, text

NBSP = "\u00a0"
DASH = "\u2013"
MINUS = "\u2212"


def number(value: float, lang: Lang, digits: int = 0) -> str:
    """``1234.5`` with one digit -> ``1.234,5`` (de) or ``1,234.5`` (en)."""
    plain = f"{abs(value):,.{digits}f}"
    if lang == "de":
        plain = plain.translate(str.maketrans(",.", ".,"))
    rounds_to_zero = not any(character in "123456789" for character in plain)
    return f"{MINUS}{plain}" if value < 0 and not rounds_to_zero else plain


def signed(value: float, lang: Lang, digits: int = 0) -> str:
    """Like ``number`` with a sign in front; zero is ``±0``."""
    plain = number(abs(value), lang, digits)
    if not any(character in "123456789" for character in plain):
        return f"±{plain}"
    return f"{MINUS if value < 0 else '+'}{plain}"


def percent(share: float | None, lang: Lang, digits: int = 1) -> str:
    """A share between 0 and 1 as per cent: ``0.0482`` -> ``4,8 %`` (de) or ``4.8%`` (en); None -> a dash.

    A share short of 1 never reads 100 % and one above 0 never reads 0 %: rounding stops one step before.
    """
    if share is None:
        return DASH
    step = 10.0**-digits
    value = round(share * 100, digits)
    if share < 1 and value >= 100:
        value = 100 - step
    if share > 0 and value <= 0:
        value = step
    return f"{number(value, lang, digits)}{NBSP}%" if lang == "de" else f"{number(value, lang, digits)}%"


def n_of_m(done: int, total: int, lang: Lang) -> str:
    """``106 von 2.200 (4,8 %)``; with a total of 0 ``0 von 0 (–)``."""
    share = done / total if total else None
    return text("formats.n_of_m", lang, done=number(done, lang), total=number(total, lang), share=percent(share, lang))


def points(difference: float, lang: Lang, digits: int = 1) -> str:
    """A difference of two shares in percentage points: ``0.012`` -> ``+1,2 Prozentpunkte``."""
    return text("formats.points", lang, value=signed(difference * 100, lang, digits))


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


def moment(value: datetime, lang: Lang) -> str:
    """Day and time, for instance ``31.12.2022, 14:05 Uhr``; the value's own time zone."""
    return text("formats.moment", lang, day=day(value.date(), lang), time=f"{value:%H:%M}")


def enumeration(items: list[str], lang: Lang) -> str:
    """``a, b und c``; empty for no item."""
    if len(items) < 2:
        return "".join(items)
    return text("formats.last_two", lang, first=", ".join(items[:-1]), last=items[-1])
