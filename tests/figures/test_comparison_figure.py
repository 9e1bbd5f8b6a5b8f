"""The bars of partners and others, their sentence, and every canvas of the chart."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime
from html import unescape

import pandas as pd
import pptx
import pytest

from ozgdash.drawing import picture, plotly
from ozgdash.export.powerpoint import slide
from ozgdash.figures.comparison import comparison_figure
from ozgdash.model.cooperation import Cooperation, Deadline, Partner, PartnerKind, Peer
from ozgdash.model.filters import Filters, SnapshotInfo, View
from ozgdash.texts import Lang

DAY = date(2026, 10, 31)
ADAM = Partner("adam", "Stadt Adamsburg", "Adamsburg", PartnerKind.CITY, "030000000001", date(2022, 1, 1))
BERTA = Partner("berta", "Landkreis Bertatal", "LK Bertatal", PartnerKind.DISTRICT, "030000000002", date(2022, 1, 1))
CITIES = tuple(Peer(f"s{n}", f"Stadt S{n}", f"S{n}", PartnerKind.CITY, f"0400000000{n:02}") for n in range(30))


def view(*peers: Peer, lang: Lang = "de") -> View:
    deadlines = (Deadline("ozg", "Frist", DAY),)
    cooperation = Cooperation("Testkooperation", date(2022, 1, 1), (ADAM, BERTA), deadlines, peers=peers)
    info = SnapshotInfo("ozg-x", datetime(2026, 11, 1, tzinfo=UTC), DAY, DAY, False)
    return View(Filters(as_of=DAY, departments=("Bauamt",)), lang, cooperation, info)


def row(who: Partner | Peer, shown: int | None, total: int = 8) -> dict[str, object]:
    known = shown is not None
    return {
        "id": who.id, "is_peer": isinstance(who, Peer), "kind": who.kind.value, "as_of": DAY if known else None,
        "shown": shown, "unclear": 0 if known else None, "total": total,
    }  # fmt: skip


def frame(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(rows)


THREE = frame(row(ADAM, 2), row(BERTA, None), *(row(peer, n) for peer, n in zip(CITIES[:3], (1, 4, 3), strict=True)))


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "de",
            "Portale zeigen bei Adamsburg 2 von 8 (25,0\u00a0%); der Median der 3 Vergleichskommunen gleicher Art liegt "
            "bei 37,5\u00a0%. Ohne Außensicht dieses Tages: LK Bertatal.",
        ),
        (
            "en",
            "Portals show of Adamsburg 2 of 8 (25.0%); the median of the 3 compared administrations of the same kind is "
            "37.5%. Without an outside view of that day: LK Bertatal.",
        ),
    ],
)
def test_the_sentence_holds_partners_against_the_median_of_their_kind(lang: Lang, said: str) -> None:
    assert comparison_figure(THREE, view(*CITIES[:3], lang=lang)).finding == said


def test_each_partner_has_a_bar_beside_the_median_of_its_kind_and_the_range() -> None:
    rows = frame(row(ADAM, 2), row(BERTA, 4), *(row(peer, n) for peer, n in zip(CITIES[:3], (1, 4, 3), strict=True)))
    spec = comparison_figure(rows, view(*CITIES[:3]))
    assert spec.categories == ("LK Bertatal", "Adamsburg")
    own, others = spec.series
    assert (own.values, own.labels) == ((0.5, 0.25), ("4 von 8 (50,0\u00a0%)", "2 von 8 (25,0\u00a0%)"))
    assert (others.values, others.labels) == (
        (None, 0.375),
        ("niemand gleicher Art", "37,5\u00a0% (12,5\u00a0% – 50,0\u00a0%)"),
    )
    assert "Adamsburg: Partner 2 von 8" in spec.alt_text
    assert "Bauamt" not in spec.provenance.filters


def test_the_table_has_everybody_by_share() -> None:
    table = comparison_figure(THREE, view(*CITIES[:3])).table
    assert [(cells[0], cells[1], cells[3], cells[4]) for cells in table.rows] == [
        ("Stadt S1", "Vergleichskommune", 4, 8),
        ("Stadt S2", "Vergleichskommune", 3, 8),
        ("Stadt Adamsburg", "Partner", 2, 8),
        ("Stadt S0", "Vergleichskommune", 1, 8),
    ]


@pytest.mark.parametrize(
    ("rows", "peers", "said"),
    [
        ((row(ADAM, 2),), (), "[[vergleich]]"),
        ((row(ADAM, None), row(CITIES[0], None)), CITIES[:1], "--vergleich"),
        ((row(ADAM, None), row(CITIES[0], 3)), CITIES[:1], "vom selben Tag"),
        ((row(ADAM, 3), row(CITIES[0], None)), CITIES[:1], "vom selben Tag"),
        ((row(ADAM, 0, total=0), row(CITIES[0], 0, total=0)), CITIES[:1], "vom selben Tag"),
    ],
)
def test_without_both_sides_there_is_no_bar_and_it_says_what_to_do(
    rows: tuple[dict[str, object], ...], peers: tuple[Peer, ...], said: str
) -> None:
    spec = comparison_figure(frame(*rows), view(*peers))
    assert spec.empty
    assert said in spec.finding
    assert not spec.table.rows


def test_a_partner_without_others_of_its_kind_is_held_against_nobody() -> None:
    spec = comparison_figure(frame(row(ADAM, 2), row(BERTA, 4), row(CITIES[0], 6)), view(CITIES[0]))
    assert "LK Bertatal 4 von 8 (50,0\u00a0%); zum Vergleich gibt es niemanden gleicher Art." in spec.finding
    assert "bei der einen Vergleichskommune gleicher Art sind es 75,0" in spec.finding


def test_page_picture_and_slide_show_the_same_labels() -> None:
    spec = comparison_figure(THREE, view(*CITIES[:3]))
    words, drawn = bare(str(plotly.figure(spec).to_dict())), bare(picture.picture(spec).html)
    frames = pptx.Presentation(io.BytesIO(slide.pptx_file(spec))).slides[0].shapes
    chart = next(shape for shape in frames if shape.has_chart).chart
    assert [tuple(line.values) for line in chart.plots[0].series] == [(0.25,), (0.375,)]
    for label in (label for line in spec.series for label in line.labels):
        assert bare(label) in words
        assert bare(label) in drawn


def bare(words: str) -> str:
    return re.sub(r"\s|\\xa0", "", unescape(words))
