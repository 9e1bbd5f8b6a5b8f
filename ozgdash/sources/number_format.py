"""What a spreadsheet in German shows of a number, by the format of its cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from ozgdash.sources.values import ShownDay, ShownNumber, Value, moment

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '#,##0 "€"', 6: '#,##0 "€"', 7: '#,##0.00 "€"', 8: '#,##0.00 "€"',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "dd.mm.yyyy", 15: "dd. mmm yy", 16: "dd. mmm",
    17: "mmm yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "hh:mm", 21: "hh:mm:ss", 22: "dd.mm.yyyy hh:mm",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: '#,##0 "€"', 43: "#,##0.00",
    44: '#,##0.00 "€"', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""The formats that a workbook names by a number only, as German Excel shows them."""
ASIAN_DAYS = frozenset([*range(27, 37), *range(50, 59)])
MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
LITERAL = re.compile(r'"([^"]*)"|\\(.)|_(?:.)|\*(?:.)|\[\$([^\]-]*)[^\]]*\]|\[[A-Za-z]+ ?\d*\]', re.DOTALL)
"""Quoted or escaped letters, blanks as wide as a letter, fillers, a currency or language, a colour."""
ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
TOKEN = re.compile(r"y+|m+|d+|h+|s+|am/pm|a/p|\x01\d+\x02|.", re.IGNORECASE | re.DOTALL)
DIGITS = re.compile(r"(?P<whole>[#0?,]*)(?:\.(?P<rest>[#0?]*))?")
GENERAL = ("", "general", "standard", "@")
MAX_DECIMALS, SHOWN_DIGITS, LARGEST_SHOWN = 10, 10, 1e15


@dataclass(frozen=True)
class NumberFormat:
    """A format. ``kind``: ``general``, ``day``, ``number``, ``boolean`` or ``other`` (one that we do not know)."""

    kind: str
    code: str = ""

    def day(self, found: date) -> date:
        """A day that is written out, or a moment, with what is shown of it where the format makes it less or more."""
        return (_seen_day(found, self.code) if self.kind == "day" else None) or found

    def value(self, number: float, *, since_1904: bool = False) -> Value:
        """The number as a value: a day where the format makes it one, else the number with what is shown of it."""
        if self.kind == "day":
            return _day(number, self.code, since_1904=since_1904)
        if self.kind == "boolean":
            return number != 0
        if self.kind == "number":
            return ShownNumber(number, _shown(number, self.code), percent="%" in LITERAL.sub("", self.code))
        return number if self.kind == "general" else ShownNumber(number, None)


GENERAL_FORMAT, BOOLEAN_FORMAT = NumberFormat("general"), NumberFormat("boolean")


@lru_cache(maxsize=4_096)
def number_format(identifier: int, code: str | None = None) -> NumberFormat:
    """The format with this number; ``code`` where the workbook spells it out."""
    if code is None:
        code = "dd.mm.yyyy" if identifier in ASIAN_DAYS else BUILT_IN.get(identifier, "")
    if code.strip().casefold() in GENERAL:
        return GENERAL_FORMAT
    plain = LITERAL.sub("", ELAPSED.sub("h", code.partition(";")[0]))
    if re.search("[dmyhs]", plain, re.IGNORECASE) and not re.search("[#?]|e[+]", plain, re.IGNORECASE):
        return NumberFormat("day", code)
    return NumberFormat("number" if all(map(_is_known, _sections(code))) else "other", code)


def general(number: float) -> str:
    """A number as a cell without a format shows it: no decimals that are zero, a decimal comma, ten digits."""
    if number == int(number) and abs(number) < LARGEST_SHOWN:
        return str(int(number))
    return f"{number:.{SHOWN_DIGITS}g}".replace(".", ",")


def shown(value: Value) -> str:
    """A value as a person sees it in German: ``60 %``, ``1.200``, ``0,5``, ``31.12.2026``, ``WAHR``; "" for none."""
    if isinstance(value, bool):
        return "WAHR" if value else "FALSCH"
    if isinstance(value, ShownNumber):
        return value.shown if value.shown is not None else general(value)
    if isinstance(value, ShownDay):
        return value.shown
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return general(value) if isinstance(value, float) else "" if value is None else str(value)


def _sections(code: str) -> list[str]:
    """The parts for positive and negative numbers and zero; literals stand between marks and cannot divide."""
    return [part for part in _marked(code)[0].split(";")[:3] if part.strip().casefold() not in GENERAL]


