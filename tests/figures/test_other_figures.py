from dataclasses import replace

import pandas as pd
from figure_frames import (
    ADAM,
    all_specs,
    counts,
    make_view,
    matrix_frame,
    maturity_frame,
    rules_frame,
    topics_frame,
)

from ozgdash.figures.matrix import matrix_figure, rules_figure
from ozgdash.figures.maturity import maturity_figure
from ozgdash.figures.topics import topics_figure
from ozgdash.model.chart import Kind
from ozgdash.model.filters import Rule
from ozgdash.texts import LANGS

NAMES = {("1.1", 1): "Information", ("1.1", 3): "Online-Leistung"}


def plain(sentence: str) -> str:
    return sentence.replace("\u00a0", " ")


def test_maturity_has_a_segment_per_level_with_what_is_done_first_and_unknown_last():
    spec = maturity_figure(maturity_frame(), make_view(), level_names=NAMES)
    assert spec.kind is Kind.STACKED_BAR
    assert [plain(item.name) for item in spec.series] == [
        *("4", "3 Online-Leistung", "5 (Modell 2.0)", "2", "1 Information", "0", "unbekannt"),
    ]
    assert {item.key: item.values for item in spec.series}["1.1-1"] == (40.0, 0.0)
    assert {item.key: item.labels for item in spec.series}["1.1-1"] == ("40", "")


def test_an_unknown_level_and_another_model_are_hatched():
    hatched = {item.key for item in maturity_figure(maturity_frame(), make_view()).series if item.hatched}
    assert hatched == {"2.0-5", "unknown"}


def test_maturity_says_how_many_reached_level_three_whatever_the_rule():
    for rule in (Rule.SERVICE_RG3, Rule.BUNDLE_RG2):
        spec = maturity_figure(maturity_frame(), make_view(rule=rule), level_names=NAMES)
        assert plain(spec.finding) == (
            "2 Partner zusammen: 27 von 80 Leistungen (33,8 %) haben mindestens Reifegrad 3; "
            "am häufigsten ist Reifegrad 1 (Information) mit 40."
        )
        assert plain(spec.provenance.n_of_m) == "insgesamt 27 von 80 (33,8 %), davon 3 unbekannt"
        assert spec.provenance.rule == "Zählweise: einzelne Leistungen nach Reifegrad"
        assert [plain(label) for label in spec.category_labels] == [
            "20 von 63 ab Reifegrad 3",
            "7 von 17 ab Reifegrad 3",
        ]


def test_maturity_without_a_known_level_says_so():
    frame = pd.DataFrame([("adam", None, None, 12)], columns=["partner_id", "maturity_model", "maturity", "services"])
    spec = maturity_figure(frame, make_view(partners=[ADAM]))
    assert spec.finding == "Adamsburg: Von 12 Leistungen ist noch kein Reifegrad bekannt."
    assert [item.key for item in spec.series] == ["unknown"]


def test_the_maturity_table_has_a_row_per_partner_and_level():
    rows = maturity_figure(maturity_frame(), make_view(), level_names=NAMES).table.rows
    assert ("Stadt Adamsburg", "1.1", 3, "Online-Leistung", 20) in rows
    assert ("Stadt Adamsburg", None, None, "unbekannt", 3) in rows
    assert sum(row[-1] for row in rows) == 80


def test_topics_are_sorted_by_share_and_keep_what_is_not_counted_in_the_table_only():
    spec = topics_figure(topics_frame(), make_view())
    assert spec.categories == ("Mobilität & Reisen", "Bildung")
    assert spec.series[0].values == (0.5, 0.1)
    assert [plain(label) for label in spec.series[0].labels] == ["50,0 % (6 von 12)", "10,0 % (1 von 10)"]
    assert [row[0] for row in spec.table.rows] == ["Mobilität & Reisen", "Bildung", "Querschnitt"]
    assert spec.table.rows[2][:4] == ("Querschnitt", 0, 0, None)
    assert plain(spec.finding) == (
        "2 Partner zusammen: Am weitesten ist Mobilität & Reisen mit 50,0 % (6 von 12), "
        "am wenigsten weit Bildung mit 10,0 % (1 von 10)."
    )


