"""The words and counts that all figures about digital cases share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.demand import cases_text
from ozgdash.figures.frames import Counts, Row
from ozgdash.model.chart import Cell, Column, ColumnType, Provenance
from ozgdash.model.demand import EXAMPLE_FROM, SHOWN_FROM, SPLIT_FROM, STAND_IN
from ozgdash.model.filters import View
from ozgdash.texts import Lang, text


@dataclass(frozen=True)
class Use(Counts):
    """The counts of the frame of ``digital_share``: known, few, cases_only and silent add up to services."""

    services: int = 0
    known: int = 0
    few: int = 0
    cases_only: int = 0
    silent: int = 0
    monthly: int = 0
    digital: int = 0
    cases: int = 0
    cases_left: int = 0

    @property
    def share(self) -> float | None:
        """Digital cases of all whose way is known; None where there are none."""
        return self.digital / self.cases if self.cases else None

    def row(self) -> Row:
        """The counts as a row of the frame."""
        return dict(vars(self))


def digital_text(digital: int, cases: int, lang: Lang) -> str:
    """The digital cases of so many; ``< 5`` where they are few, ``> 95`` where the others are."""
    if digital and 0 < cases - digital < SHOWN_FROM:
        return text("use.nearly_all", lang, limit=formats.number(cases - SHOWN_FROM, lang))
    return cases_text(digital, lang)


def digital_cell(digital: int, cases: int, lang: Lang) -> Cell:
    """A number to compute with, or the words of ``digital_text`` where one part is small."""
    small = 0 < digital < SHOWN_FROM or (digital and 0 < cases - digital < SHOWN_FROM)
    return digital_text(digital, cases, lang) if small else digital


def share_of(use: Use, lang: Lang) -> str:
    """``41,8 % (1.513 von 3.620)``."""
    digital, total = digital_text(use.digital, use.cases, lang), formats.number(use.cases, lang)
    n_of_m = text("charts.n_of_m", lang, done=digital, total=total)
    return text("demand.share_of", lang, share=formats.percent(use.share, lang), n_of_m=n_of_m)


def sentence(rows: Sequence[Row], view: View) -> str:
    """The share of all rows together, on how many services it stands, and for whom nothing is computed.

    ``rows``: those of ``digital_share`` by partner.
    """
    lang, together = view.lang, Use.summed(rows)
    if not together.services:
        return text("charts.no_data", lang)
    if not together.known:
        return wording.with_subject(text("use.none_known", lang), view)
    known, services = (formats.number(n, lang) for n in (together.known, together.services))
    said = text("use.finding", lang, share=share_of(together, lang), known=known, services=services)
    said = wording.with_subject(said, view)
    silent = [view.cooperation.partner(row["partner_id"]).short_name for row in rows if not row["known"]]
    return text("use.without", lang, finding=said, names=wording.few(silent, lang)) if silent else said


def left_out(use: Use, lang: Lang) -> str:
    """``außer Betracht: 1 Leistung mit zu wenigen Fällen, …``; empty where every service is in the share."""
    parts = []
    for name in ("few", "cases_only", "silent"):
        count: int = getattr(use, name)
        if count:
            numbers = {"n": formats.number(count, lang), "cases": cases_text(use.cases_left, lang)}
            parts.append(text(f"use.left_{name}", lang, count=count, split=SPLIT_FROM, **numbers))
    return text("use.left_out", lang, parts=formats.enumeration(parts, lang)) if parts else ""


def provenance(view: View, use: Use, newest: Iterable[date | None] = (), *, rule_key: str = "use.rule") -> Provenance:
    """The usual footer with digital cases as n of m, and beside it what is left out and what counts by its months."""
    lang = view.lang
    facts = wording.provenance(view, 0, 0, rule_key=rule_key)
    if not use.known:
        return replace(facts, n_of_m=text("use.none_counted", lang))
    last = max((day for day in newest if day), default=None)
    said = [text("use.together", lang, share=share_of(use, lang)), left_out(use, lang)]
    if use.monthly and last:
        month = formats.month(last, lang)
        said.append(text("use.monthly", lang, count=use.monthly, n=formats.number(use.monthly, lang), month=month))
    return replace(facts, n_of_m="; ".join(part for part in said if part))


def method_of(view: View) -> str:
    """What was counted and how small numbers were treated."""
    numbers = {"limit": SHOWN_FROM, "stand_in": STAND_IN, "split": SPLIT_FROM, "example": EXAMPLE_FROM}
    return text("use.method", view.lang, **numbers)


def columns(lang: Lang, **types: ColumnType) -> tuple[Column, ...]:
    """Table columns by key and type, with the headers of this area's texts."""
    return tuple(Column(key, text(f"use.column_{key}", lang), type_) for key, type_ in types.items())
