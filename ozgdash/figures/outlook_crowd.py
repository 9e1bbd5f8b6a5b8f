"""When are many partners done, and how many are fast enough? Partners counted by year and by what they would need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import ceil

import pandas as pd

from ozgdash import formats
from ozgdash.figures import outlook_wording, wording
from ozgdash.figures.completion import COLUMNS, PACE_COLUMNS, outlook_table
from ozgdash.figures.frames import Count, Row, records
from ozgdash.figures.outlook_wording import pace_of
from ozgdash.figures.work import of_open
from ozgdash.model import palette
from ozgdash.model.chart import ChartSpec, Kind, Series, Unit
from ozgdash.model.filters import View
from ozgdash.model.listing import most
from ozgdash.model.prospect import Prospect
from ozgdash.texts import text

MAX_BARS = 8
"""Bars of years; the steps grow with how far the years lie apart."""
STEPS = (1, 2, 5, 10, 20)
PARTS = {"best": 0.1, "lower": 0.25, "median": 0.5, "upper": 0.75}
"""What part of the partners is done by the day that a sentence names."""
WITHOUT_DAY = (Prospect.BEYOND, Prospect.NEVER, Prospect.TOO_LITTLE, Prospect.UNREPORTED)
VOICELESS = (Prospect.TOO_LITTLE, Prospect.UNREPORTED)
"""Of these nobody knows when they are done; they are no part of the distribution."""
FACTORS = (2, 5)
"""Up to so many times its pace a partner would need, for the bars between fast enough and far off."""
Bars = Mapping[str, int]
"""Name of the bar -> partners."""


def completion_crowd_figure(completions: pd.DataFrame, view: View) -> ChartSpec:
    """A bar per span of years with the partners that are done in it at the present pace, and those without a day.

    ``completions``: the frame of ``metrics.pace.completions``. The table has a row per partner, the first ones on top.
    """
    lang, rows = view.lang, records(completions)
    bars = _by_years(rows, view)
    finding = ends_sentence(rows, view)
    alt = text("outlook.crowd_completion_alt", lang, finding=finding, values=_values(bars, len(rows), view))
    return _bars("outlook_completion", "outlook.crowd_completion_title", bars, rows, (finding, alt), view)


def pace_crowd_figure(completions: pd.DataFrame, view: View) -> ChartSpec:
    """A bar per step between the pace now and the pace needed, with the partners on it.

    ``completions``: the frame of ``metrics.pace.completions``.
    """
    lang, rows = view.lang, records(completions)
    bars = _by_need(rows, view)
    finding = _need_sentence(rows, view)
    alt = text("outlook.crowd_needed_alt", lang, finding=finding, values=_values(bars, len(rows), view))
    return _bars("pace_needed", "outlook.crowd_needed_title", bars, rows, (finding, alt), view)


def beside_all(spec: ChartSpec, completions: pd.DataFrame, whole: View) -> ChartSpec:
    """The figure of a few chosen partners with a sentence on when all of a large cooperation are done.

    ``completions``: the frame of ``metrics.pace.completions`` for the crowd, whose view is ``whole``.
    """
    said = text("outlook.crowd_beside", whole.lang, sentence=ends_sentence(records(completions), whole))
    return replace(spec, finding=f"{spec.finding} {said}")


def ends_sentence(rows: Sequence[Row], view: View) -> str:
    """By when the first tenth, a quarter, half and three quarters of the partners are done, and how many never are.

    ``rows``: those of ``completions``. A part is done on the first day by which so many partners are: no day lies
    between one and never, so that nothing is interpolated (docs/adr/0027-when-a-part-of-the-partners-is-done.md).
    """
    lang = view.lang
    if not rows:
        return text("charts.no_data", lang)
    voices = [row for row in rows if row["prospect"] not in VOICELESS]
    parts = [_ends(voices, view)] if voices else []
    return " ".join([*parts, *without(WITHOUT_DAY, rows, view)])


def without(prospects: Sequence[Prospect], rows: Sequence[Row], view: View) -> list[str]:
    """A sentence for each of the prospects that partners have: how many."""
    counts = {prospect: sum(row["prospect"] == prospect for row in rows) for prospect in prospects}
    return [
        text(
            f"outlook.crowd_{prospect}",
            view.lang,
            count=count,
            n=formats.number(count, view.lang),
            goal=goal_words(view),
        )
        for prospect, count in counts.items()
        if count
    ]


def day_of_part(rows: Sequence[Row], part: float, as_of: date) -> date | None:
    """The first day by which that part of the partners is done; None: not within fifty years.

    A partner that is done already is so at the Stand.
    """
    days = sorted(as_of if row["prospect"] == Prospect.DONE else row["expected_on"] or date.max for row in rows)
    day = days[ceil(part * len(days)) - 1]
    return None if day == date.max else day


def goal_words(view: View) -> str:
    """``fertig``, or the share that the deadline asks for."""
    if view.deadline.share >= 1:
        return text("outlook.goal_all", view.lang)
    return text("outlook.goal_share", view.lang, share=formats.percent(view.deadline.share, view.lang, 0))


def _ends(voices: Sequence[Row], view: View) -> str:
    lang, as_of = view.lang, view.filters.as_of
    said = []
    for name, part in PARTS.items():
        day = day_of_part(voices, part, as_of)
        key = "never" if day is None else "now" if day <= as_of else "by"
        month = "" if day is None else formats.month(day, lang)
        when = text(f"outlook.crowd_when_{key}", lang, month=month)
        said.append(text(f"outlook.crowd_part_{name}", lang, when=when))
    whole = all(row["known_months"] >= view.pace_months for row in voices)
    lead = text("outlook.at_pace" if whole else "outlook.at_pace_up_to", lang, months=view.pace_months)
    n = formats.number(len(voices), lang)
    return text("outlook.crowd_ends", lang, lead=lead, n=n, goal=goal_words(view), parts=", ".join(said))


def _by_years(rows: Sequence[Row], view: View) -> dict[str, int]:
    """Partners that are done, by spans of years, and without a day; nobody in between is no bar, but a span is one."""
    lang = view.lang
    years = [row["expected_on"].year for row in rows if row["expected_on"] is not None]
    bars = {text("outlook.prospect_done", lang): sum(row["prospect"] == Prospect.DONE for row in rows)}
    if years:
        first, last = min(years), max(years)
        step = next((step for step in STEPS if (last - first) // step < MAX_BARS), STEPS[-1])
        for year in range(first, last + 1, step):
            name = str(year) if step == 1 else text("outlook.years", lang, earliest=year, latest=year + step - 1)
            bars[name] = sum(year <= found < year + step for found in years)
    for prospect in WITHOUT_DAY:
        bars[text(f"outlook.prospect_{prospect}", lang)] = sum(row["prospect"] == prospect for row in rows)
    spans = set(list(bars)[1 : len(bars) - len(WITHOUT_DAY)])
    return {name: count for name, count in bars.items() if count or name in spans}


def _by_need(rows: Sequence[Row], view: View) -> dict[str, int]:
    lang = view.lang
    bars = {text("outlook.need_enough", lang): sum(_is_fast(row, view) for row in rows)}
    slow = [row for row in rows if not _is_fast(row, view)]
    known = [(row["needed"], now) for row in slow if (now := pace_of(row, view)) is not None]
    lower = 1
    for factor in FACTORS:
        between = sum(now > 0 and lower * now < needed <= factor * now for needed, now in known)
        bars[text("outlook.need_times", lang, factor=factor)] = between
        lower = factor
    bars[text("outlook.need_more", lang, factor=lower)] = sum(now > 0 and needed > lower * now for needed, now in known)
    bars[text("outlook.need_still", lang)] = sum(now <= 0 for _, now in known)
    bars[text("outlook.need_unknown", lang)] = len(slow) - len(known)
    return {name: count for name, count in bars.items() if count}


def _is_fast(row: Row, view: View) -> bool:
    now = pace_of(row, view)
    return not row["remaining"] or (now is not None and row["needed"] is not None and now >= row["needed"])


def _need_sentence(rows: Sequence[Row], view: View) -> str:
    lang = view.lang
    if not rows:
        return text("charts.no_data", lang)
    fast, unknown = sum(_is_fast(row, view) for row in rows), without(VOICELESS, rows, view)
    if all(row["prospect"] in VOICELESS for row in rows):
        return " ".join(unknown)
    sentence = text(
        "outlook.crowd_needed_finding",
        lang,
        day=formats.day(view.target, lang),
        fast=formats.number(fast, lang),
        total=formats.number(len(rows), lang),
        share=formats.percent(fast / len(rows), lang),
    )
    return " ".join([sentence, *unknown])


def _values(bars: Bars, total: int, view: View) -> str:
    return "; ".join(f"{name}: {of_open(count, total, view.lang)}" for name, count in bars.items())


def _bars(name: str, title: str, bars: Bars, rows: Sequence[Row], words: tuple[str, str], view: View) -> ChartSpec:
    """``words``: the finding, and what a screen reader says."""
    lang, together = view.lang, Count.summed(rows)
    finding, alt = words
    series = Series(
        key="partners",
        name=text("outlook.crowd_partners", lang),
        values=tuple(float(count) for count in bars.values()),
        colour=palette.ACCENT,
        labels=tuple(of_open(count, len(rows), lang) for count in bars.values()),
    )
    columns = PACE_COLUMNS if name == "pace_needed" else COLUMNS
    shown = {key: type_ for key, type_ in columns.items() if key not in ("earliest_on", "latest_on")}
    ordered = sorted(rows, key=lambda row: (row["expected_on"] or _last_day(row), -row["done"] / row["total"]))
    return ChartSpec(
        name=name,
        kind=Kind.BAR,
        title=text(title, lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=tuple(bars),
        series=(series,) if bars else (),
        table=outlook_table(ordered[: most(view)], shown, view, of=len(rows)),
        provenance=wording.provenance(view, together.done, together.total, unknown=together.unknown),
        alt_text=alt if bars else finding,
        lang=lang,
        method=outlook_wording.method(rows, view, crowd=True),
    )


def _last_day(row: Row) -> date:
    return date.min if row["prospect"] == Prospect.DONE else date.max
