"""The words about targets: what one is called, how it stands, and what a computed chance says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.frames import Count, Row
from ozgdash.model.chart import Column, ColumnType, Provenance
from ozgdash.model.cooperation import Cooperation
from ozgdash.model.filters import View
from ozgdash.model.names import distinct
from ozgdash.model.target import Measure, TargetState
from ozgdash.texts import text

ONE_DIGIT_FROM, LEAST = 0.1, 0.01
"""From so many percentage points on one digit says it; fewer have two, and less than that is not told."""
EDGE = 0.1
"""Below this chance, and above its counterpart, it is said that it is so and not how much."""


def names(rows: Sequence[Row], view: View) -> tuple[str, ...]:
    """What each target is called, no two alike: whom it concerns, of what, and what it counts."""
    found = [(_name(row, view), formats.day(row["due_on"], view.lang), row["target_id"]) for row in rows]
    return distinct([(name, f"{name}, {day}", f"{name} [{key}]") for name, day, key in found])


def with_example(name: str, row: Row, view: View) -> str:
    """The name, and behind it that the target is invented."""
    return text("targets.example", view.lang, name=name) if row["example"] else name


def _name(row: Row, view: View) -> str:
    lang = view.lang
    only = text("targets.only_sdg", lang) if row["sdg"] else ""
    who = ", ".join(filter(None, [_who(row, view), row["topic"], row["department"], only]))
    return text("targets.name", lang, who=who, what=text(f"targets.what_{row['measure']}", lang))


def _who(row: Row, view: View) -> str:
    if row["partner_id"]:
        return view.cooperation.partner(row["partner_id"]).short_name
    group = view.cooperation.groups_by_key.get(row["group_key"] or "")
    return group.name if group else text("targets.everybody", view.lang)


def answer(rows: Sequence[Row], view: View) -> str:
    """How many targets stand how."""
    lang = view.lang
    if not rows:
        return text("targets.none", lang)
    found = [(state, sum(row["state"] == state for row in rows)) for state in TargetState]
    if len(rows) == 1:
        parts = text(f"targets.alone_{rows[0]['state']}", lang)
    else:
        said = [
            text(f"targets.count_{state}", lang, count=count, n=formats.number(count, lang))
            for state, count in found
            if count
        ]
        parts = formats.enumeration(said, lang)
    return text("targets.finding", lang, count=len(rows), n=formats.number(len(rows), lang), parts=parts)


def is_use(row: Row) -> bool:
    """True for a target about digital cases, for which there is neither a plan nor a chance."""
    return bool(row["measure"] == Measure.USE)


def untold(row: Row, view: View) -> str:
    """Why the cases of a target about use are not told; empty where they are, and for every other target."""
    if not is_use(row) or row["total"]:
        return ""
    return text(f"targets.use_{row['state']}", view.lang)


def counted_in(row: Row, view: View) -> str:
    """What the counts of a target are numbers of."""
    return text(f"targets.unit_{row['measure']}", view.lang)


def _needed(row: Row, view: View) -> str:
    """``5,1``, or ``1,1 Punkte`` of the share; never 0 where something is needed."""
    value, lang = row["needed"], view.lang
    if not is_use(row):
        return formats.number(value, lang, 1)
    shown = formats.number(value, lang, 1) if value >= ONE_DIGIT_FROM else formats.number(max(value, LEAST), lang, 2)
    return text("targets.points", lang, value=shown)


def pace(row: Row, view: View) -> str:
    """``3,2 (nötig 5,1)``; a dash where no pace is needed any more."""
    lang = view.lang
    if row["needed"] is None:
        return formats.DASH if row["pace"] is None else formats.number(row["pace"], lang, 1)
    needed = _needed(row, view)
    if is_use(row):
        return text("targets.cell_needed", lang, needed=needed)
    if row["pace"] is None:
        return text("targets.cell_pace_unknown", lang, needed=needed)
    return text("targets.cell_pace", lang, rate=formats.number(row["pace"], lang, 1), needed=needed)


def chance(row: Row, view: View) -> str:
    """``rund 40 %``, ``unter 10 %``: the chance in tens; a dash where there is nothing left to meet."""
    lang = view.lang
    if row["state"] not in (TargetState.BEHIND, TargetState.ON_THE_WAY):
        return formats.DASH
    if is_use(row):
        return text("targets.chance_not_computed", lang)
    value = row["chance"]
    if value is None:
        return text("targets.chance_unknown", lang)
    key = "below" if value < EDGE else "above" if value > 1 - EDGE else "about"
    shown = {"below": EDGE, "above": 1 - EDGE}.get(key, float(formats.rounded(value, 1)))
    return text(f"targets.chance_{key}", lang, share=formats.percent(shown, lang, 0))


def state(row: Row, view: View) -> str:
    """``unter dem Pfad``."""
    return text(f"targets.state_{row['state']}", view.lang)


def provenance(rows: Sequence[Row], view: View) -> Provenance:
    """What must stand under everything about targets: of the filter only the partners apply."""
    lang = view.lang
    plain = replace(view, filters=view.filters.without(("rule", "topic", "department", "addressee", "deadline")))
    plain = replace(plain, cooperation=_without_scopes(view.cooperation))
    reached = Count(sum(row["state"] == TargetState.REACHED for row in rows), len(rows))
    facts = wording.provenance(plain, 0, 0, rule_key="targets.rule")
    counted = text("targets.counted", lang, n_of_m=wording.counted(reached, lang))
    return replace(facts, n_of_m=counted if rows else "")


def _without_scopes(cooperation: Cooperation) -> Cooperation:
    """A deadline for SDG services is nothing to targets."""
    return replace(cooperation, deadlines=tuple(replace(item, scope=None) for item in cooperation.deadlines))


def columns(types: dict[str, ColumnType], view: View) -> tuple[Column, ...]:
    """Columns of a table with their headers."""
    return tuple(Column(key, text(f"targets.column_{key}", view.lang), type_) for key, type_ in types.items())
