"""What a filter leaves out only because nothing is known of what it asks for, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.frames import Row, records
from ozgdash.model.cooperation import Partner
from ozgdash.model.filters import View
from ozgdash.model.many import SEVERAL
from ozgdash.texts import text

UNKNOWN = ("department", "addressee", "scope")


def left_out_sentences(frame: pd.DataFrame, view: View) -> tuple[str, ...]:
    """One sentence per thing that is not known, then the partners of whom the filter leaves nothing or who were not in.

    ``frame``: the frame of ``left_out``. Empty where the filter leaves out nothing that it might not have to.
    """
    rows, lang = records(frame), view.lang
    unknown = [_unknown(name, rows, view) for name in UNKNOWN]
    nothing = _names([row["partner_id"] for row in rows if not row["kept"]], view)
    late = [partner for partner in view.chosen if partner.joined_on > view.filters.as_of]
    return (
        *filter(None, unknown),
        *([text("left_out.nothing", lang, names=wording.few(nothing, lang))] if nothing else []),
        *_late(late, view),
    )


def _late(partners: Sequence[Partner], view: View) -> list[str]:
    """A sentence for each that had not joined; of many one for all."""
    lang = view.lang
    if len(partners) > SEVERAL:
        listed = wording.few([partner.short_name for partner in partners], lang)
        return [text("left_out.late_many", lang, names=listed, count=len(partners))]
    return [text("left_out.late", lang, partner=p.short_name, day=formats.day(p.joined_on, lang)) for p in partners]


def _unknown(name: str, rows: Sequence[Row], view: View) -> str:
    counts = {row["partner_id"]: int(row[f"without_{name}"]) for row in rows if row[f"without_{name}"]}
    if not counts:
        return ""
    lang = view.lang
    parts = [
        f"{partner.short_name} {formats.number(counts[partner.id], lang)}"
        for partner in view.partners
        if partner.id in counts
    ]
    total = sum(counts.values())
    names = wording.few(parts, lang)
    return text(f"left_out.{name}", lang, count=total, n=formats.number(total, lang), names=names)


def _names(partner_ids: Sequence[str], view: View) -> list[str]:
    return [partner.short_name for partner in view.partners if partner.id in partner_ids]
