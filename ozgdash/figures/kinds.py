"""Partners by the level of their administration, where they are too many to stand one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ozgdash import formats
from ozgdash.figures.frames import Row
from ozgdash.model.cooperation import PartnerKind
from ozgdash.model.filters import View
from ozgdash.texts import text


def kind_name(kind: PartnerKind, partners: int, view: View) -> str:
    """``80 kreisfreie Städte``."""
    return text(f"crowd.kind_{kind}", view.lang, count=partners, n=formats.number(partners, view.lang))


def by_kind(rows: Iterable[Row], view: View) -> list[tuple[str, list[Row]]]:
    """The rows of partners by kind, each with the name of its partners; a kind without a row is left out."""
    groups: dict[PartnerKind, list[Row]] = {}
    for row in rows:
        groups.setdefault(view.cooperation.partner(row["partner_id"]).kind, []).append(row)
    return [(kind_name(kind, _partners(groups[kind]), view), groups[kind]) for kind in PartnerKind if kind in groups]


def summed(rows: Sequence[Row], names: Iterable[str]) -> Row:
    """The columns of these names, added up."""
    return {name: sum(int(row[name] or 0) for row in rows) for name in names}


def _partners(rows: Sequence[Row]) -> int:
    return len({row["partner_id"] for row in rows})
