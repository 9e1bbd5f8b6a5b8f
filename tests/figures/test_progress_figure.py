from datetime import date, timedelta

import pandas as pd
import pytest
from figure_frames import ADAM, DEADLINE, DEC, JAN, NOV, START, counts, make_view, over_time, three_months

from ozgdash.figures.progress import progress_figure
from ozgdash.model.chart import Kind, Unit
from ozgdash.model.cooperation import Deadline
from ozgdash.model.filters import Rule

BEFORE_NOV = NOV - timedelta(days=92)
AT_DEADLINE = pd.DataFrame([counts(5, 100, partner_id="adam"), counts(1, 50, partner_id="berta")])


def plain(sentence: str) -> str:
    return sentence.replace("\u00a0", " ")


def series(spec, key):
    return next(item for item in spec.series if item.key == key)


def test_a_line_per_partner_over_the_days_of_the_frame():
    spec = progress_figure(three_months(), make_view())
    assert (spec.name, spec.kind, spec.unit) == ("progress", Kind.LINE, Unit.SHARE)
    assert spec.categories == (BEFORE_NOV.isoformat(), NOV.isoformat(), DEC.isoformat(), JAN.isoformat())
    assert series(spec, "adam").values == (None, 0.04, 0.05, 0.09)
    assert series(spec, "adam").labels == ("", "4 von 100", "5 von 100", "9 von 100")
    assert series(spec, "adam").name == "Adamsburg"


def test_a_month_without_report_is_a_gap():
    assert series(progress_figure(three_months(), make_view()), "berta").values == (None, 0.02, None, 0.06)


def test_the_target_path_is_straight_from_the_start_to_the_deadline_and_ends_there():
    path = series(progress_figure(three_months(), make_view()), "target")
    assert path.guide
    days = (DEADLINE - START).days
    assert path.values == (
        *(pytest.approx((day - START).days / days) for day in (BEFORE_NOV, NOV)),
        1.0,
        None,
    )


def test_the_target_path_ends_at_the_share_that_the_deadline_asks_for():
    view = make_view(deadline=Deadline("rat", "Ratsziel", DEADLINE, share=0.5))
    assert series(progress_figure(three_months(), view), "target").values[2] == 0.5


def test_the_axis_reaches_to_a_deadline_that_lies_ahead():
    view = make_view(as_of=NOV)
    spec = progress_figure(over_time([("adam", NOV, True, 4, 100)]), view)
    assert spec.categories[-1] == DEADLINE.isoformat()
    assert series(spec, "target").values[-1] == 1.0


def reports(*days: date) -> pd.DataFrame:
    return over_time([("adam", day, True, 4, 100) for day in days])


def test_the_axis_begins_with_the_cooperation_where_the_reports_cover_half_of_it():
    spec = progress_figure(reports(date(2021, 10, 31), JAN), make_view())
    assert spec.categories[0] == START.isoformat()
    assert series(spec, "target").values[0] == 0.0


def test_the_axis_begins_shortly_before_reports_that_begin_late():
    as_of = date(2026, 6, 30)
    spec = progress_figure(reports(date(2025, 6, 30), as_of), make_view(as_of=as_of))
    assert spec.categories == ("2025-03-01", "2025-06-30", "2026-06-30")
    assert spec.reference_lines == ()
    assert [item.key for item in spec.series] == ["adam"]
    assert "OZG-Frist" in spec.finding


def test_a_deadline_shortly_before_late_reports_stays_on_the_axis():
    as_of = date(2023, 6, 30)
    spec = progress_figure(reports(date(2023, 1, 31), as_of), make_view(as_of=as_of))
    assert spec.categories[0] == "2022-10-31"
    assert DEADLINE.isoformat() in spec.categories
    assert [line.at for line in spec.reference_lines] == [DEADLINE]


def test_the_deadline_is_a_line_with_name_and_day():
    line = progress_figure(three_months(), make_view()).reference_lines[0]
    assert (line.at, line.label) == (DEADLINE, "OZG-Frist 31.12.2022")


