"""Figures of a large cooperation: chosen partners against the distribution of all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pandas as pd
import pytest
from crowd_frames import (
    LARGE,
    PARTNERS,
    distribution_frame,
    large_view,
    months_of,
    quarters_frame,
    ranking_frame,
    rules_frame,
    topics_frame,
)
from figure_frames import ADAM, BERTA, DEC, JAN, NOV, counts, make_view, maturity_frame

from ozgdash.figures import crowd, wording
from ozgdash.figures.frames import Count
from ozgdash.figures.matrix_crowd import matrix_crowd_figure, rules_crowd_figure
from ozgdash.figures.maturity_crowd import maturity_crowd_figure
from ozgdash.figures.progress_crowd import progress_crowd_figure
from ozgdash.figures.ranking import ENDS, Listed
from ozgdash.figures.ranking import ranking_figure as figure_of
from ozgdash.figures.topics import topics_figure
from ozgdash.model import many
from ozgdash.model.chart import ChartSpec, Kind
from ozgdash.model.cooperation import Deadline
from ozgdash.model.filters import View


def plain(sentence: str) -> str:
    return sentence.replace("\u00a0", " ")


def progress(view: View, *chosen: str, silent: int = 1) -> ChartSpec:
    return progress_crowd_figure(distribution_frame(), ranking_frame(silent), months_of(*chosen), view)


def ranking_figure(frame: pd.DataFrame, view: View) -> ChartSpec:
    return figure_of(Listed.of(frame, view), view)


def series(spec: ChartSpec, key: str):
    return next(item for item in spec.series if item.key == key)


def test_up_to_eight_partners_are_told_apart_and_there_is_no_crowd():
    view = make_view(partners=PARTNERS[: many.SEVERAL])
    assert (many.told_apart(view), many.crowd(view)) == (view.partners, None)


def test_of_many_partners_the_chosen_ones_are_told_apart_while_they_are_few():
    assert many.told_apart(large_view()) == ()
    assert many.told_apart(large_view("p01", "p03")) == (PARTNERS[1], PARTNERS[3])
    assert many.told_apart(large_view(*(p.id for p in PARTNERS[:9]))) == ()


def test_the_crowd_is_everybody_unless_many_are_chosen():
    nine = tuple(p.id for p in PARTNERS[:9])
    assert many.crowd(large_view("p01")).filters.partners == ()
    assert many.crowd(large_view(*nine)).filters.partners == nine
    assert crowd.everyone(large_view("p01")) == "alle 30 Partner"
    assert crowd.everyone(large_view(*nine)) == "9 gewählte Partner"


def test_chosen_partners_that_have_not_joined_yet_do_not_bring_up_the_numbers_of_all():
    view = large_view("p01")
    late = replace(PARTNERS[1], joined_on=view.filters.as_of + timedelta(days=1))
    asked = replace(view, cooperation=replace(view.cooperation, partners=(PARTNERS[0], late, *PARTNERS[2:])))
    assert asked.partners == ()
    assert many.crowd(asked) is asked


def test_the_title_of_a_distribution_says_whose_it_is():
    assert progress(large_view()).title == "Fortschritt: Verteilung aller Partner"
    nine = large_view(*(item.id for item in PARTNERS[:9]))
    assert progress(nine).title == "Fortschritt: Verteilung der gewählten Partner"


def test_the_distribution_is_a_band_with_median_and_best_tenth():
    spec = progress(large_view())
    assert (spec.name, spec.kind) == ("progress", Kind.LINE)
    at = [spec.categories.index(day.isoformat()) for day in (NOV, DEC, JAN)]
    (band,) = spec.bands
    assert [band.low[i] for i in at] == [None, 0.1, 0.15]
    assert [band.high[i] for i in at] == [None, 0.3, 0.35]
    assert [series(spec, "median").values[i] for i in at] == [None, 0.2, 0.312]
    assert series(spec, "best").values[at[-1]] == 0.52
    assert series(spec, "median").labels[at[-1]] == "29 Partner"
    assert [item.key for item in spec.series] == ["median", "best", "target"]


def test_where_the_axis_goes_on_the_band_ends_upright():
    view = large_view(deadline=Deadline("rat", "Ratsziel", JAN + timedelta(days=900)))
    spec = progress(view)
    (band,) = spec.bands
    day_after = spec.categories.index((JAN + timedelta(days=1)).isoformat())
    assert band.low[day_after - 1 : day_after + 1] == (0.15, None)
    assert spec.categories.index((NOV - timedelta(days=1)).isoformat()) == spec.categories.index(NOV.isoformat()) - 1


def test_chosen_partners_are_lines_in_colours_that_differ_before_a_grey_distribution():
    spec = progress(large_view("p01", "p09"), "p01", "p09")
    assert [item.key for item in spec.series] == ["p01", "p09", "median", "best", "target"]
    colours = [item.colour for item in spec.series[:3]]
    assert len(set(colours)) == 3
    assert spec.bands[0].colour == colours[2]


def test_the_finding_says_median_best_tenth_and_the_rank_of_the_chosen_one():
    spec = progress(large_view("p03"), "p03")
    assert plain(spec.finding) == (
        "Ort 03: 29 von 100 Leistungen (29,0 %) haben mindestens Reifegrad 3; OZG-Frist war am 31.12.2022, vor 31 Tagen. "
        "Im Median stehen die 29 Partner bei 31,2 %, das beste Zehntel bei mindestens 52,0 %; "
        "Ort 03 liegt mit 27,0 % auf Rang 4."
    )
    assert spec.finding in spec.alt_text


def test_whoever_shares_a_rank_is_told_so_and_two_are_told_in_order():
    sentence = crowd.sentence(crowd.Marks(29, 0.1, 0.2, 0.3, 0.4), ranking_frame(), large_view("p02", "p00"))
    assert plain(sentence).endswith(
        "; Ort 00 liegt mit 30,0 % auf Rang 1 und Ort 02 mit 29,0 % auf Rang 2 (wie ein weiterer Partner)."
    )


def test_of_more_than_three_chosen_ones_the_first_and_the_last_are_told():
    view = large_view("p00", "p05", "p07", "p11", lang="en")
    sentence = crowd.sentence(crowd.Marks(29, 0.1, 0.2, 0.3, 0.4), ranking_frame(), view)
    assert sentence.endswith("; of the 4 chosen ones Ort 00 is furthest (rank 1), Ort 11 least far (rank 12).")


def test_without_any_report_there_is_no_distribution_to_speak_of():
    assert crowd.sentence(crowd.Marks(0), ranking_frame(), large_view()) == ""
    spec = progress_crowd_figure(distribution_frame().iloc[:1], ranking_frame(LARGE), months_of(), large_view())
    assert spec.empty
    assert not spec.bands


def test_the_table_has_the_distribution_of_each_day_and_the_counts_of_the_chosen():
    spec = progress(large_view("p03"), "p03")
    headers = [column.header for column in spec.table.columns]
    newest, chosen = (dict(zip(headers, row, strict=True)) for row in spec.table.rows[:2])
    assert (newest["Partner"], newest["Stand"], newest["Erreicht"]) == ("alle 30 Partner", JAN, 900)
    assert [newest[name] for name in headers[-5:]] == [29, 0.15, 0.312, 0.35, 0.52]
    assert (chosen["Partner"], chosen["Erreicht"], chosen["Median"]) == ("Stadt 03", 29, None)
    assert len(spec.table.rows) == 6


def test_the_day_of_the_deadline_is_said_of_all_together():
    spec = progress_crowd_figure(
        distribution_frame(), ranking_frame(), months_of(), large_view(), at_deadline=Count(500, 3000)
    )
    assert "; am 31.12.2022 (OZG-Frist, vor 31 Tagen) waren es 500 von 3.000 (16,7 %)." in plain(spec.finding)


def test_the_ranking_lists_everybody_and_in_brief_the_first_the_last_and_those_between_in_a_line():
    spec = ranking_figure(ranking_frame(), large_view())
    assert len(spec.table.rows) == LARGE
    assert spec.table.rows[0] == (1, "Stadt 00", 0.3, 30, 100, 5)
    assert spec.table.rows[-1] == (None, "Stadt 29", None, None, 100, None)
    assert len(spec.brief) == 2 * ENDS + 1
    assert spec.brief[ENDS][1:3] == ("10 weitere, im Median", pytest.approx(0.155))
    assert [row[1] for row in spec.brief[ENDS + 1 :]] == [f"Stadt {n:02}" for n in range(20, 30)]


def test_a_chosen_partner_stands_in_the_brief_ranking_too():
    names = [row[1] for row in ranking_figure(ranking_frame(), large_view("p15")).brief]
    assert names[ENDS : ENDS + 3] == ["5 weitere, im Median", "Stadt 15", "4 weitere, im Median"]


def test_a_short_ranking_is_shown_whole():
    rows = ranking_frame().iloc[: 2 * ENDS + 1]
    assert ranking_figure(rows, large_view()).brief == ()


def test_the_ranking_says_who_leads_who_comes_last_and_how_many_are_silent():
    assert plain(ranking_figure(ranking_frame(), large_view()).finding) == (
        "Vorn liegt Ort 00 mit 30,0 %, zuletzt Ort 28 mit 2,0 %. "
        "Ein Partner hat noch keinen Reifegrad gemeldet und steht ohne Rang am Ende."
    )


def test_a_single_partner_that_reported_is_no_distribution():
    view, ranking = large_view(), ranking_frame(silent=LARGE - 1)
    said = crowd.sentence(crowd.Marks(1, 0.3, 0.3, 0.3, 0.3), ranking, view)
    assert said == "Einen Reifegrad hat bisher erst ein Partner gemeldet."
    assert plain(ranking_figure(ranking, view).finding).startswith("Ein Partner steht bei 30,0 %. 29 Partner haben")


def test_where_all_are_alike_nobody_leads():
    rows = ranking_frame(0).assign(rank=1, share=0.5)
    assert plain(ranking_figure(rows, large_view()).finding) == "Alle 30 Partner stehen bei 50,0 %."


def test_many_who_share_the_first_rank_are_not_all_named():
    rows = ranking_frame(0)
    rows.loc[:19, ["rank", "share"]] = [1, 0.5]
    finding = ranking_figure(rows, large_view()).finding
    assert plain(finding).startswith("Vorn liegen Ort 00, Ort 01, Ort 02 und 17 weitere mit 50,0 %")


def test_levels_of_a_crowd_are_means_of_all_and_of_quarters():
    spec = maturity_crowd_figure(quarters_frame(), months_of(), large_view())
    assert spec.categories == (
        "alle 30 im Mittel", "oberstes Viertel im Mittel", "mittlere Hälfte im Mittel", "unterstes Viertel im Mittel",
    )  # fmt: skip
    level_3 = series(spec, "1.1-3")
    assert level_3.values == (pytest.approx(610 / 30), 50, 15, 0)
    assert level_3.labels == ("20", "50", "15", "")
    assert plain(spec.category_labels[1]) == "50,0 % ab Reifegrad 3"
    assert plain(spec.finding).startswith("30 Partner zusammen: 610 von 3.000 Leistungen (20,3 %)")
    assert [row[4:] for row in spec.table.rows if row[0] == "oberstes Viertel im Mittel" and row[2] == 3] == [
        (400, 8, 50)
    ]


def test_chosen_partners_stand_above_the_means_with_their_own_numbers():
    frame = maturity_frame().replace({"adam": "p01", "berta": "p02"})
    spec = maturity_crowd_figure(quarters_frame(), frame, large_view("p01", "p02"))
    assert spec.categories[:3] == ("Ort 01", "Ort 02", "alle 30 im Mittel")
    assert series(spec, "1.1-3").values[:2] == (20, 0)
    assert plain(spec.finding).startswith("2 Partner zusammen: 27 von 80 Leistungen")


def test_of_three_partners_that_reported_there_are_no_quarters():
    few = quarters_frame().iloc[:2].assign(partners=3)
    assert maturity_crowd_figure(few, months_of(), large_view()).categories == ("alle 3 im Mittel",)


def test_themenfelder_of_a_crowd_have_the_median_below_and_all_marks_in_the_table():
    spec = topics_figure(topics_frame(), large_view(), distribution=topics_frame())
    assert spec.categories == ("Umwelt", "Bildung")
    assert [item.name for item in spec.series] == ["alle", "Median"]
    assert spec.series[1].values == (0.5, 0.2)
    assert [column.header for column in spec.table.columns][-5:] == [
        "Partner mit Meldung", "Unteres Quartil", "Median", "Oberes Quartil", "Bestes Zehntel ab",
    ]  # fmt: skip
    assert spec.table.rows[0][-5:] == (28, 0.2, 0.5, 0.6, 0.7)


def test_the_bars_of_a_chosen_partner_bear_its_name():
    own = pd.DataFrame([counts(3, 4, topic="Bildung")])
    spec = topics_figure(own, large_view("p03"), distribution=topics_frame())
    assert [item.name for item in spec.series] == ["Ort 03", "Median"]
    assert spec.series[1].values == (0.2,)


def test_the_matrix_of_a_crowd_has_marks_as_columns_and_the_chosen_ones_before_them():
    own = pd.DataFrame([counts(3, 4, topic="Bildung", partner_id="p03")])
    spec = matrix_crowd_figure(topics_frame(), own, large_view("p03"))
    assert [item.name for item in spec.series] == [
        "Ort 03", "Unteres Quartil", "Median", "Oberes Quartil", "Bestes Zehntel ab",
    ]  # fmt: skip
    assert [plain(item.label(0)) for item in spec.series] == [
        "75,0 % (3 von 4)",
        "10,0 %",
        "20,0 %",
        "30,0 %",
        "40,0 %",
    ]
    assert series(spec, "median").label(1) == "nichts gezählt"
    assert plain(spec.finding) == (
        "Im Median am weitesten ist Umwelt mit 50,0 %, am wenigsten weit Bildung mit 20,0 %."
    )
    assert len(spec.table.rows) == 4
    assert [item.key for item in matrix_crowd_figure(topics_frame(), months_of(), large_view()).series] == [
        *crowd.MARKS
    ]


def test_topics_without_any_report_are_not_said_to_have_nothing_to_count():
    silent = topics_frame().assign(median=None, done=0, unknown=1000)
    finding = matrix_crowd_figure(silent, pd.DataFrame(), large_view()).finding
    assert finding == "In keinem Themenfeld ist bisher ein Reifegrad gemeldet."


def test_the_rules_of_a_crowd_have_all_together_and_the_marks_as_rows():
    spec = rules_crowd_figure(rules_frame(), months_of(), large_view())
    assert spec.categories == (
        "alle 30 Partner", "unteres Quartil", "Median", "oberes Quartil", "bestes Zehntel ab",
    )  # fmt: skip
    assert [item.values[2] for item in spec.series] == [0.312, 0.5, 0.5]
    assert plain(spec.series[0].label(0)) == "30,0 % (900 von 3.000)"
    assert plain(spec.finding).startswith("30 Partner zusammen: Dieselben Daten ergeben je nach Zählweise 30,0 %")


def test_a_sentence_names_eight_partners_and_of_more_the_first_three():
    names = [partner.short_name for partner in PARTNERS]
    assert wording.few(names[:8], "de").endswith("Ort 06 und Ort 07")
    assert wording.few(names[:9], "de") == "Ort 00, Ort 01, Ort 02 und 6 weitere"
    assert wording.few(names, "en") == "Ort 00, Ort 01, Ort 02 and 27 more"
    many_chosen = large_view(*(partner.id for partner in PARTNERS[:12]))
    assert "Partner Ort 00, Ort 01, Ort 02 und 9 weitere" in wording.filter_sentence(many_chosen)
    silent = {partner: Count(0, 9, 9) for partner in PARTNERS[:20]} | {PARTNERS[25]: Count(1, 9)}
    assert wording.with_silent("So.", silent, large_view()).endswith("Ort 00, Ort 01, Ort 02 und 17 weitere.")


def test_a_cooperation_of_a_few_keeps_its_colours():
    view = make_view()
    assert set(crowd.colours(view)) == {ADAM.id, BERTA.id}
    one = replace(view, filters=replace(view.filters, partners=(BERTA.id,)))
    assert crowd.colours(one)[BERTA.id] == crowd.colours(view)[BERTA.id]


def test_a_ranking_of_nobody_is_empty_and_says_so():
    nobody = ranking_frame().iloc[:0]
    spec = ranking_figure(nobody, large_view())
    assert spec.empty
    assert spec.finding == "Für diese Auswahl ist keine Leistung zu zählen."
