"""Figures of many partners: counts, ends and first rows in place of a line, a column or a bar for each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from crowd_frames import LARGE, PARTNERS, large_view
from figure_frames import ADAM, BERTA, make_view

from ozgdash.figures.backtest import SAMPLED, sample
from ozgdash.figures.common_ground import procurement_windows_figure
from ozgdash.figures.components_crowd import components_crowd_figure
from ozgdash.figures.departments_crowd import LARGEST, departments_crowd_figure
from ozgdash.figures.ends import ENDS, ends
from ozgdash.figures.opportunities import opportunities_figure
from ozgdash.figures.opportunity_counts import opportunity_counts_figure
from ozgdash.figures.outlook_crowd import completion_crowd_figure, day_of_part, pace_crowd_figure
from ozgdash.figures.outlook_spread import outlook_spread_figure
from ozgdash.figures.service_levels import service_levels_figure
from ozgdash.figures.service_levels_history import partners_by_day
from ozgdash.figures.waterfall import waterfall_figure
from ozgdash.figures.what_if import what_if_figure
from ozgdash.figures.work_lists import late_figure
from ozgdash.model.chart import Kind, Table
from ozgdash.model.listing import IN_FILES, LISTED, are_many, most
from ozgdash.model.many import SEVERAL
from ozgdash.model.prospect import Prospect

STAND = date(2023, 1, 31)


def plain(sentence: str) -> str:
    return sentence.replace("\u00a0", " ")


def test_lists_of_few_partners_and_those_of_files_are_whole():
    few, many = make_view(partners=PARTNERS[:SEVERAL]), large_view()
    assert (are_many(few), most(few)) == (False, None)
    assert (are_many(many), most(many)) == (True, LISTED)
    assert most(replace(many, whole=True)) == IN_FILES
    assert most(replace(few, whole=True)) is None


def test_a_table_knows_how_many_rows_there_are_where_it_is_cut():
    assert Table((), ((), ()), of=7).total == 7
    assert Table((), ((), ()), of=2) == Table((), ((), ()))
    assert Table((), ((), ())).total == 2


def completions(*facts: tuple[str, Prospect, date | None]) -> pd.DataFrame:
    usual = {
        **{"done": 20, "total": 100, "unknown": 0, "goal": 100, "remaining": 80, "reported_on": STAND},
        **{"known_months": 24, "pace_6": 1.0, "pace_12": 1.0, "pace_24": 1.0, "total_change": 0, "needed": 2.0},
    }
    rows = [{**usual, "partner_id": key, "prospect": prospect, "expected_on": day} for key, prospect, day in facts]
    return pd.DataFrame(rows).astype(object)


def ten_partners() -> pd.DataFrame:
    """One is done, six are in 2025 to 2030, one never, one needs too long, one has reported nothing."""
    days = [date(2025, 3, 31), date(2026, 3, 31), date(2027, 3, 31), date(2028, 3, 31), date(2029, 3, 31)]
    facts = [("p00", Prospect.DONE, None)]
    facts += [(f"p0{n}", Prospect.EXPECTED, day) for n, day in enumerate([*days, date(2030, 3, 31)], start=1)]
    facts += [("p07", Prospect.NEVER, None), ("p08", Prospect.BEYOND, None), ("p09", Prospect.UNREPORTED, None)]
    return completions(*facts)


def test_a_part_is_done_on_the_first_day_by_which_so_many_are():
    rows = ten_partners().head(9).to_dict("records")
    # Nine voices: the first is done, the ninth part of ten per cent is the first one, half of nine are five.
    assert day_of_part(rows, 0.1, STAND) == STAND
    assert day_of_part(rows, 0.25, STAND) == date(2026, 3, 31)
    assert day_of_part(rows, 0.5, STAND) == date(2028, 3, 31)
    assert day_of_part(rows, 0.75, STAND) == date(2030, 3, 31)
    assert day_of_part(rows, 0.8, STAND) is None


def test_the_completion_of_many_is_a_bar_of_partners_for_each_span_of_years():
    spec = completion_crowd_figure(ten_partners(), large_view(as_of=STAND))
    assert plain(spec.finding) == (
        "Bei dem Tempo der letzten 12 Monate fertig: von 9 Partnern das erste Zehntel schon heute, ein Viertel bis März"
        " 2026, die Hälfte bis März 2028, drei Viertel bis März 2030. Ein Partner braucht länger als 50 Jahre. Einer wird"
        " bei diesem Tempo nie fertig. Ein Partner hat noch keinen Reifegrad gemeldet."
    )
    assert spec.kind is Kind.BAR
    assert dict(zip(spec.categories, spec.series[0].values, strict=True)) == {
        **{"am Ziel": 1.0, "2025": 1.0, "2026": 1.0, "2027": 1.0, "2028": 1.0, "2029": 1.0, "2030": 1.0},
        **{"in mehr als 50 Jahren": 1.0, "nie bei diesem Tempo": 1.0, "nichts gemeldet": 1.0},
    }
    assert sum(spec.series[0].values) == 10
    assert [row[0] for row in spec.table.rows[:2]] == ["Stadt 00", "Stadt 01"]


def test_how_many_are_fast_enough_is_told_by_what_they_would_need():
    rows = ten_partners()
    rows["pace_12"] = [0.5, 2.0, 1.0, 0.5, 0.1, 0.0, -1.0, None, 1.9, 4.0]
    spec = pace_crowd_figure(rows.assign(remaining=[0] + [80] * 9), large_view(as_of=STAND))
    # Needed are 2.0: p00 has nothing left, p01 and p09 are fast; p02 and p08 need up to twice, p03 four times as much,
    # p04 twenty times; p05 and p06 do not move, of p07 no pace is known.
    assert dict(zip(spec.categories, spec.series[0].values, strict=True)) == {
        **{"schnell genug": 3.0, "bis zum 2-Fachen": 2.0, "bis zum 5-Fachen": 1.0, "mehr als das 5-Fache": 1.0},
        **{"kein Fortschritt": 2.0, "Tempo nicht bekannt": 1.0},
    }
    assert "3 von 10" in plain(spec.finding)
    assert spec.finding.endswith("Ein Partner hat noch keinen Reifegrad gemeldet.")


def test_where_no_pace_is_known_nobody_is_said_to_stand_still_or_to_be_too_slow():
    view, short = large_view(as_of=STAND), completions(*((f"p{n:02}", Prospect.TOO_LITTLE, None) for n in range(9)))
    marks = {"partners": 9, "lower": 0.1, "median": 0.2, "upper": 0.3, "best": 0.4}
    days = pd.DataFrame([{"on_date": day, "expected": day > STAND, **marks} for day in (STAND, date(2023, 2, 28))])
    said = "Bei 9 Partnern ist der Verlauf zu kurz für ein Tempo."
    ahead = outlook_spread_figure(days.astype(object), short, view)
    assert ahead.finding == f"Für keinen Partner lässt sich der Fortschritt fortsetzen. {said}"
    assert ahead.categories == (STAND.isoformat(),)
    assert pace_crowd_figure(short, view).finding == said


def test_only_the_rest_between_the_ends_stands_together():
    assert ends(range(2 * ENDS + 1), sum) == list(range(2 * ENDS + 1))
    found = ends(range(30), sum)
    assert found == [*range(10), sum(range(10, 20)), *range(20, 30)]


def test_a_list_of_many_partners_says_how_many_there_are():
    late = {
        **{"planned_on": date(2022, 1, 31), "days": 365, "department": "Amt", "service_id": "s", "leika_key": None},
        **{"name": "Antrag", "ozg_id": "1", "topic": "Bauen", "maturity": 1, "maturity_model": "1.1"},
        **{"stage": None, "obstacle": None},
    }
    rows = pd.DataFrame([{"partner_id": PARTNERS[n % LARGE].id, **late} for n in range(LISTED)]).astype(object)
    work = {"counted": 900, "open": 800, "due": 0, "late": 700, "planned_later": 0, "unplanned": 0, "obstructed": 0}
    spec = late_figure(rows, pd.DataFrame([{"partner_id": "p00", **work}]), large_view())
    assert (len(spec.table.rows), spec.table.total) == (LISTED, 700)
    assert plain(spec.finding).startswith("30 Partner zusammen: 700 von 800 offenen Leistungen")


def levels(*rows: tuple[str, str, int | None, int]) -> pd.DataFrame:
    usual = {"leika_key": "99", "name": "Antrag", "ozg_id": "10001", "ozg_name": "Bündel", "topic": "Bauen"}
    return pd.DataFrame(
        [
            {
                **usual,
                **{"service_id": key, "standing": standing, "maturity": level, "partners": partners},
                "maturity_model": None if level is None else "1.1",
            }
            for key, standing, level, partners in rows
        ]
    ).astype(object)


def test_services_of_many_partners_have_counts_in_place_of_columns():
    frame = levels(
        ("a", "counted", 4, 3), ("a", "counted", 2, 5), ("a", "counted", None, 2), ("a", "not_responsible", None, 20),
        ("b", "counted", 3, 4), ("b", "not_digitisable", None, 1),
    )  # fmt: skip
    spec = service_levels_figure(frame, large_view())
    assert [column.header.replace("\u00a0", " ") for column in spec.table.columns[5:]] == [
        "Ab RG 3", "Zuständig", "Anteil", "RG 4", "RG 3", "RG 2", "Unbekannt", "Nicht zuständig",
        "Nicht digitalisierbar",
    ]  # fmt: skip
    assert [row[5:] for row in spec.table.rows] == [
        (3, 10, 0.3, 3, 0, 5, 2, 20, 0),
        (4, 4, 1.0, 0, 4, 0, 0, 0, 1),
    ]
    # Of the shares 30 and 100 per cent the median is 65.
    assert plain(spec.finding) == (
        "Die Hälfte der 2 Leistungen ist bei höchstens 65,0 % der zuständigen Partner ab Reifegrad 3; am weitesten verbreitet"
        " ist „Antrag“: 4 von 4 (100,0 %)."
    )


def test_the_history_of_a_service_at_many_partners_counts_them_day_by_day():
    def row(day: int, partner: str, level: int | None) -> dict:
        state = {"standing": "counted", "maturity": level, "maturity_model": "1.1"}
        return {"on_date": date(2023, 1, day), "partner_id": partner, **state}

    changes = [row(1, "a", None), row(1, "b", 2), row(9, "a", 3), row(20, "b", 3)]
    found = [(day.day, partners.levels, partners.unknown) for day, partners in partners_by_day(changes)]
    assert found == [(20, {("1.1", 3): 2}, 0), (9, {("1.1", 2): 1, ("1.1", 3): 1}, 0), (1, {("1.1", 2): 1}, 1)]


def test_the_changes_of_many_partners_are_one_waterfall():
    step = {
        **{"done_before": 10, "total_before": 100, "unknown_before": 0, "online": 3, "fallen_back": 1},
        **{"in_scope_done": 0, "out_of_scope_done": 0, "in_scope": 0, "out_of_scope": 0, "slipped": 0},
        **{"done": 12, "total": 100, "unknown": 0},
    }
    frame = pd.DataFrame([{"partner_id": partner.id, **step} for partner in PARTNERS]).astype(object)
    spec = waterfall_figure(frame, large_view())
    assert spec.kind is Kind.WATERFALL
    assert [plain(label) for label in spec.category_labels] == [
        "300 von 3.000 (10,0 %)", "+90", "\u221230", "360 von 3.000 (12,0 %)",
    ]  # fmt: skip
    few = waterfall_figure(frame.head(2), make_view(partners=PARTNERS[:2]))
    assert few.kind is Kind.STACKED_BAR


def test_what_if_shows_who_gains_most_and_least_and_the_others_together():
    rows = [
        {"partner_id": partner.id, "done": 10, "total": 100, "unknown": 0, "gain": n}
        for n, partner in enumerate(PARTNERS)
    ]
    spec = what_if_figure(pd.DataFrame(rows).astype(object), large_view())
    assert len(spec.categories) == 2 * ENDS + 1
    assert (spec.categories[0], spec.categories[ENDS], spec.categories[-1]) == (
        "Ort 29",
        "10 weitere zusammen",
        "Ort 00",
    )
    # Those between gain 10 to 19: 100 + 145 of 1,000.
    assert spec.series[1].values[ENDS] == pytest.approx(0.245)
    assert (len(spec.table.rows), spec.table.total) == (LARGE, LARGE)


def test_opportunities_of_many_partners_say_how_many_and_who_comes_first():
    row = {
        **{"service_id": "s", "leika_key": None, "name": "Antrag", "ozg_id": "1", "topic": "Bauen", "addressee": None},
        **{"givers": 12, "first_givers": ["p01", "p02", "p03"], "since": STAND, "first_takers": ["p04", "p05"]},
        **{"gain": 2, "unknown": 0, "efa": False, "same_software": 0, "other_software": 0, "products": None},
    }
    progress = [{"partner_id": "p00", "done": 1, "total": 9, "unknown": 0, "gain": 2}]
    spec = opportunities_figure(pd.DataFrame([row]), pd.DataFrame(progress), large_view())
    assert spec.table.rows[0][1] == "Ort 04, Ort 05"
    assert spec.table.rows[0][3] == "12 Partner (Ort 01, Ort 02, Ort 03, …)"


def test_who_gives_and_takes_most_stand_beside_each_other():
    rows = [
        ("p05", "p01", 9, 40, 0, 30, 90), ("p05", "p02", 7, 40, 0, 30, 95), ("p06", "p01", 8, 50, 0, 20, 90),
        ("p06", "p02", 2, 50, 0, 20, 95),
    ]  # fmt: skip
    columns = ["taker_id", "giver_id", "services", "missing", "unknown", "gain", "gives"]
    spec = opportunity_counts_figure(pd.DataFrame(rows, columns=columns), large_view())
    assert [series.key for series in spec.series] == ["p02", "p01"]
    assert plain(spec.finding) == (
        "Am meisten geben kann Ort 02: 95-mal fehlt einem Partner eine Leistung, die dort läuft. Am meisten übernehmen"
        " kann Ort 05: 30 von 40 fehlenden."
    )


def test_components_of_many_partners_are_counted_with_their_products():
    row = {
        **{"area": "specialist", "name": "Einwohnerwesen", "partners": 25, "products": 4},
        **{"most_used": ["Alpha", "Beta"], "used_by": [12, 9], "providers": 3, "next_end": STAND},
        **{"components": 80, "listed": 28},
    }
    spec = components_crowd_figure(pd.DataFrame([row]), large_view())
    assert spec.table.rows == (("Fachverfahren", "Einwohnerwesen", 25, 4, "Alpha (12), Beta (9)", 3, STAND),)
    assert spec.table.total == 80


def test_components_are_said_to_be_of_all_partners_whoever_is_chosen():
    row = {
        **{"area": "specialist", "name": "Einwohnerwesen", "partners": 25, "products": 4, "most_used": None},
        **{"used_by": None, "providers": 3, "next_end": STAND, "components": 80, "listed": 28},
    }
    spec = components_crowd_figure(pd.DataFrame([row]), large_view(*(item.id for item in PARTNERS[:9])))
    assert spec.finding.startswith("80 Komponenten nennen 28 von 30 Partnern;")


def test_a_window_of_many_contracts_names_those_that_end_first():
    ends_of = ", ".join(f"p{n:02}=2024-{12 - n:02}-28" for n in range(9))
    row = {
        **{"area": "specialist", "name": "Einwohnerwesen", "first_end": date(2024, 4, 28), "last_end": STAND},
        **{"partner_count": 9, "ends": ends_of, "product_count": 1, "products_known": True, "products": "Alpha"},
    }
    spec = procurement_windows_figure(pd.DataFrame([row]), large_view())
    assert spec.table.rows[0][2] == "9 Verträge, zuerst Ort 08 28.04.2024, Ort 07 28.05.2024, Ort 06 28.06.2024"


def test_departments_of_one_name_stand_together_and_small_ones_at_the_end():
    rows = [
        {
            "department": f"Amt {n}",
            "done": n,
            "total": 100 - n,
            "unknown": 0,
            "not_responsible": 0,
            "not_digitisable": 0,
        }
        for n in range(20)
    ]
    spec = departments_crowd_figure(pd.DataFrame(rows).astype(object), large_view())
    assert len(spec.categories) == LARGEST + 1
    assert (spec.categories[0], spec.categories[-1]) == ("Amt 9", "10 weitere Fachbereiche")
    assert spec.series[0].values[-1] == pytest.approx(sum(range(10, 20)) / sum(range(81, 91)))
    assert plain(spec.finding) == (
        "30 Partner zusammen: Von den größten Fachbereichen (insgesamt 20) ist am weitesten Amt 9: 9,9 % (9 von 91), am"
        " wenigsten weit Amt 0: 0,0 % (0 von 100)."
    )
    silent = pd.DataFrame([{**row, "done": 0, "unknown": row["total"]} for row in rows]).astype(object)
    unreported = departments_crowd_figure(silent, large_view()).finding
    assert unreported == "30 Partner zusammen: In keinem Fachbereich ist bisher ein Reifegrad gemeldet."


def test_the_sample_of_the_backtest_is_the_same_every_time_and_lies_evenly():
    assert [partner.id for partner in sample(large_view())] == ["p00", "p05", "p10", "p15", "p20", "p25"]
    assert len(sample(large_view())) == SAMPLED


def test_few_partners_keep_their_own_bars():
    rows = [{"partner_id": key.id, "done": 1, "total": 9, "unknown": 0, "gain": 2} for key in (ADAM, BERTA)]
    assert what_if_figure(pd.DataFrame(rows), make_view()).categories == ("Adamsburg", "LK Bertatal")
