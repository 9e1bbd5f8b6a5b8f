"""Numbers as they stand in tables and sentences of either language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from ozgdash import formats
from ozgdash.texts import Lang, text

GROUPED: dict[Lang, str] = {
    "de": r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?",
    "en": r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?",
}
ANY = r"\d(?:[\d.,]*\d)?"
"""Whatever is written with digits: a number, a day, a version."""
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAYS: dict[Lang, re.Pattern[str]] = {
    "de": re.compile(r"\d{2}\.\d{2}\.\d{4}"),
    "en": re.compile(rf"\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}"),
}
OF: dict[Lang, str] = {"de": "von", "en": "of"}
WORDS = re.compile(r"(?:Reifegrad|RG|level|Modell|model|Stufe|stage) \d(?:\.\d)?|ozg-\w+|\d+-\w+")
"""Digits that are names."""
BETWEEN = "|"
QUOTED = re.compile("„[^“]*“|“[^”]*”")


@dataclass(frozen=True)
class Token:
    """A number in a sentence."""

    written: str
    value: float
    is_share: bool


def plain(cell: str) -> float | None:
    """The number in a cell of a CSV file; None where it is a word, a day or empty."""
    found = re.fullmatch(r"-?\d+(?:[.,]\d+)?", cell)
    return float(cell.replace(",", ".")) if found else None


def iso_day(cell: str) -> date | None:
    """The day in a cell of a CSV file; None where it is none."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell):
        return None
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return None


def even(said: str) -> str:
    """The sentence with plain blanks and one kind of minus."""
    return re.sub(r"[\u00a0\u202f\s]+", " ", said).replace("\u2212", "-").strip()


def days_in(said: str, lang: Lang) -> list[date]:
    """The days that a sentence names."""
    return [_day(found, lang) for found in DAYS[lang].findall(even(said))]


def _day(written: str, lang: Lang) -> date:
    """Without the names of months that this machine's language has."""
    day, month, year = written.split("." if lang == "de" else " ")
    return date(int(year), int(month) if lang == "de" else MONTHS.index(month) + 1, int(day))


@cache
def _uncounted(lang: Lang) -> re.Pattern[str]:
    """Words with digits that nobody counted: how wide every interval is, from which level on a rule counts."""
    interval = text("outlook.chart_finding_one", lang, day="", value="", low=BETWEEN, high="")
    rules = [text(f"charts.counted_{rule}", lang, n_of_m="") for rule in ("buendel_rg2", "buendel_alle_rg3")]
    said = (interval.partition(BETWEEN)[0].rpartition(", ")[2], *rules)
    return re.compile("|".join(re.escape(even(words)) for words in said))


def tokens(said: str, lang: Lang) -> list[Token]:
    """The numbers of a sentence that were counted: no days, no names of levels or services."""
    rest = even(QUOTED.sub(" ", said))
    rest = _uncounted(lang).sub(" ", WORDS.sub(" ", DAYS[lang].sub(" ", rest)))
    return [
        Token(found[0], value(found["number"], lang), bool(found["share"]))
        for found in re.finditer(rf"(?P<number>{GROUPED[lang]})(?P<share> ?%)?", rest)
    ]


def parts_in(said: str, lang: Lang) -> list[tuple[str, float, float, float | None]]:
    """``612 von 2.159 (28,3 %)`` and ``28,3 % (612 von 2.159)``: as written, counts, share (None: without)."""
    number, of = f"(?:{GROUPED[lang]})", OF[lang]
    after = rf"(?P<n>{number}) {of} (?P<m>{number})(?![\d.,]*\d)(?: [\w-]+){{0,3}}(?: \((?P<share>{number}) ?%\))?"
    before = rf"(?P<share>{number}) ?% \((?P<n>{number}) {of} (?P<m>{number})\)"
    rest, found = _uncounted(lang).sub(" ", even(said)), []
    for pattern in (before, after):
        found += [_part(match, lang) for match in re.finditer(rf"(?<![\d.,])(?:{pattern})", rest)]
        rest = re.sub(rf"(?<![\d.,])(?:{pattern})", " ", rest)
    return found


def _part(match: re.Match[str], lang: Lang) -> tuple[str, float, float, float | None]:
    share = match["share"]
    return match[0], value(match["n"], lang), value(match["m"], lang), value(share, lang) if share else None


def value(written: str, lang: Lang) -> float:
    """``1.234,5`` and ``1,234.5``."""
    bare = written.replace(".", "").replace(",", ".") if lang == "de" else written.replace(",", "")
    return float(bare)


def shown_share(done: float, total: float, lang: Lang) -> float:
    """The share in per cent as it is shown: one digit, never 100 for less than all, never 0 for some."""
    return value(even(formats.percent(done / total, lang)).rstrip(" %"), lang)
