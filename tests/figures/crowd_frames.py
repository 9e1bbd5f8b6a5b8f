"""A large cooperation, and small frames of its distribution."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
from figure_frames import COUNT_COLUMNS, DEC, JAN, NOV, START, make_view, over_time

from ozgdash.model.cooperation import Partner, PartnerKind
from ozgdash.model.filters import Rule, View

LARGE = 30
PARTNERS = tuple(
    Partner(f"p{n:02}", f"Stadt {n:02}", f"Ort {n:02}", PartnerKind.CITY, f"0300000000{n:02}", START)
    for n in range(LARGE)
)


def large_view(*chosen: str, **options: Any) -> View:
    """The view of all partners, or of the chosen ones."""
    view = make_view(partners=PARTNERS, **options)
    return replace(view, filters=replace(view.filters, partners=chosen))


def distribution_frame() -> pd.DataFrame:
    """Three month ends; in the first one nobody had reported yet."""
    columns = ["on_date", "partners", "lower", "median", "upper", "best", *COUNT_COLUMNS]
    rows = [
        (NOV, 0, None, None, None, None, 0, 3000, 0.0, 60, 30, 3000),
        (DEC, 20, 0.1, 0.2, 0.3, 0.4, 500, 3000, 0.1667, 60, 30, 1000),
        (JAN, 29, 0.15, 0.312, 0.35, 0.52, 900, 3000, 0.3, 60, 30, 100),
    ]
    return pd.DataFrame(rows, columns=columns)


def ranking_frame(silent: int = 1) -> pd.DataFrame:
    """All partners in order of their number, the second and third alike; the last ones have reported nothing."""
    rows = []
    for n in range(LARGE):
        done = LARGE - (1 if n == 2 else n)
        rank = 2 if n == 2 else n + 1
        known = n < LARGE - silent
        rows.append(
            (rank if known else None, f"p{n:02}", done if known else None, 100, done / 100 if known else None,
             0 if known else 100, 5 - n if known else None)
        )  # fmt: skip
    return pd.DataFrame(rows, columns=["rank", "partner_id", "done", "total", "share", "unknown", "change"])


def months_of(*ids: str) -> pd.DataFrame:
    return over_time((p, day, True, done, 100) for p in ids for day, done in ((NOV, 4), (DEC, 6), (JAN, 29)))


def quarters_frame() -> pd.DataFrame:
    columns = ["quarter", "partners", "maturity_model", "maturity", "services"]
    rows = [
        (1, 8, "1.1", 3, 400), (1, 8, "1.1", 0, 400),
        (2, 7, "1.1", 3, 140), (2, 7, "1.1", 0, 560),
        (3, 7, "1.1", 3, 70), (3, 7, "1.1", 0, 630),
        (4, 7, "1.1", 0, 700),
        (None, 1, None, None, 100),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def topics_frame() -> pd.DataFrame:
    """Two topics with a distribution, and one in which nothing is counted."""
    columns = ["topic", "partners", "lower", "median", "upper", "best", *COUNT_COLUMNS]
    rows = [
        ("Bildung", 29, 0.1, 0.2, 0.3, 0.4, 300, 1000, 0.3, 9, 3, 20),
        ("Querschnitt", 0, None, None, None, None, 0, 0, None, 30, 0, 0),
        ("Umwelt", 28, 0.2, 0.5, 0.6, 0.7, 400, 1000, 0.4, 9, 3, 20),
    ]
    return pd.DataFrame(rows, columns=columns)


def rules_frame() -> pd.DataFrame:
    """A row of distribution per rule."""
    first, *others = (distribution_frame().iloc[-1:].assign(rule=rule.value) for rule in Rule)
    return pd.concat([first, *(row.assign(done=1500, median=0.5) for row in others)], ignore_index=True)