def _marked(code: str) -> tuple[str, list[str]]:
    """The code with each literal replaced by its number between marks, and the literals."""
    literals: list[str] = []

    def mark(found: re.Match[str]) -> str:
        literals.append(found[1] or found[2] or found[3] or "")
        return f"\x01{len(literals) - 1}\x02"

    return LITERAL.sub(mark, code), literals


def _pattern(section: str) -> tuple[str, re.Match[str], str] | None:
    """What stands before the digits, the digits, and what stands behind them; None for a pattern we do not know."""
    bare = re.sub(r"\x01\d+\x02", lambda found: "\x03" * len(found[0]), section)
    start = next((at for at, sign in enumerate(bare) if sign in "#0?"), None)
    if start is None or (found := DIGITS.match(bare, start)) is None:
        return None
    before, behind = section[:start], section[found.end() :]
    if found["whole"].endswith(",") or re.search(r"[^\s%€$()+\-\x03]", bare[:start] + bare[found.end() :]):
        return None
    return before, found, behind


def _is_known(section: str) -> bool:
    return _pattern(section) is not None


def _shown(number: float, code: str) -> str | None:
    marked, literals = _marked(code)
    sections = marked.split(";")
    at = 1 if number < 0 and len(sections) > 1 else 2 if number == 0 and len(sections) > 2 else 0
    section = sections[at]
    if section.strip().casefold() in GENERAL:
        return general(number)
    parts = _pattern(section)
    if parts is None:
        return None
    before, digits, behind = parts
    outside = before + behind
    if abs(number) >= LARGEST_SHOWN:
        return general(number)
    scaled = Decimal(repr(float(number))) * 100 ** outside.count("%")
    shown = _digits(abs(scaled), digits)
    sign = "-" if number < 0 and at == 0 else ""
    filled = re.sub(r"\x01(\d+)\x02", lambda found: literals[int(found[1])], f"{before}\x04{behind}")
    filled = re.sub(r"\s*%", " %", filled)
    return f"{sign}{filled.replace(chr(4), shown)}".strip()


def _digits(number: Decimal, pattern: re.Match[str]) -> str:
    rest = pattern["rest"] or ""
    places = min(len(rest), MAX_DECIMALS)
    rounded = str(number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
    whole, _, decimals = rounded.partition(".")
    needed = pattern["whole"].count("0")
    whole = whole.zfill(needed) if needed else whole
    if "," in pattern["whole"]:
        whole = re.sub(r"(?<=\d)(?=(\d{3})+$)", ".", whole)
    optional = len(rest) - len(rest.rstrip("#?"))
    while optional and decimals.endswith("0"):
        decimals, optional = decimals[:-1], optional - 1
    return f"{whole},{decimals}" if decimals else whole


def _day(number: float, code: str, *, since_1904: bool) -> Value:
    found = moment(number, since_1904=since_1904)
    if found is None or ELAPSED.search(code.partition(";")[0]):
        return ShownNumber(number, _time(number))
    seen = _seen_day(found, code)
    return seen if seen is not None else ShownNumber(number, None)


def _seen_day(found: date, code: str) -> date | None:
    """A day as its cell shows it; None for a format that shows nothing of it."""
    section = code.partition(";")[0]
    letters = LITERAL.sub("", section).casefold()
    if isinstance(found, datetime) or {"d", "m", "y"} <= set(letters):
        return found
    if not {"d", "m", "y"} & set(letters.replace("mm:ss", "").replace("h:mm", "h").replace("am/pm", "")):
        return None
    return ShownDay(found, _date_words(found, section))


def _time(number: float) -> str | None:
    """Hours and minutes of a number that is a part of a day, or a length of time."""
    if not 0 <= number < 1_000:
        return None
    minutes = round(number * 24 * 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _date_words(day: date, section: str) -> str:
    marked, literals = _marked(section)
    words = {
        "d": str(day.day), "dd": f"{day:%d}", "ddd": WEEKDAYS[day.weekday()][:2], "dddd": WEEKDAYS[day.weekday()],
        "m": str(day.month), "mm": f"{day:%m}", "mmm": MONTHS[day.month - 1][:3], "mmmm": MONTHS[day.month - 1],
        "yy": f"{day.year % 100:02}", "yyyy": f"{day.year:04}",
    }  # fmt: skip

    def word(found: re.Match[str]) -> str:
        token = found[0]
        if token.startswith("\x01"):
            return literals[int(token[1:-1])]
        return words.get(token.casefold(), token)

    return TOKEN.sub(word, marked).strip()
