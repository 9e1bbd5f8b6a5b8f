"""The sentences of the outlook: pace, completion, interval, and the honest words where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.frames import Count, Row
from ozgdash.model.filters import View
from ozgdash.model.prospect import Prospect
from ozgdash.texts import text

BESIDE = (Prospect.DONE, Prospect.BEYOND, Prospect.NEVER, Prospect.TOO_LITTLE, Prospect.UNREPORTED)
"""What is said of partners without a date, in this order."""


def answer(rows: Sequence[Row], view: View) -> str:
    """When the partners are done at the present pace, in one sentence, and one more for those of whom there is no date.

    ``rows``: those of the frame of ``metrics.outlook.outlook``.
    """
    if not rows:
        return text("charts.no_data", view.lang)
    return _one(rows[0], view) if len(rows) == 1 else _many(rows, view)


def short_name(row: Row, view: View) -> str:
    """The partner's short name."""
    return view.cooperation.partner(row["partner_id"]).short_name


def pace_of(row: Row, view: View) -> float | None:
    """The partner's pace over the months that the reader chose."""
    value = row[f"pace_{view.pace_months}"]
    return None if value is None else float(value)


def rate(value: float, view: View) -> str:
    """``2,3 Leistungen im Monat``, in the unit of the rule."""
    return text(f"outlook.rate_{view.filters.rule.unit}", view.lang, rate=formats.number(value, view.lang, 1))


def interval(row: Row, view: View) -> str:
    """``80 %: 2038 bis 2046``, months where both ends lie in one year; says it where there is none or no end."""
    if not row["interval"]:
        return text("outlook.interval_unknown", view.lang)
    earliest, latest = row["earliest_on"], row["latest_on"]
    if earliest is None:
        return text("outlook.interval_never", view.lang)
    if latest is None:
        return text("outlook.interval_open", view.lang, earliest=earliest.year)
    first, last = _ends(earliest, latest, view)
    key = "outlook.interval_one" if first == last else "outlook.interval"
    return text(key, view.lang, earliest=first, latest=last)


def method(rows: Sequence[Row], view: View, *, crowd: bool = False) -> str:
    """How it was worked out, and what moved underneath: gaps, the denominator, reports that are old.

    ``crowd``: of many partners, whose futures are not simulated.
    """
    lang = view.lang
    parts = [text("outlook.crowd_method" if crowd else "outlook.method", lang, months=view.pace_months)]
    parts += [text(key, lang) for key in ("outlook.fixed_total", "outlook.gap")]
    moved = [(row, formats.signed(row["total_change"], lang)) for row in rows if row["total_change"]]
    if moved:
        parts.append(text("outlook.moved_total", lang, changes=_listed(moved, view)))
    late = [(row, formats.day(row["reported_on"], lang)) for row in rows if _is_late(row, view)]
    if late:
        parts.append(text("outlook.last_report", lang, reports=_listed(late, view)))
    return " ".join(parts)


def _one(row: Row, view: View) -> str:
    count, months = Count.of(row), min(view.pace_months, int(row["known_months"]))
    values = {"partner": short_name(row, view), "goal": _goal(row, view), "count": months, "months": months}
    now = pace_of(row, view)
    if now is not None:
        values["lead"] = text("outlook.at_pace_of_one", view.lang, months=months, rate=rate(now, view))
    if row["expected_on"] is not None:
        values["month"] = formats.month(row["expected_on"], view.lang)
    core = _inside(wording.core_sentence(count, view), view)
    return text(f"outlook.one_{row['prospect']}", view.lang, interval=interval(row, view), core=core, **values)


def _many(rows: Sequence[Row], view: View) -> str:
    lang = view.lang
    expected = sorted((row for row in rows if row["prospect"] == Prospect.EXPECTED), key=lambda r: r["expected_on"])
    whole = all(row["known_months"] >= view.pace_months for row in expected)
    lead = text("outlook.at_pace" if whole else "outlook.at_pace_up_to", lang, months=view.pace_months)
    goal = _goal(rows[0], view, together=True)
    parts = [_expected(expected, lead, goal, view)] if expected else []
    for prospect in BESIDE:
        names = [short_name(row, view) for row in rows if row["prospect"] == prospect]
        if names:
            sentence = text(f"outlook.also_{prospect}", lang, names=wording.few(names, lang), goal=goal)
            parts.append(sentence[0].upper() + sentence[1:])
    return " ".join(parts)


def _expected(rows: Sequence[Row], lead: str, goal: str, view: View) -> str:
    lang = view.lang
    first, last = rows[0], rows[-1]
    months = [formats.month(row["expected_on"], lang) for row in (first, last)]
    values = {"lead": lead, "goal": goal}
    if len(rows) == 1:
        month, name = months[0], short_name(first, view)
        return text("outlook.one_expected", lang, partner=name, month=month, interval=interval(first, view), **values)
    if months[0] == months[1]:
        names = wording.few([short_name(row, view) for row in rows], lang)
        return text("outlook.many_same_month", lang, names=names, month=months[0], **values)
    return text(
        "outlook.many_expected",
        lang,
        first=short_name(first, view),
        first_month=months[0],
        first_interval=interval(first, view),
        last=short_name(last, view),
        last_month=months[1],
        last_interval=interval(last, view),
        **values,
    )


def _goal(row: Row, view: View, *, together: bool = False) -> str:
    """``fertig``, or the share that the deadline asks for, with its count for a single partner."""
    lang, share = view.lang, view.deadline.share
    if share >= 1:
        return text("outlook.goal_all", lang)
    shown = formats.percent(share, lang, 0)
    counted = wording.counted(Count(int(row["goal"]), int(row["total"])), lang)
    return text("outlook.goal_share", lang, share=shown if together else f"{shown} ({counted})")


def _inside(sentence: str, view: View) -> str:
    """A sentence that goes on after a colon; German keeps its capital."""
    return sentence if view.lang == "de" or not sentence[0].isalpha() else sentence[0].lower() + sentence[1:]


def _ends(earliest: date, latest: date, view: View) -> tuple[str, str]:
    if earliest.year == latest.year:
        return formats.month(earliest, view.lang), formats.month(latest, view.lang)
    return str(earliest.year), str(latest.year)


def _is_late(row: Row, view: View) -> bool:
    reported, as_of = row["reported_on"], view.filters.as_of
    return reported is not None and (reported.year, reported.month) < (as_of.year, as_of.month)


def _listed(pairs: Sequence[tuple[Row, str]], view: View) -> str:
    items = [text("outlook.of_partner", view.lang, partner=short_name(row, view), value=value) for row, value in pairs]
    return wording.few(items, view.lang)
