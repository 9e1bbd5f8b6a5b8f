"""What matters, in three sentences: where the partners stand, what has changed, what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.frames import Count, day_of, records
from ozgdash.model.cooperation import Partner
from ozgdash.model.days import months_later
from ozgdash.model.filters import View
from ozgdash.texts import text

Counts = Mapping[Partner, Count]


def summary_days(view: View) -> tuple[date, ...]:
    """The days whose counts the sentences need: start of the pace, comparison, deadline, Stand."""
    days = {_pace_start(view), view.compared, view.filters.as_of}
    return tuple(sorted(days | ({view.deadline.date} if view.days_past_deadline > 0 else set())))


def summary(counts: pd.DataFrame, view: View) -> tuple[str, ...]:
    """Three sentences, the most important first; a single one where nothing is counted or nobody has reported.

    ``counts``: the frame of ``progress_on`` for ``summary_days``. A partner that had no known Reifegrad on an earlier
    day is left out of the comparison with it, and the sentence names it.
    """
    now = _on(view.filters.as_of, counts, view)
    together = _summed(now)
    if not together.total:
        return (text("charts.no_data", view.lang),)
    core = wording.core_sentence(together, view)
    at_deadline = _summed(_on(view.deadline.date, counts, view)) if view.days_past_deadline > 0 else None
    standing = wording.with_subject(wording.deadline_sentence(core, view, at_deadline), view)
    if not together.reported:
        return (standing,)
    return wording.with_silent(standing, now, view), _change(now, counts, view), _rest(now, counts, view)


def _change(now: Counts, counts: pd.DataFrame, view: View) -> str:
    """From which count to which since the day of comparison, and who moved most."""
    lang, day = view.lang, view.compared
    then = _on(day, counts, view)
    both = [partner for partner in now if now[partner].reported and _known(then, partner)]
    since = formats.day(day, lang)
    if not both:
        return text("council.change_unknown", lang, since=since)
    before, after = _summed({p: then[p] for p in both}), _summed({p: now[p] for p in both})
    gained = {partner: now[partner].done - then[partner].done for partner in both}
    sentence = text(
        f"council.change_{_direction(after.done - before.done)}",
        lang,
        since=since,
        before=wording.n_of_m(before, lang),
        after=wording.n_of_m(after, lang),
    )
    return _without(sentence + _most(gained, view), [p for p in now if p not in both], view)


def _direction(change: int) -> str:
    return "more" if change > 0 else "less" if change else "same"


def _most(gained: Mapping[Partner, int], view: View) -> str:
    """``; am meisten kam in Adamsburg hinzu (+12)``; empty for a single partner and where nobody gained."""
    most = max(gained.values())
    first = [partner.short_name for partner, change in gained.items() if change == most]
    if len(gained) == 1 or most <= 0 or len(first) == len(gained):
        return "."
    names = wording.few(first, view.lang)
    return text("council.change_most", view.lang, names=names, change=formats.signed(most, view.lang))


def _without(sentence: str, missing: Sequence[Partner], view: View) -> str:
    if not missing:
        return sentence
    names = wording.few([partner.short_name for partner in missing], view.lang)
    return text("council.change_without", view.lang, sentence=sentence, names=names)


def _rest(now: Counts, counts: pd.DataFrame, view: View) -> str:
    """How much is open, how much of it unknown, and what the last months brought."""
    lang, together = view.lang, _summed(now)
    rest = together.total - together.done
    if not rest:
        return text("council.rest_none", lang, total=formats.number(together.total, lang), count=together.total)
    numbers = {
        "rest": formats.number(rest, lang),
        "total": formats.number(together.total, lang),
        "unknown": formats.number(together.unknown, lang),
    }
    opening = text(f"council.rest_{'unknown' if together.unknown else 'known'}", lang, count=rest, **numbers)
    then = _on(_pace_start(view), counts, view)
    both = [partner for partner in now if now[partner].reported and _known(then, partner)]
    if not both:
        return text("council.pace_unknown", lang, opening=opening, months=view.pace_months)
    gained = sum(now[partner].done - then[partner].done for partner in both)
    pace = formats.number(gained / view.pace_months, lang, 1)
    key = "pace" if gained > 0 else "pace_none"
    sentence = text(f"council.{key}", lang, opening=opening, months=view.pace_months, pace=pace)
    return _without(sentence, [partner for partner in now if partner not in both], view)


def _pace_start(view: View) -> date:
    return months_later(view.filters.as_of, -view.pace_months)


def _on(day: date, counts: pd.DataFrame, view: View) -> dict[Partner, Count]:
    """The partners of the view for which something is counted on that day."""
    found = {row["partner_id"]: Count.of(row) for row in records(counts) if day_of(row) == day}
    return {partner: found[partner.id] for partner in view.partners if partner.id in found and found[partner.id].total}


def _known(counts: Counts, partner: Partner) -> bool:
    return partner in counts and counts[partner].reported


def _summed(counts: Counts) -> Count:
    return Count(
        sum(count.done for count in counts.values()),
        sum(count.total for count in counts.values()),
        sum(count.unknown for count in counts.values()),
    )
