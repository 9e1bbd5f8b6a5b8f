"""The view that a slide was made for, asked of today's snapshot: what it names has to be there still."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from ozgdash.charts.recipe import Cursor
from ozgdash.errors import UserError
from ozgdash.export.council.recipes import months_before
from ozgdash.metrics.choices import choices
from ozgdash.model.asked import Asked
from ozgdash.model.cooperation import Cooperation
from ozgdash.model.days import FIRST_DAY, months_later
from ozgdash.model.filters import SnapshotInfo, View
from ozgdash.store import read


def view_again(asked: Asked, cursor: Cursor, cooperation: Cooperation, info: SnapshotInfo, as_of: date) -> View:
    """The view of then on another Stand.

    Raises UserError where another cooperation was asked, where the slide is newer than the snapshot, and for a partner,
    group, Themenfeld, department, deadline or service that is no longer there. The day to compare with moves on with
    the Stand, by whole months as in a recipe; a day to reach that has passed is left to the view.
    """
    _refuse_others(asked, cooperation, info)
    filters = asked.filters
    _refuse_unknown("partner", filters.partners, cooperation.ids)
    _refuse_unknown("group", filters.groups, [group.key for group in cooperation.groups])
    _refuse_unknown("topic", filters.topics, read.topics(cursor))
    _refuse_unknown("department", filters.departments, choices(cursor).departments)
    _refuse_unknown("deadline", filter(None, [filters.deadline]), [item.key for item in cooperation.deadlines])
    services = filter(None, [asked.service, *asked.takeover])
    _refuse_unknown("service", services, dict(choices(cursor).services) if asked.service or asked.takeover else ())
    return View(
        filters=filters.at(as_of),
        lang=asked.lang,
        cooperation=cooperation,
        snapshot=info,
        compare_on=_moved_on(asked, as_of),
        target_on=asked.target_on if asked.target_on is not None and asked.target_on > as_of else None,
        pace_months=asked.pace_months,
        use_below=asked.use_below,
        service=asked.service,
        takeover=asked.takeover,
    )


def _refuse_others(asked: Asked, cooperation: Cooperation, info: SnapshotInfo) -> None:
    if asked.cooperation != cooperation.name:
        raise UserError("refresh.other_cooperation", received=asked.cooperation, ours=cooperation.name)
    if asked.snapshot != info.id and asked.published_at > info.published_at:
        raise UserError("refresh.newer_data", received=asked.snapshot, ours=info.id)


def _refuse_unknown(kind: str, names: Iterable[str], known: Collection[str]) -> None:
    for name in names:
        if name not in known:
            raise UserError(f"refresh.unknown_{kind}", received=name)


def _moved_on(asked: Asked, as_of: date) -> date | None:
    months = compared_months(asked)
    if months is None or as_of == asked.filters.as_of:
        return None if months is None else asked.compare_on
    moved = max(months_later(as_of, -months), FIRST_DAY) if isinstance(months, int) else months
    return moved if moved < as_of else None


def compared_months(asked: Asked) -> int | date | None:
    """How many months before its Stand lies the day that somebody chose to compare with.

    None where nobody chose one that lies before it; the day itself where it lies too far back.
    """
    if asked.compare_on is None or asked.compare_on >= asked.filters.as_of:
        return None
    return months_before(asked.filters.as_of, asked.compare_on)
