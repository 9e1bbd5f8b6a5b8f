"""How do targets of one's own stand, and which of them does no plan cover?"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ozgdash import formats
from ozgdash.figures import target_wording, wording
from ozgdash.figures.frames import Count, Row, records
from ozgdash.model import palette
from ozgdash.model.chart import Cell, ChartSpec, ColumnType, Kind, Series, Table, Unit
from ozgdash.model.filters import View
from ozgdash.model.target import TargetState
from ozgdash.texts import text

COLUMNS = {
    "target": ColumnType.TEXT,
    "share": ColumnType.SHARE,
    "due_on": ColumnType.DATE,
    **dict.fromkeys(("state", "unit"), ColumnType.TEXT),
    **dict.fromkeys(("done", "total"), ColumnType.COUNT),
    "now": ColumnType.SHARE,
    **dict.fromkeys(("goal", "remaining"), ColumnType.COUNT),
    "path": ColumnType.SHARE,
    **dict.fromkeys(("pace", "needed"), ColumnType.RATE),
    "chance": ColumnType.TEXT,
    **dict.fromkeys(("planned", "undated"), ColumnType.COUNT),
    "decided_by": ColumnType.TEXT,
    "decided_on": ColumnType.DATE,
    "paper": ColumnType.TEXT,
}
UNPLANNED_COLUMNS = {
    "target": ColumnType.TEXT,
    "share": ColumnType.SHARE,
    "due_on": ColumnType.DATE,
    **dict.fromkeys(("remaining", "planned", "undated"), ColumnType.COUNT),
    "plan": ColumnType.TEXT,
    "state": ColumnType.TEXT,
    "decided_by": ColumnType.TEXT,
    "decided_on": ColumnType.DATE,
    "paper": ColumnType.TEXT,
}
CHANGE_COLUMNS = {
    "happened": ColumnType.TEXT,
    "target": ColumnType.TEXT,
    "share": ColumnType.SHARE,
    "due_on": ColumnType.DATE,
    **dict.fromkeys(("then", "after"), ColumnType.TEXT),
    "decided_by": ColumnType.TEXT,
    "decided_on": ColumnType.DATE,
    "paper": ColumnType.TEXT,
}
HAPPENED = ("decided", "reached", "missed", "lost")


def targets_figure(frame: pd.DataFrame, view: View) -> ChartSpec:
    """A grid with a row per target: what was decided, what is done, the path, the pace and the computed chance.

    ``frame``: the frame of ``metrics.targets.targets``. What is wanted and what is done have tints; the other cells are
    words.
    """
    lang, rows = view.lang, records(frame)
    named = target_wording.names(rows, view)
    finding = target_wording.answer(rows, view)
    labels = {
        "target": [_target_cell(row, view) for row in rows],
        "now": [target_wording.untold(row, view) or wording.cell(Count.of(row), lang) for row in rows],
        "path": [_path_cell(row, view) for row in rows],
        "pace": [target_wording.pace(row, view) for row in rows],
        "chance": [target_wording.chance(row, view) for row in rows],
    }
    values = {"target": [row["share"] for row in rows], "now": [_share(row) for row in rows]}
    series = tuple(
        Series(
            key=key,
            name=text(f"targets.head_{key}", lang),
            values=tuple(values.get(key, [None] * len(rows))),
            colour=palette.GUIDE if key == "target" else palette.ACCENT,
            labels=tuple(cells),
        )
        for key, cells in labels.items()
    )
    return ChartSpec(
        name="targets",
        kind=Kind.MATRIX,
        title=text("targets.title", lang),
        finding=finding,
        unit=Unit.SHARE,
        categories=named,
        series=series if rows else (),
        table=Table(target_wording.columns(COLUMNS, view), _cells(rows, named, COLUMNS, view)),
        provenance=target_wording.provenance(rows, view),
        alt_text=text("targets.alt", lang, finding=finding) if rows else finding,
        lang=lang,
        method=text("targets.method", lang, months=view.pace_months),
    )


def unplanned_figure(frame: pd.DataFrame, view: View) -> ChartSpec:
    """A list of the targets that are decided, not reached, and not covered by the partners' dates; none about use.

    ``frame``: the frame of ``metrics.targets.targets``.
    """
    decided = records(frame)
    rows = [row for row in decided if not target_wording.is_use(row)]
    pairs = [pair for pair in zip(rows, target_wording.names(rows, view), strict=True) if pair[0]["undated"]]
    found, named = [row for row, _ in pairs], [name for _, name in pairs]
    opened = [row for row in rows if row["remaining"]]
    table = Table(target_wording.columns(UNPLANNED_COLUMNS, view), _cells(found, named, UNPLANNED_COLUMNS, view))
    finding = _unplanned_finding(rows, opened, found, view)
    if len(decided) > len(rows):
        key = "unplanned_without_use" if rows else "unplanned_use"
        finding = text(f"targets.{key}", view.lang, finding=finding)
    return _list("targets_unplanned", "unplanned", finding, table, rows, view)


def changes_figure(before: pd.DataFrame, after: pd.DataFrame, view: View) -> ChartSpec:
    """A list of the targets that were decided, reached, missed or lost between two days.

    ``before`` and ``after``: the frames of ``metrics.targets.target_states`` on both days.
    """
    then = {row["target_id"]: row for row in records(before)}
    rows = records(after)
    named = dict(zip((row["target_id"] for row in rows), target_wording.names(rows, view), strict=True))
    found = [(what, row) for what in HAPPENED for row in rows if _happened(what, then.get(row["target_id"]), row, view)]
    lines = tuple(
        tuple(_change_cell(key, what, row, then.get(row["target_id"]), named, view) for key in CHANGE_COLUMNS)
        for what, row in found
    )
    table = Table(target_wording.columns(CHANGE_COLUMNS, view), lines)
    return _list("targets_changes", "changes", _changes_finding([what for what, _ in found], view), table, rows, view)


def _list(name: str, key: str, finding: str, table: Table, rows: Sequence[Row], view: View) -> ChartSpec:
    return ChartSpec(
        name=name,
        kind=Kind.TABLE,
        title=text(f"targets.{key}_title", view.lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=(),
        series=(),
        table=table,
        provenance=target_wording.provenance(rows, view),
        alt_text=finding,
        lang=view.lang,
        method=text("targets.unplanned_method", view.lang) if key == "unplanned" else "",
    )


def _unplanned_finding(rows: Sequence[Row], opened: Sequence[Row], found: Sequence[Row], view: View) -> str:
    lang, count = view.lang, len(found)
    if not rows:
        return text("targets.none", lang)
    if not opened:
        return text("targets.unplanned_nothing_open", lang)
    if not count:
        return text("targets.unplanned_none", lang)
    if len(opened) == 1:
        return text("targets.unplanned_finding_alone", lang)
    numbers = {"n": formats.number(count, lang), "total": formats.number(len(opened), lang)}
    return text("targets.unplanned_finding", lang, count=count, **numbers)


def _changes_finding(happened: Sequence[str], view: View) -> str:
    lang = view.lang
    days = {"before": formats.day(view.compared, lang), "after": formats.day(view.filters.as_of, lang)}
    counts = [(what, happened.count(what)) for what in HAPPENED if what in happened]
    if not counts:
        return text("targets.changes_none", lang, **days)
    parts = [text(f"targets.happenings_{what}", lang, count=n, n=formats.number(n, lang)) for what, n in counts]
    return text("targets.changes_finding", lang, parts=formats.enumeration(parts, lang), **days)


def _happened(what: str, then: Row | None, now: Row, view: View) -> bool:
    """Whether it happened to a target between the two days; one that was decided in between was neither before."""
    was, is_ = then["state"] if then else None, now["state"]
    if what == "decided":
        return bool(now["decided_on"] > view.compared)
    if what == "lost":
        return was == TargetState.REACHED and is_ in (TargetState.BEHIND, TargetState.ON_THE_WAY)
    wanted = TargetState.REACHED if what == "reached" else TargetState.MISSED
    return bool(is_ == wanted and was != wanted)


def _cells(
    rows: Sequence[Row], named: Sequence[str], columns: dict[str, ColumnType], view: View
) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(_cell(key, row, name, view) for key in columns) for row, name in zip(rows, named, strict=True))


def _cell(key: str, row: Row, name: str, view: View) -> Cell:
    if key == "target":
        return target_wording.with_example(name, row, view)
    if key == "now":
        return _share(row)
    if key == "state":
        return target_wording.state(row, view)
    if key == "chance":
        return target_wording.chance(row, view)
    if key == "unit":
        return target_wording.counted_in(row, view)
    if key == "plan":
        return text(f"targets.plan_{'short' if row['planned'] > 0 else 'none'}", view.lang)
    if key == "paper":
        return str(row["paper"] or "")
    value: Cell = row[key]
    return value


def _change_cell(key: str, what: str, row: Row, then: Row | None, named: dict[str, str], view: View) -> Cell:
    if key == "happened":
        return text(f"targets.happened_{what}", view.lang)
    if key in ("then", "after"):
        return _standing_cell(row if key == "after" else then, view)
    return _cell(key, row, named[row["target_id"]], view)


def _standing_cell(row: Row | None, view: View) -> str:
    if row is None:
        return formats.DASH
    return target_wording.untold(row, view) or wording.n_of_m(Count.of(row), view.lang)


def _share(row: Row) -> float | None:
    count = Count.of(row)
    return count.share if count.reported else None


def _target_cell(row: Row, view: View) -> str:
    share = wording.target_share(row["share"], view.lang)
    return text("targets.cell_target", view.lang, share=share, day=formats.day(row["due_on"], view.lang))


def _path_cell(row: Row, view: View) -> str:
    share = formats.percent(row["path"], view.lang)
    return text(f"targets.cell_path_{row['state']}", view.lang, share=share)