def test_after_the_deadline_the_finding_says_what_stood_on_that_day():
    spec = progress_figure(three_months(), make_view(), at_deadline=AT_DEADLINE)
    assert plain(spec.finding) == (
        "2 Partner zusammen: 12 von 150 Leistungen (8,0 %) haben mindestens Reifegrad 3; "
        "am 31.12.2022 (OZG-Frist, vor 31 Tagen) waren es 6 von 150 (4,0 %)."
    )


def test_after_the_deadline_without_knowledge_of_that_day_the_finding_gives_the_distance_only():
    spec = progress_figure(three_months(), make_view())
    assert plain(spec.finding).endswith("; OZG-Frist war am 31.12.2022, vor 31 Tagen.")


@pytest.mark.parametrize(
    ("as_of", "ending"),
    [
        (date(2022, 12, 1), "; bis 31.12.2022 (OZG-Frist) bleiben 30 Tage."),
        (date(2022, 12, 30), "; bis 31.12.2022 (OZG-Frist) bleibt ein Tag."),
        (date(2022, 12, 31), ", am Tag der Frist (OZG-Frist, 31.12.2022)."),
        (date(2023, 1, 1), "; OZG-Frist war am 31.12.2022, gestern."),
    ],
)
def test_the_finding_counts_the_days_to_and_from_the_deadline(as_of, ending):
    spec = progress_figure(over_time([("adam", as_of, True, 4, 100)]), make_view(as_of=as_of, partners=[ADAM]))
    assert plain(spec.finding) == f"Adamsburg: 4 von 100 Leistungen (4,0 %) haben mindestens Reifegrad 3{ending}"


@pytest.mark.parametrize(
    ("done", "total", "rule", "core"),
    [
        (0, 100, Rule.SERVICE_RG3, "Noch keine von 100 Leistungen hat mindestens Reifegrad 3"),
        (1, 100, Rule.SERVICE_RG3, "1 von 100 Leistungen (1,0 %) hat mindestens Reifegrad 3"),
        (100, 100, Rule.SERVICE_RG3, "Alle 100 Leistungen haben mindestens Reifegrad 3"),
        (1, 1, Rule.SERVICE_RG3, "Die einzige Leistung hat mindestens Reifegrad 3"),
        (0, 1, Rule.SERVICE_RG3, "Die einzige Leistung hat noch nicht Reifegrad 3"),
        (
            2,
            9,
            Rule.BUNDLE_RG2,
            "Bei 2 von 9 OZG-Leistungen (22,2 %) hat mindestens eine Leistung Reifegrad 2 oder mehr",
        ),
        (0, 9, Rule.BUNDLE_RG2, "Noch bei keiner von 9 OZG-Leistungen hat eine Leistung Reifegrad 2 oder mehr"),
        (9, 9, Rule.BUNDLE_ALL_RG3, "Bei allen 9 OZG-Leistungen haben alle Leistungen mindestens Reifegrad 3"),
    ],
)
def test_the_finding_names_the_threshold_of_the_rule(done, total, rule, core):
    view = make_view(as_of=JAN, partners=[ADAM], rule=rule)
    spec = progress_figure(over_time([("adam", JAN, True, done, total)]), view)
    assert plain(spec.finding).startswith(f"Adamsburg: {core};")


def test_the_finding_in_english():
    spec = progress_figure(three_months(), make_view(lang="en"), at_deadline=AT_DEADLINE)
    assert plain(spec.finding) == (
        "2 partners together: 12 of 150 services (8.0%) are at maturity level 3 or higher; "
        "on 31 December 2022 (OZG-Frist, 31 days ago) it was 6 of 150 (4.0%)."
    )


def test_without_any_row_the_figure_is_empty_and_says_so():
    spec = progress_figure(over_time([]), make_view())
    assert spec.empty
    assert spec.finding == spec.alt_text == "Für diese Auswahl ist keine Leistung zu zählen."
    assert spec.provenance.n_of_m == "keine Leistung gezählt"


