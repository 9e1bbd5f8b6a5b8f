"""What follows from the history of counts: shares of each month, paces, what is expected, the pace that is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from math import ceil

from ozgdash import formats
from ozgdash.proof.claims import Claim, Grid, Line, grid
from ozgdash.proof.facts import Facts
from ozgdash.proof.numbers import days_in
from ozgdash.proof.pasts import Past, months_later, pasts
from ozgdash.texts import text

PACES = (6, 12, 24)
BY_MONTH = {
    "progress": ("charts", "day"), "outlook": ("outlook", "day"),
    "plan_history": ("partner", "day"), "use_over_time": ("use", "month"),
}  # fmt: skip
"""Tables with a row for each month and partner: the area of their headers and the column of days."""
EVERYTHING = ("total", "not_responsible", "not_digitisable")
DAYS_PER_MONTH = 365.25 / 12
HORIZON_MONTHS = 600
HAIR = 1e-9
"""By so much sums of fractions may miss whole numbers."""


def history(facts: Facts) -> Iterator[Claim]:
    """All tables that go over time, against the counts by day and against each other."""
    known = pasts(facts)
    yield from _month_by_month(facts)
    yield from _everything(facts)
    yield from _same_counts(facts, known)
    yield from _before(facts, known)
    yield from _paces(facts, known)
    yield from _needed(facts, known)
    yield from _ahead(facts, known)


def _month_by_month(facts: Facts) -> Iterator[Claim]:
    """Each row is of the month after that of the row before it, or of the Stand."""
    for name, (words, key) in BY_MONTH.items():
        table = grid(facts.package, name, words, "partner", key)
        stand = days_in(table.sheet.facts.get("as_of", ""), facts.package.lang) if table else []
        for lines in table.by("partner").values() if table else ():
            dated = sorted(((day, line) for line in lines if (day := line.day(key))), key=lambda pair: pair[0])
            yield from (line.claim(key, day) for day, line in dated[:1])
            for (before, _), (day, line) in pairwise(dated):
                yield line.claim(key, _next(before, day, stand[0] if stand else None))


def _next(before: date, day: date, as_of: date | None) -> date:
    """The day that comes behind another; the Stand may lie within a month, of which then nothing is expected."""
    end = months_later(before, 0 if before < months_later(before, 0) else 1)
    is_stand = day == as_of and before < day < end
    is_behind_it = before == as_of and day == months_later(before, 1)
    return day if is_stand or is_behind_it else end


def _everything(facts: Facts) -> Iterator[Claim]:
    """On every day each service, or OZG-Leistung, is counted or left out for one of two reasons."""
    table, listed = grid(facts.package, "progress", "charts", "partner", *EVERYTHING), facts.listed
    if table is None or listed is None or not facts.unfiltered:
        return
    units = len(listed.topics) if facts.of_single_services else len(set(listed.bundles))
    for line in table.lines:
        parts = line.numbers(*EVERYTHING)
        if parts is not None:
            cells = tuple((line.row, line.places[key]) for key in EVERYTHING)
            where = f"{line['partner']}, {line.row[1]}"
            yield Claim(line.sheet, cells, where, f"{sum(parts):g}", f"{units}", sum(parts) == units)


def _same_counts(facts: Facts, known: dict[str, Past]) -> Iterator[Claim]:
    """The same day has the same counts in every table."""
    past = grid(facts.package, "outlook", "outlook", "partner", "day", "origin", "done", "total")
    plans = grid(facts.package, "plan_history", "partner", "partner", "day", "to_be_done", "done", "total")
    counted = grid(facts.package, "progress", "charts", "partner", "day", "done", "total")
    by_day = {(line["partner"], line["day"]): line for line in counted.lines} if counted else None
    measured = text("outlook.measured", facts.package.lang)
    lines = [line for line in past.lines if line["origin"] == measured] if past else []
    for line in (*lines, *(plans.lines if plans and facts.of_single_services else ())):
        day, partner = line.day("day"), known.get(line["partner"])
        counts = partner.known.get(day) if partner and day else None
        if counts is None or not line["done"]:
            continue
        yield line.claim("done", counts[0])
        yield line.claim("total", counts[1])
        if by_day is not None and day is not None:
            own = by_day[line["partner"], day.isoformat()]
            yield from (own.claim(key, line.number(key)) for key in ("done", "total"))
        # By the plan of a day nothing more was to be done by the same day than was done.
        if "to_be_done" in line.places and day == facts.as_of:
            yield line.claim("to_be_done", counts[0])


def _before(facts: Facts, known: dict[str, Past]) -> Iterator[Claim]:
    """What was reached on the earlier day of a comparison, where the table by days has that day."""
    changes = grid(facts.package, "changes_waterfall", "changes", "partner", "done_before", "total_before")
    if changes is None or not facts.of_single_services:
        return
    named = days_in(changes.sheet.facts.get("finding", ""), facts.package.lang)
    for line in changes.lines:
        past = known.get(line["partner"])
        counts = past.known.get(named[0]) if past and named else None
        if counts is not None:
            yield line.claim("done_before", counts[0])
            yield line.claim("total_before", counts[1])


def _now(line: Line, known: dict[str, Past]) -> Iterator[Claim]:
    """What is reached and counted now."""
    past = known.get(line["partner"])
    if past and past.last:
        done, total = past.known[past.last]
        yield line.claim("done", done)
        yield line.claim("total", total)


def _missing(table: Grid) -> Iterator[Claim]:
    """What is missing; and where most have to do all, all have to."""
    whole = sum(line["goal"] == line["total"] for line in table.lines)
    for line in table.lines:
        if whole * 2 > len(table.lines):
            yield line.claim("goal", line.number("total"))
        parts = line.numbers("goal", "done")
        if parts is not None:
            yield line.claim("remaining", max(parts[0] - parts[1], 0))


def _paces(facts: Facts, known: dict[str, Past]) -> Iterator[Claim]:
    """Paces, and the day that follows from one of them."""
    paces = [f"pace_{months}" for months in PACES]
    keys = ("partner", "done", "total", "goal", "remaining", *paces, "known_months", "total_change", "reported_on")
    keys = (*keys, "expected_on")
    table = grid(facts.package, "outlook_completion", "outlook", *keys)
    if table is None or not known:
        return
    yield from _missing(table)
    window = _fitting(
        table.lines, lambda line, months: line.claim("expected_on", _expected(facts, line, known, months))
    )
    for line in table.lines:
        past = known.get(line["partner"])
        if past is None or past.last is None:
            continue
        yield from _now(line, known)
        for months in PACES:
            yield line.claim(f"pace_{months}", past.pace(months))
        yield line.claim("known_months", len(past.changes))
        change = past.change_of_total(window)
        if change is not None:
            yield line.claim("total_change", change)
        yield line.claim("reported_on", past.last)
        yield line.claim("expected_on", _expected(facts, line, known, window))


def _fitting(lines: Sequence[Line], claim: Callable[[Line, int], Claim]) -> int:
    """Over how many months the pace was taken: as most of the lines have it."""
    return max(PACES, key=lambda months: sum(claim(line, months).holds for line in lines))


def _expected(facts: Facts, line: Line, known: dict[str, Past], window: int) -> date | None:
    """When it is done at that pace; never before the Stand. None: done, or nobody can say."""
    past, remaining = known.get(line["partner"]), line.number("remaining")
    pace = past.pace(window) if past else None
    if past is None or past.last is None or not remaining or not pace or pace <= 0:
        return None
    months = ceil(remaining / pace - HAIR)
    return None if months > HORIZON_MONTHS else max(months_later(past.last, months), facts.as_of or past.last)


def _needed(facts: Facts, known: dict[str, Past]) -> Iterator[Claim]:
    keys = ("partner", "done", "total", "goal", "remaining", "pace_now", "needed")
    table = grid(facts.package, "pace_needed", "outlook", *keys)
    if table is None or not known or facts.as_of is None:
        return
    yield from _missing(table)
    window = _fitting(table.lines, lambda line, months: line.claim("pace_now", _pace(line, known, months)))
    months = _months_left(facts, table)
    for line in table.lines:
        yield from _now(line, known)
        if line["partner"] in known:
            yield line.claim("pace_now", _pace(line, known, window))
        remaining = line.number("remaining")
        if months and remaining is not None and line["needed"]:
            yield line.claim("needed", remaining / months)


def _pace(line: Line, known: dict[str, Past], window: int) -> float | None:
    past = known.get(line["partner"])
    return past.pace(window) if past else None


def _months_left(facts: Facts, table: Grid) -> float | None:
    """From the Stand to the day that the sentence names; None where it names none."""
    named = [day for day in days_in(table.sheet.facts.get("finding", ""), facts.package.lang) if day != facts.as_of]
    if not named or facts.as_of is None:
        return None
    return (max(named) - facts.as_of).days / DAYS_PER_MONTH or None


def _ahead(facts: Facts, known: dict[str, Past]) -> Iterator[Claim]:
    """What is expected of each month at the pace of the window; nobody is expected beyond the goal."""
    table = grid(facts.package, "outlook", "outlook", "partner", "day", "origin", "done", "total")
    if table is None or not known:
        return
    expected = text("outlook.expected", facts.package.lang)
    for name, lines in table.by("partner").items():
        past = known.get(name)
        ahead = [line for line in lines if line["origin"] == expected]
        if past is None or past.last is None or not ahead:
            continue
        most = max(line.number("done") or 0.0 for line in ahead)
        claimed = [[claim for line in ahead for claim in _then(line, past, window, most)] for window in PACES]
        yield from max(claimed, key=lambda claims: sum(claim.holds for claim in claims))


def _then(line: Line, past: Past, window: int, most: float) -> Iterator[Claim]:
    day, pace = line.day("day"), past.pace(window)
    if day is None or past.last is None or pace is None:
        return
    done, total = past.known[past.last]
    months = (day.year - past.last.year) * 12 + day.month - past.last.month
    grown = min(max(done + pace * months, 0.0), total)
    yield line.claim("done", min(formats.whole(grown), most))
    yield line.claim("total", total)
