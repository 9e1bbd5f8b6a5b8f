"""Where the partners stand among others in what the public portals show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.frames import Count, records
from ozgdash.model import palette
from ozgdash.model.chart import ChartSpec, Column, ColumnType, Kind, Series, Table, Unit
from ozgdash.model.cooperation import Partner, PartnerKind, Peer
from ozgdash.model.filters import View
from ozgdash.texts import Lang, text

MOST_BARS = 12
"""So many partners have bars; the table has all, and the others."""


@dataclass(frozen=True)
class Shown:
    """What the portals show of one administration. ``as_of`` None: there is no export of the compared day."""

    who: Partner | Peer
    as_of: date | None
    count: Count
    unclear: int

    @property
    def is_peer(self) -> bool:
        """True for one outside the cooperation."""
        return isinstance(self.who, Peer)

    @property
    def share(self) -> float:
        """Only of one that is compared."""
        return self.count.done / self.count.total

    @property
    def compared(self) -> bool:
        """Whether there is something to compare: an export, and a service that administrations of its kind have."""
        return self.as_of is not None and self.count.total > 0


def comparison_figure(frame: pd.DataFrame, view: View) -> ChartSpec:
    """Two bars per partner, the largest share first: its own, and the median of the others of its kind.

    ``frame``: that of ``metrics.comparison.comparison``. Without anybody to compare with, or without exports of one day
    on both sides, there is no bar, and the sentence says what to do. A department of the filter plays no part.
    """
    view = replace(view, filters=replace(view.filters, departments=()))
    lang = view.lang
    everybody = _everybody(frame, view)
    among = [item for item in everybody if item.compared]
    ranked = sorted(among, key=lambda item: (-item.share, item.is_peer, formats.by_name(item.who.name)))
    if not any(item.is_peer for item in among) or all(item.is_peer for item in among):
        ranked = []
    drawn = [item for item in ranked if not item.is_peer][:MOST_BARS]
    finding = _finding(everybody, ranked, view)
    series = _series(drawn, ranked, lang)
    own = [item.count for item in ranked if not item.is_peer]
    return ChartSpec(
        name="comparison",
        kind=Kind.BAR,
        title=text("comparison.title", lang),
        finding=finding,
        unit=Unit.SHARE,
        categories=tuple(item.who.short_name for item in drawn),
        series=series,
        table=Table(_columns(lang), tuple(_row(item, lang) for item in ranked)),
        provenance=wording.provenance(
            view, sum(item.done for item in own), sum(item.total for item in own), rule_key="comparison.rule"
        ),
        alt_text=_alt_text(finding, drawn, series, lang),
        lang=lang,
        method=text("comparison.method", lang),
    )


def _everybody(frame: pd.DataFrame, view: View) -> list[Shown]:
    peers = {peer.id: peer for peer in view.cooperation.peers}
    found = []
    for row in records(frame):
        who = peers[row["id"]] if row["is_peer"] else view.cooperation.partner(row["id"])
        count = Count(int(row["shown"] or 0), int(row["total"]))
        found.append(Shown(who, row["as_of"], count, int(row["unclear"] or 0)))
    return found


def _series(drawn: Sequence[Shown], ranked: Sequence[Shown], lang: Lang) -> tuple[Series, ...]:
    if not drawn:
        return ()
    shares = {kind: _others(kind, ranked) for kind in PartnerKind}
    of_kind = [shares[item.who.kind] for item in drawn]
    own = Series(
        "partner",
        text("comparison.series_partner", lang),
        tuple(item.share for item in drawn),
        palette.ACCENT,
        tuple(_n_of_m(item, lang) for item in drawn),
    )
    others = Series(
        "others",
        text("comparison.series_others", lang),
        tuple(median(found) if found else None for found in of_kind),
        palette.GUIDE,
        tuple(_range(found, lang) for found in of_kind),
    )
    return own, others


def _others(kind: PartnerKind, ranked: Sequence[Shown]) -> list[float]:
    """The shares of those of a kind who are compared."""
    return [item.share for item in ranked if item.is_peer and item.who.kind is kind]


def _range(shares: Sequence[float], lang: Lang) -> str:
    """``37,5 % (12,5 % bis 50,0 %)``; of one alone its share."""
    if not shares:
        return text("comparison.none_of_kind", lang)
    least, middle, most = (formats.percent(share, lang) for share in (min(shares), median(shares), max(shares)))
    return middle if len(shares) == 1 else text("comparison.range", lang, median=middle, least=least, most=most)


def _finding(everybody: Sequence[Shown], ranked: Sequence[Shown], view: View) -> str:
    lang = view.lang
    if not view.cooperation.peers:
        return text("comparison.nobody", lang)
    if not ranked:
        return text("comparison.no_exports", lang, stand=formats.day(view.filters.as_of, lang))
    parts = [_of_kind(kind, ranked, lang) for kind in PartnerKind]
    without = [item.who.short_name for item in everybody if not item.compared]
    if without:
        parts.append(text("comparison.without", lang, names=wording.few(without, lang)))
    return " ".join(part for part in parts if part)


def _of_kind(kind: PartnerKind, ranked: Sequence[Shown], lang: Lang) -> str:
    """The partners of a kind against the others of that kind: they have the same services."""
    own = [item for item in ranked if item.who.kind is kind and not item.is_peer]
    others = _others(kind, ranked)
    if not own:
        return ""
    named = own if len(own) <= wording.FEW + 1 else [own[0], own[-1]]
    names = formats.enumeration([f"{item.who.short_name} {_n_of_m(item, lang)}" for item in named], lang)
    if not others:
        return text("comparison.alone", lang, partners=names)
    return text(
        "comparison.finding",
        lang,
        count=len(others),
        partners=names,
        n=formats.number(len(others), lang),
        median=formats.percent(median(others), lang),
    )


def _n_of_m(item: Shown, lang: Lang) -> str:
    return formats.n_of_m(item.count.done, item.count.total, lang)


def _alt_text(finding: str, drawn: Sequence[Shown], series: Sequence[Series], lang: Lang) -> str:
    if not drawn:
        return finding
    values = "; ".join(
        f"{item.who.short_name}: {', '.join(f'{line.name} {line.label(place)}' for line in series)}"
        for place, item in enumerate(drawn)
    )
    return text("comparison.alt", lang, finding=finding, values=values)


def _columns(lang: Lang) -> tuple[Column, ...]:
    types = {
        "administration": ColumnType.TEXT, "role": ColumnType.TEXT, "kind": ColumnType.TEXT, "shown": ColumnType.COUNT,
        "total": ColumnType.COUNT, "share": ColumnType.SHARE, "unclear": ColumnType.COUNT, "as_of": ColumnType.DATE,
    }  # fmt: skip
    return tuple(Column(key, text(f"comparison.column_{key}", lang), type_) for key, type_ in types.items())


def _row(item: Shown, lang: Lang) -> tuple[str | int | float | date | None, ...]:
    role = text(f"comparison.series_{'peer' if item.is_peer else 'partner'}", lang)
    kind = text(f"comparison.kind_{item.who.kind.value}", lang)
    return (
        item.who.name, role, kind, item.count.done, item.count.total, item.share, item.unclear, item.as_of,
    )  # fmt: skip