def test_one_topic_and_equal_topics_have_their_own_sentence():
    one = topics_figure(pd.DataFrame([counts(1, 4, topic="Umwelt")]), make_view(partners=[ADAM]))
    assert plain(one.finding) == "Adamsburg: Umwelt: 25,0 % (1 von 4)."
    two = topics_figure(pd.DataFrame([counts(0, 4, topic="Umwelt"), counts(0, 2, topic="Bildung")]), make_view())
    assert plain(two.finding) == "2 Partner zusammen: In allen 2 Themenfeldern ist der Anteil gleich: 0,0 % (0 von 6)."


def test_a_cell_outside_the_responsibility_says_so():
    spec = matrix_figure(matrix_frame(), make_view())
    assert spec.kind is Kind.MATRIX
    assert spec.categories == ("Bildung", "Umwelt")
    berta = spec.series[1]
    assert berta.values == (None, 0.5)
    assert [plain(label) for label in berta.labels] == ["nicht zuständig", "50,0 % (1 von 2)"]
    assert plain(spec.finding) == "Am weitesten ist Adamsburg bei Umwelt mit 75,0 % (3 von 4)."


def test_the_rules_stand_side_by_side_with_their_own_counts_and_colours():
    spec = rules_figure(rules_frame(), make_view())
    assert spec.categories == ("Adamsburg", "LK Bertatal", "zusammen")
    assert [plain(item.labels[2]) for item in spec.series] == [
        *("5,0 % (10 von 200)", "75,0 % (60 von 80)", "2,5 % (2 von 80)"),
    ]
    assert len({item.colour for item in spec.series}) == 3
    assert plain(spec.finding) == (
        "2 Partner zusammen: Dieselben Daten ergeben je nach Zählweise 2,5 % (2 von 80) bis 75,0 % (60 von 80)."
    )


def test_rules_that_agree_say_so():
    frame = rules_frame().assign(done=3, total=4)
    assert plain(rules_figure(frame, make_view()).finding) == (
        "2 Partner zusammen: Alle drei Zählweisen ergeben 75,0 % (6 von 8 Leistungen, 6 von 8 OZG-Leistungen)."
    )


def test_the_rules_of_one_partner_have_no_row_together():
    frame = rules_frame()
    spec = rules_figure(frame[frame["partner_id"] == "adam"], make_view(partners=[ADAM]))
    assert spec.categories == ("Adamsburg",)


def test_empty_frames_give_empty_charts_that_say_so():
    for figure, frame in (
        (maturity_figure, maturity_frame()),
        (topics_figure, topics_frame()),
        (matrix_figure, matrix_frame()),
        (rules_figure, rules_frame()),
    ):
        spec = figure(frame.iloc[:0], make_view())
        assert spec.empty
        assert spec.finding == spec.alt_text == "Für diese Auswahl ist keine Leistung zu zählen."
        assert spec.table.rows == ()


def test_every_chart_says_where_it_comes_from():
    for lang in LANGS:
        for spec in all_specs(lang).values():
            facts = spec.provenance
            assert all((facts.as_of, facts.rule, facts.filters, facts.n_of_m, facts.source, facts.example_label))
            assert "Testkooperation" in facts.source
            assert "ozg-test" in facts.source
            assert spec.alt_text
            assert spec.method


def test_real_data_carries_no_example_label():
    assert all(spec.provenance.example_label is None for spec in all_specs(example=False).values())


def test_the_filter_is_written_out():
    spec = topics_figure(topics_frame(), make_view(partners=[ADAM], topics=("Bildung", "Umwelt")))
    assert spec.provenance.filters == "Filter: alle Partner; Themenfelder Bildung und Umwelt"
    chosen = topics_figure(topics_frame(), filtered("adam", "Bildung"))
    assert chosen.provenance.filters == "Filter: Partner Adamsburg; Themenfeld Bildung"


def filtered(partner, topic):
    view = make_view()
    return replace(view, filters=replace(view.filters, partners=(partner,), topics=(topic,)))


def test_maturity_says_when_most_levels_are_unknown():
    rows = [("adam", None, None, 50), ("adam", "1.1", 3, 20)]
    frame = pd.DataFrame(rows, columns=["partner_id", "maturity_model", "maturity", "services"])
    spec = maturity_figure(frame, make_view(partners=[ADAM]), level_names=NAMES)
    assert plain(spec.finding) == (
        "Adamsburg: 20 von 70 Leistungen (28,6 %) haben mindestens Reifegrad 3; für 50 ist keiner gemeldet."
    )