def test_where_nothing_is_counted_there_is_no_share():
    spec = progress_figure(over_time([("adam", JAN, True, 0, 0)]), make_view(partners=[ADAM]))
    assert series(spec, "adam").values[-1] is None
    assert spec.finding == "Für diese Auswahl ist keine Leistung zu zählen."


def plan(*shares):
    days = (JAN, date(2023, 6, 30), date(2023, 12, 31))
    rows = [("adam", day, share) for day, share in zip(days, shares, strict=True)]
    return pd.DataFrame(rows, columns=["partner_id", "on_date", "share"])


def test_the_own_plan_of_one_partner_is_a_guide_from_the_stand_on():
    frame = over_time([("adam", JAN, True, 9, 100)])
    spec = progress_figure(frame, make_view(partners=[ADAM]), planned=plan(0.09, 0.4, 0.8))
    line = series(spec, "plan-adam")
    assert line.guide
    assert line.values[-3:] == (0.09, 0.4, 0.8)
    assert spec.categories[-1] == "2023-12-31"


def test_a_plan_in_which_nothing_changes_is_not_drawn():
    frame = over_time([("adam", JAN, True, 9, 100)])
    spec = progress_figure(frame, make_view(partners=[ADAM]), planned=plan(0.09, 0.09, 0.09))
    assert [item.key for item in spec.series] == ["adam", "target"]


def test_the_table_holds_the_exact_numbers_newest_first_and_no_number_for_a_gap():
    table = progress_figure(three_months(), make_view()).table
    assert [column.key for column in table.columns] == [
        *("partner", "day", "reported", "done", "total", "share"),
        *("not_responsible", "not_digitisable", "unknown"),
    ]
    assert table.rows[0] == ("Stadt Adamsburg", JAN, "ja", 9, 100, 0.09, 2, 1, 3)
    assert table.rows[3] == ("Landkreis Bertatal", DEC, "nein", None, None, None, None, None, None)
    assert len(table.rows) == 6


def test_the_alt_text_names_every_partners_last_value():
    words = plain(progress_figure(three_months(), make_view()).alt_text)
    assert "Adamsburg 9,0 % (9 von 100); LK Bertatal 6,0 % (3 von 50)" in words
    assert "November 2022 bis Januar 2023" in words


def silent(done: int, total: int, unknown: int, partner: str = "adam") -> pd.DataFrame:
    frame = over_time([(partner, JAN, True, done, total)])
    frame["unknown"] = unknown
    return frame


@pytest.mark.parametrize(
    ("lang", "rule", "start"),
    [
        ("de", Rule.SERVICE_RG3, "Adamsburg: Für 100 Leistungen ist noch kein Reifegrad gemeldet;"),
        ("de", Rule.BUNDLE_ALL_RG3, "Adamsburg: Für 100 OZG-Leistungen ist noch kein Reifegrad gemeldet;"),
        ("en", Rule.SERVICE_RG3, "Adamsburg: For 100 services no maturity level has been reported yet;"),
    ],
)
def test_where_nothing_is_known_the_finding_does_not_say_that_none_is_done(lang, rule, start):
    spec = progress_figure(silent(0, 100, 100), make_view(partners=[ADAM], lang=lang, rule=rule))
    assert plain(spec.finding).startswith(start)


def test_a_day_of_which_nothing_is_known_is_not_zero():
    then = pd.DataFrame([counts(0, 100, partner_id="adam", unknown=100)])
    spec = progress_figure(three_months(), make_view(), at_deadline=then)
    assert plain(spec.finding).endswith("; OZG-Frist war am 31.12.2022, vor 31 Tagen.")


def test_partners_of_whom_nothing_is_known_are_named():
    frame = pd.concat([silent(9, 100, 3), silent(0, 50, 50, "berta")])
    spec = progress_figure(frame, make_view())
    assert plain(spec.finding).endswith("Noch kein Reifegrad gemeldet: LK Bertatal.")
    assert plain(spec.provenance.n_of_m) == "insgesamt 9 von 150 (6,0 %), davon 53 unbekannt"
