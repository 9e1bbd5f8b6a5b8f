"""Views and small frames for figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd

from ozgdash.figures.matrix import matrix_figure, rules_figure
from ozgdash.figures.maturity import maturity_figure
from ozgdash.figures.progress import progress_figure
from ozgdash.figures.topics import topics_figure
from ozgdash.model.chart import ChartSpec
from ozgdash.model.cooperation import Cooperation, Deadline, Partner, PartnerKind
from ozgdash.model.filters import Filters, Rule, SnapshotInfo, View
from ozgdash.texts import Lang

START = date(2020, 9, 1)
DEADLINE = date(2022, 12, 31)
ADAM = Partner("adam", "Stadt Adamsburg", "Adamsburg", PartnerKind.CITY, "030000000001", START)
BERTA = Partner("berta", "Landkreis Bertatal", "LK Bertatal", PartnerKind.DISTRICT, "030000000002", date(2021, 4, 23))
COUNT_COLUMNS = ("done", "total", "share", "not_responsible", "not_digitisable", "unknown")


def make_view(
    *,
    as_of: date = date(2023, 1, 31),
    lang: Lang = "de",
    partners: Iterable[Partner] = (ADAM, BERTA),
    deadline: Deadline | None = None,
    example: bool = True,
    **filters: Any,
) -> View:
    cooperation = Cooperation(
        "Testkooperation", START, tuple(partners), (deadline or Deadline("ozg", "OZG-Frist", DEADLINE),)
    )
    snapshot = SnapshotInfo("ozg-test", datetime(2023, 2, 1, tzinfo=UTC), as_of, START, example)
    return View(Filters(as_of=as_of, **filters), lang, cooperation, snapshot)


def counts(done: int, total: int, **more: Any) -> dict[str, Any]:
    share = done / total if total else None
    beside = {"not_responsible": 2, "not_digitisable": 1, "unknown": min(3, total - 1) if total else 0}
    return {"done": done, "total": total, "share": share, **beside, **more}


def over_time(rows: Iterable[tuple[str, date, bool, int, int]]) -> pd.DataFrame:
    """(partner, day, reported, done, total) -> the frame of ``progress_over_time``."""
    records = [counts(done, total, partner_id=p, on_date=day, reported=flag) for p, day, flag, done, total in rows]
    return pd.DataFrame(records, columns=["partner_id", "on_date", "reported", *COUNT_COLUMNS])


NOV, DEC, JAN = date(2022, 11, 30), DEADLINE, date(2023, 1, 31)


def three_months() -> pd.DataFrame:
    """Two partners; the second did not report in December."""
    return over_time(
        [
            ("adam", NOV, True, 4, 100),
            ("berta", NOV, True, 1, 50),
            ("adam", DEC, True, 5, 100),
            ("berta", DEC, False, 1, 50),
            ("adam", JAN, True, 9, 100),
            ("berta", JAN, True, 3, 50),
        ]
    )


def maturity_frame() -> pd.DataFrame:
    rows = [
        ("adam", None, None, 3),
        ("adam", "1.1", 1, 40),
        ("adam", "1.1", 3, 20),
        ("berta", "1.1", 0, 10),
        ("berta", "2.0", 5, 7),
    ]
    return pd.DataFrame(rows, columns=["partner_id", "maturity_model", "maturity", "services"])


def topics_frame() -> pd.DataFrame:
    return pd.DataFrame(
        [counts(1, 10, topic="Bildung"), counts(0, 0, topic="Querschnitt"), counts(6, 12, topic="Mobilität & Reisen")]
    )


def matrix_frame() -> pd.DataFrame:
    return pd.DataFrame(
        [
            counts(1, 4, topic="Bildung", partner_id="adam"),
            counts(0, 0, topic="Bildung", partner_id="berta"),
            counts(3, 4, topic="Umwelt", partner_id="adam"),
            counts(1, 2, topic="Umwelt", partner_id="berta"),
        ]
    )


def rules_frame() -> pd.DataFrame:
    done = {Rule.SERVICE_RG3: (5, 100), Rule.BUNDLE_RG2: (30, 40), Rule.BUNDLE_ALL_RG3: (1, 40)}
    return pd.DataFrame(
        [counts(*done[rule], rule=rule.value, partner_id=partner) for rule in Rule for partner in ("adam", "berta")]
    )


HOSTILE_NAMES = (
    "Amt & Söhne <b>fett</b> \"quoted\" 'einfach'",
    '=HYPERLINK("http://example.invalid";"klick")',
    "+49 5361 280",
    "-1+1",
    "@SUM(A1:A9)",
    '<a href="javascript:alert(1)">Link</a> %{x} $x^2$',
    "🏛️ Rathaus 漢字 שלום \u202eabc",
    "Lang " + "Verwaltungsverfahrensmodernisierungsgesetz " * 7,
)


def hostile_specs() -> list[ChartSpec]:
    """Charts of every kind whose names try to be markup, formulas, links and layouts."""
    partners = [
        Partner(f"p{position}", name, name, PartnerKind.CITY, f"03000000001{position}", START)
        for position, name in enumerate(HOSTILE_NAMES)
    ]
    view = make_view(partners=partners, topics=HOSTILE_NAMES[:2])
    ids = [partner.id for partner in partners]
    months = over_time((p, day, True, place + 1, 100) for day in (NOV, DEC, JAN) for place, p in enumerate(ids))
    levels = pd.DataFrame(
        [(p, "1.1", 3, 5) for p in ids], columns=["partner_id", "maturity_model", "maturity", "services"]
    )
    by_topic = pd.DataFrame([counts(place + 1, 20, topic=name) for place, name in enumerate(HOSTILE_NAMES)])
    by_both = pd.DataFrame([counts(1, 4, topic=name, partner_id=p) for name in HOSTILE_NAMES for p in ids[:4]])
    names = {("1.1", 3): HOSTILE_NAMES[0]}
    return [
        progress_figure(months, view),
        maturity_figure(levels, view, level_names=names),
        topics_figure(by_topic, view),
        matrix_figure(by_both, view),
    ]


def all_specs(lang: Lang = "de", **options: Any) -> dict[str, ChartSpec]:
    """One small chart of each name."""
    view = make_view(lang=lang, **options)
    at_deadline = pd.DataFrame([counts(5, 100, partner_id="adam"), counts(1, 50, partner_id="berta")])
    specs = (
        progress_figure(three_months(), view, at_deadline=at_deadline),
        maturity_figure(maturity_frame(), view, level_names={("1.1", 3): "Online-Leistung"}),
        topics_figure(topics_frame(), view),
        matrix_figure(matrix_frame(), view),
        rules_figure(rules_frame(), view),
    )
    return {spec.name: spec for spec in specs}
