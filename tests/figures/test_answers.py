"""The answer of overview, services and method in both languages, in the cases that are easily got wrong."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from figure_frames import ADAM, BERTA, DEADLINE, counts, make_view, over_time

from ozgdash.figures.matrix import rules_figure
from ozgdash.figures.progress import progress_figure
from ozgdash.figures.service_table import FIXED_COLUMNS, services_figure
from ozgdash.model.filters import Rule
from ozgdash.texts import LANGS, Lang

BEFORE, AFTER = date(2022, 11, 30), date(2023, 1, 31)


def plain(sentence: str) -> str:
    return sentence.replace("\u00a0", " ")


def overview(rows: list[tuple[str, int, int]], *, lang: Lang, as_of: date, then: tuple[int, int] | None = None) -> str:
    partners = [partner for partner in (ADAM, BERTA) if partner.id in {row[0] for row in rows}] or [ADAM]
    at_deadline = pd.DataFrame([counts(*then, partner_id="adam")]) if then else None
    frame = over_time([(partner, as_of, True, done, total) for partner, done, total in rows])
    view = make_view(lang=lang, as_of=as_of, partners=partners)
    return plain(progress_figure(frame, view, at_deadline=at_deadline).finding)


OVERVIEW = {
    "one partner before the deadline": (
        {"rows": [("adam", 4, 100)], "as_of": BEFORE},
        "Adamsburg: 4 von 100 Leistungen (4,0 %) haben mindestens Reifegrad 3; bis 31.12.2022 (OZG-Frist) bleiben 31 Tage.",
        "Adamsburg: 4 of 100 services (4.0%) are at maturity level 3 or higher; "
        "31 days remain until 31 December 2022 (OZG-Frist).",
    ),
    "none online on the deadline": (
        {"rows": [("adam", 0, 100)], "as_of": DEADLINE},
        "Adamsburg: Noch keine von 100 Leistungen hat mindestens Reifegrad 3, am Tag der Frist (OZG-Frist, 31.12.2022).",
        "Adamsburg: None of 100 services is at maturity level 3 or higher yet, "
        "on the day of the deadline (OZG-Frist, 31 December 2022).",
    ),
    "all done after the deadline": (
        {"rows": [("adam", 100, 100), ("berta", 50, 50)], "as_of": AFTER, "then": (90, 100)},
        "2 Partner zusammen: Alle 150 Leistungen haben mindestens Reifegrad 3; "
        "am 31.12.2022 (OZG-Frist, vor 31 Tagen) waren es 90 von 100 (90,0 %).",
        "2 partners together: All 150 services are at maturity level 3 or higher; "
        "on 31 December 2022 (OZG-Frist, 31 days ago) it was 90 of 100 (90.0%).",
    ),
    "after the deadline without a count of that day": (
        {"rows": [("adam", 1, 100)], "as_of": AFTER},
        "Adamsburg: 1 von 100 Leistungen (1,0 %) hat mindestens Reifegrad 3; OZG-Frist war am 31.12.2022, vor 31 Tagen.",
        "Adamsburg: 1 of 100 services (1.0%) is at maturity level 3 or higher; "
        "OZG-Frist was on 31 December 2022, 31 days ago.",
    ),
    "no data": (
        {"rows": [], "as_of": AFTER},
        "Für diese Auswahl ist keine Leistung zu zählen.",
        "There is no service to count for this selection.",
    ),
    "nothing counted": (
        {"rows": [("adam", 0, 0)], "as_of": AFTER},
        "Für diese Auswahl ist keine Leistung zu zählen.",
        "There is no service to count for this selection.",
    ),
}


@pytest.mark.parametrize("case", OVERVIEW)
def test_the_overview_answers(case: str):
    given, *sentences = OVERVIEW[case]
    assert [overview(lang=lang, **given) for lang in LANGS] == sentences


def services(rows: list[tuple[str, str, int | None]], lang: Lang) -> str:
    partners = [partner for partner in (ADAM, BERTA) if partner.id in {row[1] for row in rows}] or [ADAM]
    columns = ["service_id", *FIXED_COLUMNS, "partner_id", "standing", "maturity", "maturity_model"]
    fixed = ["Umwelt", "Name", "Bündel", None, "10001"]
    frame = pd.DataFrame([(s, *fixed, p, "counted", m, "1.1") for s, p, m in rows], columns=columns, dtype=object)
    return plain(services_figure(frame, make_view(lang=lang, partners=partners)).finding)


SERVICES = {
    "one partner, some": (
        [("a", "adam", 3), ("b", "adam", 2)],
        "Adamsburg: 1 von 2 Leistungen (50,0 %) hat mindestens Reifegrad 3.",
        "Adamsburg: 1 of 2 services (50.0%) is at maturity level 3 or higher.",
    ),
    "one partner, all": (
        [("a", "adam", 3), ("b", "adam", 4)],
        "Adamsburg: Alle 2 Leistungen haben mindestens Reifegrad 3.",
        "Adamsburg: All 2 services are at maturity level 3 or higher.",
    ),
    "one partner, nothing reported": (
        [("a", "adam", None), ("b", "adam", None)],
        "Adamsburg: Für 2 Leistungen ist noch kein Reifegrad gemeldet.",
        "Adamsburg: For 2 services no maturity level has been reported yet.",
    ),
    "several, none": (
        [("a", "adam", 0), ("b", "berta", None)],
        "Noch keine von 2 Leistungen hat ein Partner ab Reifegrad 3.",
        "No partner has any of 2 services at maturity level 3 or higher yet.",
    ),
    "several, all": (
        [("a", "adam", 3), ("a", "berta", 4)],
        "Die einzige Leistung haben alle zuständigen Partner ab Reifegrad 3.",
        "All responsible partners have the only service at maturity level 3 or higher.",
    ),
    "several, nothing reported": (
        [("a", "adam", None), ("b", "berta", None)],
        "2 Partner zusammen: Für 2 Leistungen ist noch kein Reifegrad gemeldet.",
        "2 partners together: For 2 services no maturity level has been reported yet.",
    ),
    "no data": (
        [],
        "Für diese Auswahl ist keine Leistung zu zählen.",
        "There is no service to count for this selection.",
    ),
}


@pytest.mark.parametrize("case", SERVICES)
def test_the_services_page_answers(case: str):
    rows, *sentences = SERVICES[case]
    assert [services(rows, lang) for lang in LANGS] == sentences


METHOD = {
    "one partner": (
        {Rule.SERVICE_RG3: (5, 100), Rule.BUNDLE_RG2: (30, 40), Rule.BUNDLE_ALL_RG3: (1, 40)},
        "Adamsburg: Dieselben Daten ergeben je nach Zählweise 2,5 % (1 von 40) bis 75,0 % (30 von 40).",
        "Adamsburg: The same data read 2.5% (1 of 40) to 75.0% (30 of 40), depending on the counting rule.",
    ),
    "none online": (
        {Rule.SERVICE_RG3: (0, 100), Rule.BUNDLE_RG2: (0, 40), Rule.BUNDLE_ALL_RG3: (0, 40)},
        "Adamsburg: Alle drei Zählweisen ergeben 0,0 % (0 von 100 Leistungen, 0 von 40 OZG-Leistungen).",
        "Adamsburg: All three counting rules read 0.0% (0 of 100 services, 0 of 40 OZG bundles).",
    ),
    "all done": (
        {Rule.SERVICE_RG3: (100, 100), Rule.BUNDLE_RG2: (40, 40), Rule.BUNDLE_ALL_RG3: (40, 40)},
        "Adamsburg: Alle drei Zählweisen ergeben 100,0 % (100 von 100 Leistungen, 40 von 40 OZG-Leistungen).",
        "Adamsburg: All three counting rules read 100.0% (100 of 100 services, 40 of 40 OZG bundles).",
    ),
    "no data": (
        {},
        "Für diese Auswahl ist keine Leistung zu zählen.",
        "There is no service to count for this selection.",
    ),
}


@pytest.mark.parametrize("case", METHOD)
def test_the_method_page_answers(case: str):
    done, *sentences = METHOD[case]
    columns = ["rule", "partner_id", "done", "total", "unknown"]
    frame = pd.DataFrame([(rule.value, "adam", *pair, 0) for rule, pair in done.items()], columns=columns)
    found = [plain(rules_figure(frame, make_view(lang=lang, partners=[ADAM])).finding) for lang in LANGS]
    assert found == sentences
