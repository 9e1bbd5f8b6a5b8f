"""The sentences about what changed between two days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.frames import Count, Row
from ozgdash.model.chart import Provenance
from ozgdash.model.filters import View
from ozgdash.texts import text

RULE = "changes.rule"
"""Changes are counted in single services, whatever the Zählweise."""
STEPS = ("online", "fallen_back", "in_scope_done", "out_of_scope_done")


def answer(rows: Sequence[Row], view: View) -> str:
    """What changed, in one sentence with both counts; then the partners of whom the earlier day says nothing.

    ``rows``: those of the frame of ``change_steps``. A partner without any known Reifegrad on the earlier day is left
    out of the sums: what it reached by then is not known, and not nothing.
    """
    lang, days = view.lang, between(view)
    silent = [row for row in rows if before(row).total and not before(row).reported]
    compared = [row for row in rows if row not in silent and (before(row).total or now(row).total)]
    if not rows:
        return nothing_before(view)
    if not compared and not silent:
        return _with_others(text("charts.no_data", lang), [], rows, view)
    if not compared:
        latest = Count.summed(rows)
        who = _who(silent, view)
        key = "changes.answer_unreported" if latest.reported else "changes.answer_nothing_reported"
        sentence = text(key, lang, who=who, now=_n_of_m(latest, view), **days)
        return _with_others(sentence, [], rows, view)
    then, latest = summed_before(compared), Count.summed(compared)
    key = "changes.answer"
    if not (then.total and latest.total):
        key = "changes.answer_no_total_now" if then.total else "changes.answer_no_total_before"
    values = {"events": _events(compared, view), "now": _n_of_m(latest, view), "then": _n_of_m(then, view)}
    sentence = text(key, lang, who=_who(compared, view), **values, **days)
    return _with_others(sentence, silent, rows, view)


def nothing_before(view: View) -> str:
    """Why there is no row to compare with: none of the partners had joined by then, or the filter leaves no service."""
    late = view.partners and all(partner.joined_on > view.compared for partner in view.partners)
    return text("changes.answer_nobody" if late else "charts.no_data", view.lang, **between(view))


def before(row: Row) -> Count:
    """The count on the earlier day."""
    return Count(int(row["done_before"]), int(row["total_before"]), int(row["unknown_before"]))


def now(row: Row) -> Count:
    """The count at the Stand."""
    return Count.of(row)


def summed_before(rows: Sequence[Row]) -> Count:
    """The counts on the earlier day added up."""
    counts = [before(row) for row in rows]
    return Count(sum(c.done for c in counts), sum(c.total for c in counts), sum(c.unknown for c in counts))


def between(view: View) -> dict[str, str]:
    """Both days in words."""
    return {"before": formats.day(view.compared, view.lang), "after": formats.day(view.filters.as_of, view.lang)}


def provenance(rows: Sequence[Row], view: View) -> Provenance:
    """What stands under each chart of changes: the count at the Stand of the compared partners."""
    latest = Count.summed(rows)
    return wording.provenance(view, latest.done, latest.total, unknown=latest.unknown, rule_key=RULE)


def name_of(partner_id: Any, view: View) -> str:
    """The partner's short name."""
    return view.cooperation.partner(str(partner_id)).short_name


def _events(rows: Sequence[Row], view: View) -> str:
    """What happened: whatever moved a count, and how many plans slipped, which moves none."""
    parts = []
    for step in (*STEPS, "slipped"):
        count = sum(int(row[step]) for row in rows)
        if count:
            number = formats.number(count, view.lang)
            parts.append(text(f"changes.event_{step}", view.lang, count=count, number=number))
        elif step in ("online", "fallen_back"):
            parts.append(text(f"changes.event_no_{step}", view.lang))
    return ", ".join(parts)


def _n_of_m(count: Count, view: View) -> str:
    return wording.n_of_m(count, view.lang)


def _who(rows: Sequence[Row], view: View) -> str:
    """The partner's name, or how many there are."""
    if len(rows) == 1:
        return name_of(rows[0]["partner_id"], view)
    return text("changes.together", view.lang, count=len(rows))


def _with_others(finding: str, silent: Sequence[Row], rows: Sequence[Row], view: View) -> str:
    """The finding, then the partners that had reported nothing yet, and those that had not joined."""
    day = formats.day(view.compared, view.lang)
    there = {row["partner_id"] for row in rows}
    unreported = [name_of(row["partner_id"], view) for row in silent]
    absent = [p.short_name for p in view.partners if p.id not in there and p.joined_on > view.compared]
    for key, names in (("changes.not_reported", unreported), ("changes.not_there", absent)):
        if names:
            listed = wording.few(names, view.lang)
            finding = text(key, view.lang, finding=finding, before=day, names=listed)
    return finding
