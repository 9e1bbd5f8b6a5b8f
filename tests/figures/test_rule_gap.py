"""Why the bundle rules differ: the sentences in both languages and in the awkward cases."""

from __future__ import annotations

from dataclasses import replace

import duckdb
import pandas as pd
import pytest
from figure_frames import ADAM, make_view

from ozgdash.charts import by_name
from ozgdash.figures.rule_gap import COUNTS, rule_gap_figure
from ozgdash.model.filters import View

EXAMPLE = ["partner_id", "ozg_id", "ozg_name", "services", "at_upper"]


def plain(sentence: str) -> str:
    return sentence.replace("\u00a0", " ")


def gap(*rows: tuple, example: tuple | None = None, **options: object):
    differences = pd.DataFrame(rows, columns=["partner_id", *COUNTS])
    examples = pd.DataFrame([example] if example else [], columns=EXAMPLE)
    return rule_gap_figure(differences, examples, make_view(**options))


#         bundles both some none neither unknown services open
ADAMS = ("adam", 182, 31, 70, 66, 15, 3, 187, 80)
BERTAS = ("berta", 137, 26, 40, 56, 15, 0, 116, 1)


def test_the_finding_counts_both_rules_and_what_lies_between():
    assert plain(gap(ADAMS, BERTAS).finding) == (
        "2 Partner zusammen: 289 von 319 OZG-Leistungen zählen, wenn eine Leistung ab Reifegrad 2 genügt; 57, wenn alle "
        "Reifegrad 3 haben müssen. Dazwischen liegen 232: 110 mit einigen Leistungen ab Reifegrad 3, 122 ohne eine."
    )
    assert plain(gap(ADAMS, lang="en", partners=[ADAM]).finding) == (
        "Adamsburg: 167 of 182 OZG bundles count if one service from level 2 is enough; 31 if all must be at level 3. "
        "136 lie between: 70 with some services from level 3, 66 without any."
    )


@pytest.mark.parametrize(
    ("row", "de", "en"),
    [
        (
            ("adam", 4, 4, 0, 0, 0, 0, 9, 0),
            "Beide Zählweisen zählen dieselben 4 von 4 OZG-Leistungen.",
            "Both rules count the same 4 of 4 OZG bundles.",
        ),
        (
            ("adam", 4, 0, 0, 0, 4, 1, 0, 0),
            "Keine der 4 OZG-Leistungen zählt, nach keiner der beiden Zählweisen.",
            "None of 4 OZG bundles counts, by neither of the two rules.",
        ),
    ],
)
def test_where_nothing_lies_between_it_says_so(row, de, en):
    assert gap(row, partners=[ADAM]).finding == f"Adamsburg: {de}"
    assert gap(row, partners=[ADAM], lang="en").finding == f"Adamsburg: {en}"


def test_where_no_level_is_known_it_says_that_and_no_zero():
    spec = gap(("adam", 4, 0, 0, 0, 4, 4, 0, 0), partners=[ADAM])
    assert plain(spec.finding) == "Adamsburg: Für 4 OZG-Leistungen ist noch kein Reifegrad gemeldet."
    assert spec.category_labels == ("\u2013 von 4",)


def test_no_bundle_no_figure():
    spec = gap()
    assert spec.empty
    assert (spec.finding, spec.method) == ("Für diese Auswahl ist keine Leistung zu zählen.", "")


def test_an_example_shows_it():
    spec = gap(ADAMS, example=("adam", "10294", "Gewerbe", 31, 12), partners=[ADAM])
    assert plain(spec.method) == (
        "Von 187 einzelnen Leistungen ab Reifegrad 3 liegen 80 in OZG-Leistungen, in denen eine andere ihn noch nicht hat: "
        "Sie zählen als Leistung, ihr Bündel zählt nicht. Ein Beispiel ist „Gewerbe“ (10294) bei Adamsburg: 12 von 31 "
        "Leistungen haben Reifegrad 3; das genügt der einen Zählweise und nicht der anderen."
    )
    low = gap(BERTAS, example=("berta", "10294", "Gewerbe", 3, 0), lang="en")
    assert "1 lies in an OZG bundle" in plain(low.method)
    assert plain(low.method).endswith(
        "at LK Bertatal: 0 of 3 services are at level 3, at least one is at level 2; "
        "that is enough for one rule and not for the other."
    )


def test_the_segments_add_up_to_the_bundles():
    spec = gap(ADAMS, BERTAS)
    assert [sum(series.values[row] or 0 for series in spec.series) for row in (0, 1)] == [182, 137]
    assert [plain(label) for label in spec.category_labels] == ["31 oder 167 von 182", "26 oder 122 von 137"]
    assert spec.table.rows[0] == ("Stadt Adamsburg", *ADAMS[1:])


def test_the_golden_rules_are_explained_with_what_was_counted_by_hand(
    golden: duckdb.DuckDBPyConnection, golden_view: View
):
    spec = by_name.chart("rule_gap", golden, golden_view)
    assert plain(spec.finding) == (
        "3 Partner zusammen: 10 von 12 OZG-Leistungen zählen, wenn eine Leistung ab Reifegrad 2 genügt; 5, wenn alle "
        "Reifegrad 3 haben müssen. Dazwischen liegen 5: 1 mit einigen Leistungen ab Reifegrad 3, 4 ohne eine."
    )
    assert "Von 8 einzelnen Leistungen ab Reifegrad 3 liegt 1 in einer OZG-Leistung" in plain(spec.method)
    assert "„Bündel A“ (10001) bei Zählheim: 1 von 3 Leistungen hat Reifegrad 3" in plain(spec.method)
    rules = by_name.chart("rules", golden, golden_view)
    assert plain(rules.provenance.n_of_m) == (
        "Leistungen 8 von 16 (50,0 %), davon 2 unbekannt; OZG-Leistungen, eine ab 2: 10 von 12 (83,3 %); "
        "alle ab 3: 5 von 12 (41,7 %)"
    )
    assert rules.provenance.rule == "Zählweise: alle drei nebeneinander"


def test_one_department_is_explained_as_well(golden: duckdb.DuckDBPyConnection, golden_view: View):
    view = replace(golden_view, filters=replace(golden_view.filters, departments=("Bürgeramt",)))
    spec = by_name.chart("rule_gap", golden, view)
    assert spec.table.rows == (("Stadt Zählheim", 2, 1, 1, 0, 0, 0, 2, 1),)
