"""The sentences and pictures of what changed between two days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest
from figure_frames import ADAM, make_view

from ozgdash.drawing.plotly import figure
from ozgdash.figures.change_wording import answer
from ozgdash.figures.changes import counts_figure, list_figure, sums_figure
from ozgdash.figures.waterfall import waterfall_figure
from ozgdash.model.change import BETWEEN_DAYS
from ozgdash.model.chart import Kind
from ozgdash.model.cooperation import Partner, PartnerKind

# The Stand is 31.01.2023 and the comparison three months before, 31.10.2022.
LATE = Partner("late", "Stadt Spätheim", "Spätheim", PartnerKind.CITY, "030000000003", date(2022, 12, 1))


def plain(sentence: str) -> str:
    return sentence.replace("\u00a0", " ")


def step(partner: str = "adam", **more: int) -> dict[str, Any]:
    counts = {"done_before": 5, "total_before": 100, "unknown_before": 2, "online": 6, "fallen_back": 1}
    counts |= {"in_scope_done": 0, "out_of_scope_done": 0, "in_scope": 0, "out_of_scope": 0, "slipped": 0}
    counts |= {"done": 10, "total": 100, "unknown": 2}
    return {"partner_id": partner, **counts, **more}


NOTHING = {"online": 0, "fallen_back": 0, "done": 5}
SILENT = {"done_before": 0, "unknown_before": 100}


@pytest.mark.parametrize(
    ("given", "lang", "sentence"),
    [
        (
            [step()],
            "de",
            "Adamsburg, 31.10.2022 bis 31.01.2023: 6 Leistungen neu online, eine zurückgefallen; erreicht sind 10 von "
            "100 (10,0 %), vorher 5 von 100 (5,0 %).",
        ),
        (
            [step(), step("berta", online=1, fallen_back=0, done=6)],
            "en",
            "2 partners together, 31 October 2022 to 31 January 2023: 7 services newly online, one fallen back; 16 of "
            "200 (8.0%) are reached, before it was 10 of 200 (5.0%).",
        ),
        (
            [step(**NOTHING)],
            "de",
            "Adamsburg, 31.10.2022 bis 31.01.2023: keine Leistung neu online, keine zurückgefallen; erreicht sind 5 von "
            "100 (5,0 %), vorher 5 von 100 (5,0 %).",
        ),
        (
            [step(in_scope_done=2, out_of_scope_done=1, in_scope=3, out_of_scope=1, done=11, total=102)],
            "de",
            "Adamsburg, 31.10.2022 bis 31.01.2023: 6 Leistungen neu online, eine zurückgefallen, 2 erreichte neu im "
            "Nenner, eine erreichte nicht mehr im Nenner; erreicht sind 11 von 102 (10,8 %), vorher 5 von 100 (5,0 %).",
        ),
        (
            [step(slipped=1200), step("berta", slipped=34)],
            "de",
            "2 Partner zusammen, 31.10.2022 bis 31.01.2023: 12 Leistungen neu online, 2 zurückgefallen, 1.234 Termine "
            "verschoben; erreicht sind 20 von 200 (10,0 %), vorher 10 von 200 (5,0 %).",
        ),
        (
            [step(slipped=1)],
            "en",
            "Adamsburg, 31 October 2022 to 31 January 2023: 6 services newly online, one fallen back, one date put off; "
            "10 of 100 (10.0%) are reached, before it was 5 of 100 (5.0%).",
        ),
        (
            [step(), step("berta", **SILENT)],
            "de",
            "Adamsburg, 31.10.2022 bis 31.01.2023: 6 Leistungen neu online, eine zurückgefallen; erreicht sind 10 von "
            "100 (10,0 %), vorher 5 von 100 (5,0 %). Am 31.10.2022 noch kein Reifegrad gemeldet: LK Bertatal.",
        ),
        (
            [step(**SILENT)],
            "de",
            "Adamsburg: Am 31.10.2022 war noch kein Reifegrad gemeldet; was sich seitdem geändert hat, ist nicht "
            "bekannt. Am 31.01.2023 sind 10 von 100 (10,0 %) erreicht.",
        ),
        (
            [step(**SILENT, done=0, unknown=100)],
            "de",
            "Adamsburg: Bis zum 31.01.2023 ist kein Reifegrad gemeldet; was sich seit dem 31.10.2022 geändert hat, ist "
            "nicht bekannt.",
        ),
        (
            [step(done_before=0, total_before=0, unknown_before=0, online=0, fallen_back=0, in_scope_done=10)],
            "en",
            "Adamsburg, 31 October 2022 to 31 January 2023: no service newly online, none fallen back, 10 reached ones "
            "newly in the denominator; 10 of 100 (10.0%) are reached, before no service was counted.",
        ),
        (
            [step(done=0, total=0, unknown=0, online=0, fallen_back=0, out_of_scope_done=5)],
            "de",
            "Adamsburg, 31.10.2022 bis 31.01.2023: keine Leistung neu online, keine zurückgefallen, 5 erreichte nicht "
            "mehr im Nenner; gezählt wird keine Leistung mehr, vorher waren 5 von 100 (5,0 %) erreicht.",
        ),
        (
            [step(done_before=0, total_before=0, unknown_before=0, done=0, total=0, unknown=0)],
            "de",
            "Für diese Auswahl ist keine Leistung zu zählen.",
        ),
        ([], "en", "There is no service to count for this selection."),
    ],
)
def test_the_answer(given, lang, sentence):
    assert plain(answer(given, make_view(lang=lang))) == sentence
    frame = pd.DataFrame(given, columns=list(step()))
    assert plain(waterfall_figure(frame, make_view(lang=lang)).finding) == sentence


def test_a_partner_that_joined_in_between_is_named():
    said = answer([step()], make_view(partners=[ADAM, LATE]))
    assert said.endswith(" Am 31.10.2022 noch nicht dabei: Spätheim.")


def test_one_partner_is_a_waterfall_whose_steps_stand_on_each_other():
    frame = pd.DataFrame([step(out_of_scope_done=2, done=8)])
    spec = waterfall_figure(frame, make_view(partners=[ADAM]))
    foot, level, gain, loss = spec.series
    assert spec.kind is Kind.WATERFALL
    assert spec.categories == (
        *("erreicht am 31.10.2022", "neu online", "zurückgefallen", "erreicht, nicht mehr im Nenner"),
        "erreicht am 31.01.2023",
    )
    assert [plain(label) for label in spec.category_labels] == [
        *("5 von 100 (5,0 %)", "+6", "−1", "−2", "8 von 100 (8,0 %)")
    ]
    assert level.values == (5, 0, 0, 0, 8)
    assert foot.values == (0, 5, 10, 8, 0)
    assert gain.values == (0, 6, 0, 0, 0)
    assert loss.values == (0, 0, 1, 2, 0)


def test_the_foot_of_a_waterfall_is_not_drawn():
    drawn = figure(waterfall_figure(pd.DataFrame([step()]), make_view(partners=[ADAM])))
    assert drawn.data[0].marker.color == "rgba(0,0,0,0)"
    assert drawn.data[0].hoverinfo == "skip"
    assert not drawn.layout.showlegend
    shown = [note.text for note in drawn.layout.annotations]
    assert any("neu online" in words and "+6" in words for words in shown)


def test_several_partners_are_stacked_bars_that_end_at_the_count_now():
    frame = pd.DataFrame([step(), step("berta", fallen_back=0, done=11)])
    spec = waterfall_figure(frame, make_view())
    by_key = {item.key: item.values for item in spec.series}
    assert spec.kind is Kind.STACKED_BAR
    assert by_key == {"kept": (4, 5), "online": (6, 6), "fallen_back": (1, 0)}
    assert spec.category_labels[0] == "5 von 100 \u2192 10 von 100"
    assert next(item for item in spec.series if item.key == "fallen_back").hatched


def test_the_table_holds_every_step():
    spec = waterfall_figure(pd.DataFrame([step()]), make_view(partners=[ADAM]))
    assert spec.table.rows == (("Stadt Adamsburg", 5, 100, 6, 1, 0, 0, 0, 0, 10, 100),)


def counts(**services: int) -> pd.DataFrame:
    rows = [
        (kind.value, partner, services.get(kind.value, 0)) for kind in BETWEEN_DAYS for partner in ("adam", "berta")
    ]
    return pd.DataFrame(rows, columns=["kind", "partner_id", "services"])


STEPS = pd.DataFrame([step(), step("berta")])


def test_the_grid_counts_services_by_kind_and_partner():
    spec = counts_figure(counts(slipped=8, online=2), STEPS, make_view())
    assert spec.categories == ("neu online", "Plantermin verschoben")
    assert [series.key for series in spec.series] == ["adam", "berta"]
    assert (spec.series[0].labels, spec.series[0].values) == (("2", "8"), (0.25, 1.0))
    assert spec.finding == "Am häufigsten vom 31.10.2022 bis 31.01.2023: Plantermin verschoben bei 16 Leistungen."
    figure(spec)


def test_kinds_and_partners_without_a_change_are_named_once_and_have_no_row_of_zeros():
    rows = counts(slipped=8, online=2)
    rows.loc[rows["partner_id"] == "berta", "services"] = 0
    spec = counts_figure(rows, STEPS, make_view())
    assert ([series.key for series in spec.series], len(spec.categories)) == (["adam"], 2)
    said = spec.provenance.n_of_m
    assert said.endswith("Plantermin entfallen · keine Änderung: LK Bertatal")
    assert " · keine Leistung: zurückgefallen, Reifegrad sonst gestiegen" in said
    assert not any(f"{kind}," in said for kind in spec.categories)
    assert len(spec.table.rows) == 2 * len(BETWEEN_DAYS), "the numbers are all there"
    sums = pd.DataFrame([{"kind": "slipped", "services": 8, "partners": 1, "changed": 8}])
    many = sums_figure(sums, STEPS, make_view())
    assert many.categories == ("Plantermin verschoben",)
    assert " · keine Leistung: neu online, zurückgefallen" in many.provenance.n_of_m


def test_where_nothing_changed_the_grid_says_so():
    spec = counts_figure(counts(), STEPS, make_view(lang="en"))
    assert spec.finding == "Nothing changed from 31 October 2022 to 31 January 2023."
    assert spec.empty


def test_no_rows_mean_that_nobody_had_joined_or_that_the_filter_leaves_no_service():
    rows, steps = counts().iloc[:0], STEPS.iloc[:0]
    late = make_view(partners=(replace(ADAM, joined_on=date(2022, 12, 1)),))
    for view, sentence in (
        (late, "Am 31.10.2022 war von den gewählten Partnern noch keiner dabei."),
        (make_view(), "Für diese Auswahl ist keine Leistung zu zählen."),
    ):
        grid = counts_figure(rows, steps, view)
        assert grid.empty
        assert grid.finding == waterfall_figure(steps, view).finding == sentence


def change(kind: str, **more: Any) -> dict[str, Any]:
    base = {
        **{"partner_id": "adam", "service_id": "s1", "kind": kind, "department": None, "name": "Hund anmelden"},
        **{"leika_key": None, "ozg_id": "10001", "topic": "Engagement", "standing_before": "counted"},
        **{"standing_after": "counted", "maturity_before": 1.0, "maturity_after": 3.0, "model_before": "1.1"},
        **{"model_after": "2.0", "planned_before": None, "planned_after": date(2023, 6, 30)},
    }
    return base | more


def test_the_list_says_from_what_to_what_in_the_order_of_the_kinds():
    frame = pd.DataFrame(
        [
            change("planned"),
            change("in_scope", standing_before=None),
            change("out_of_scope", standing_after="not_responsible"),
            change("rated", maturity_before=None),
            change("online"),
        ]
    )
    spec = list_figure(frame, STEPS, make_view())
    assert spec.kind is Kind.TABLE
    assert [(cells[0], *cells[3:5]) for cells in spec.table.rows] == [
        ("neu online", "RG 1", "RG 3 (Modell 2.0)"),
        ("erstmals bewertet", "unbekannt", "RG 3 (Modell 2.0)"),
        ("neu im Nenner", "nicht in der Auswahl", "RG 3 (Modell 2.0)"),
        ("nicht mehr im Nenner", "RG 1", "nicht zuständig"),
        ("neu geplant", "–", "30.06.2023"),
    ]
    assert spec.finding == "Vom 31.10.2022 bis 31.01.2023: 5 Änderungen an einer Leistung."
