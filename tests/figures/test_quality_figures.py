from datetime import date

import pandas as pd
import pytest
from figure_frames import ADAM, BERTA, make_view

from ozgdash.figures.quality import quality_figure, quality_findings_figure, quality_kinds_figure
from ozgdash.metrics.quality import KINDS
from ozgdash.model.chart import ChartSpec, Kind

DAY = date(2022, 12, 31)


def ages(*rows: dict) -> pd.DataFrame:
    usual = {"newest_report": DAY, "age_days": 0, "months": 3, "missing_months": 1, "total": 100, "unknown": 3}
    return pd.DataFrame([usual | row for row in rows], columns=["partner_id", *usual]).astype(object)


def found(*rows: dict) -> pd.DataFrame:
    usual = {
        "kind": "plan_past",
        "partner_id": ADAM.id,
        "department": "Bauamt",
        "service_id": "s1",
        "name": "Bauantrag",
        "leika_key": "99000000000101",
        "ozg_id": "10001",
        "maturity": 2,
        "maturity_model": "1.1",
        "standing": "counted",
        "stage": "planned",
        "planned_on": date(2022, 11, 30),
        "observed_on": DAY,
    }
    return pd.DataFrame([usual | row for row in rows], columns=list(usual)).astype(object)


def counted(entries: pd.DataFrame) -> pd.DataFrame:
    """The frame of ``contradiction_counts`` for these findings."""
    departments = entries.groupby("partner_id")["department"].nunique()
    counts = entries.groupby(["partner_id", "kind"], sort=False).size().reset_index(name="findings")
    return counts.assign(departments=[departments[key] for key in counts["partner_id"]])


NOTHING = found()
BOTH = ages({"partner_id": ADAM.id}, {"partner_id": BERTA.id})
SENTENCES = [
    (
        BOTH,
        found({}, {"kind": "maturity_unknown"}),
        "In den letzten 45 Tagen gemeldet: 2 von 2 Partnern; bei 6 von 200 Leistungen (3,0 %) ist kein Reifegrad"
        " bekannt; eine Angabe widerspricht sich oder ist unvollständig.",
        "Reported in the last 45 days: 2 of 2 partners; the level of 6 of 200 services (3.0%) is not known; one entry"
        " contradicts itself or is incomplete.",
    ),
    (
        ages({"partner_id": ADAM.id, "newest_report": date(2022, 6, 30), "age_days": 184}, {"partner_id": BERTA.id}),
        NOTHING,
        "In den letzten 45 Tagen gemeldet: 1 von 2 Partnern; bei 6 von 200 Leistungen (3,0 %) ist kein Reifegrad"
        " bekannt; 0 Angaben widersprechen sich oder sind unvollständig. Am ältesten ist die Meldung von Adamsburg"
        " (30.06.2022).",
        "Reported in the last 45 days: 1 of 2 partners; the level of 6 of 200 services (3.0%) is not known; 0 entries"
        " contradict themselves or are incomplete. The oldest report is that of Adamsburg (30 June 2022).",
    ),
    (
        ages({"partner_id": ADAM.id}),
        NOTHING,
        "Adamsburg hat zuletzt am 31.12.2022 gemeldet; bei 3 von 100 Leistungen (3,0 %) ist kein Reifegrad bekannt;"
        " 0 Angaben widersprechen sich oder sind unvollständig.",
        "Adamsburg last reported on 31 December 2022; the level of 3 of 100 services (3.0%) is not known; 0 entries"
        " contradict themselves or are incomplete.",
    ),
    (
        ages({"partner_id": ADAM.id}, {"partner_id": BERTA.id, "newest_report": None, "age_days": None}),
        NOTHING,
        "In den letzten 45 Tagen gemeldet: 1 von 2 Partnern; bei 6 von 200 Leistungen (3,0 %) ist kein Reifegrad"
        " bekannt; 0 Angaben widersprechen sich oder sind unvollständig. Noch nichts gemeldet: LK Bertatal.",
        "Reported in the last 45 days: 1 of 2 partners; the level of 6 of 200 services (3.0%) is not known; 0 entries"
        " contradict themselves or are incomplete. Nothing reported yet: LK Bertatal.",
    ),
    (
        ages({"partner_id": ADAM.id, "newest_report": None, "age_days": None}),
        NOTHING,
        "Der Partner hat noch nichts gemeldet.",
        "The partner has not reported anything yet.",
    ),
    (
        ages(),
        NOTHING,
        "Für diese Auswahl ist keine Leistung zu zählen.",
        "There is no service to count for this selection.",
    ),
]


@pytest.mark.parametrize(("rows", "entries", "german", "english"), SENTENCES)
def test_the_answer_says_how_old_how_complete_and_how_consistent_the_data_is(rows, entries, german, english):
    spoken = [
        quality_figure(rows, counted(entries), make_view(lang=lang)).finding.replace("\u00a0", " ")
        for lang in ("de", "en")
    ]
    assert spoken == [german, english]


def test_the_table_counts_contradictions_without_what_is_merely_unknown():
    entries = found({}, {"kind": "never_reported"}, {"partner_id": BERTA.id, "kind": "online_without_url"}, {})
    rows = quality_figure(BOTH, counted(entries), make_view()).table.rows
    assert rows == (
        ("Stadt Adamsburg", DAY, 0, 3, 1, 100, 3, 2),
        ("Landkreis Bertatal", DAY, 0, 3, 1, 100, 3, 1),
    )


def test_the_kinds_stand_by_frequency_with_what_to_do():
    spec = quality_kinds_figure(counted(found({"kind": "online_without_url"}, {}, {})), BOTH, KINDS, make_view())
    assert spec.kind is Kind.BAR
    assert [row[1] for row in spec.table.rows] == [2, 1]
    assert spec.series[0].values == (2.0, 1.0)
    assert spec.finding == "3 Befunde; am häufigsten: geplanter Termin ist vorbei (2)."
    assert quality_kinds_figure(counted(NOTHING), BOTH, KINDS, make_view()).empty


def _work_list(*entries: dict, lang: str) -> ChartSpec:
    rows = found(*entries)
    return quality_findings_figure(rows, counted(rows), BOTH, make_view(lang=lang))


@pytest.mark.parametrize(
    ("entries", "lang", "sentence"),
    [
        ([{}, {"department": None}], "de", "2 Befunde in 1 Fachbereich."),
        ([{"department": None}] * 2, "de", "2 Befunde, ein Fachbereich ist nicht gemeldet."),
        ([{"department": None}], "en", "One finding."),
        ([], "en", "Nothing stands out."),
    ],
)
def test_the_work_list_counts_the_departments_that_are_reported(entries, lang, sentence):
    assert _work_list(*entries, lang=lang).finding == sentence


def test_the_work_list_names_partner_department_and_what_to_do():
    spec = _work_list({"department": None}, lang="de")
    assert spec.table.rows == (
        (
            "Adamsburg", "ohne Fachbereich", "geplanter Termin ist vorbei", "Bauantrag", "99000000000101",
            "RG 2", date(2022, 11, 30), DAY, "geplant_am neu setzen oder reifegrad nachtragen",
        ),
    )  # fmt: skip
