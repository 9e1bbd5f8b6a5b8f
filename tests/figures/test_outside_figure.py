"""The table of disagreements and its sentence, in every situation and both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from ozgdash.figures.outside import outside_counts_figure, outside_figure, outside_sentence
from ozgdash.model.chart import Kind
from ozgdash.model.cooperation import Cooperation, Deadline, Partner, PartnerKind
from ozgdash.model.filters import Filters, SnapshotInfo, View
from ozgdash.texts import LANGS, catalogue

DAY = date(2022, 12, 31)
ADAM = Partner("adam", "Stadt Adamsburg", "Adamsburg", PartnerKind.CITY, "030000000001", date(2022, 1, 1))
BERTA = Partner("berta", "Landkreis Bertatal", "LK Bertatal", PartnerKind.DISTRICT, "030000000002", date(2022, 1, 1))
COUNT = {
    "partner_id": "adam", "source": "pvog", "as_of": DAY, "left_out": 2, "reported_online": 10, "shown": 7, "unclear": 1,
    "not_shown": 1, "no_url": 1, "dead_link": 0, "not_reported": 3, "unknown_service": 4,
}  # fmt: skip
NOTHING = dict.fromkeys(
    ("reported_online", "shown", "unclear", "not_shown", "no_url", "not_reported", "unknown_service"), 0
)
FINDING = {
    "partner_id": "adam", "source": "pvog", "as_of": DAY, "finding": "not_shown", "service_id": "99001001001000",
    "leika_key": "99001001001000", "name": "Hundesteuer", "topic": "Hobby", "standing": "counted", "maturity": 3,
    "maturity_model": "1.1", "stage": "online", "department": "Steueramt", "url": "https://a.example", "outside_url": None,
    "reason": "defekt", "reported_online": True, "address_from": None,
}  # fmt: skip
UNKNOWN = FINDING | {
    "finding": "unknown_service", "service_id": None, "topic": None, "standing": None, "maturity": None, "stage": None,
    "maturity_model": None, "department": None, "url": None, "outside_url": "https://neu.example", "reason": None,
    "reported_online": False,
}  # fmt: skip
DEAD = FINDING | {"source": "link_check", "finding": "dead_link", "reason": "gone 404", "reported_online": None}


def view(*partners: Partner, lang: str = "de") -> View:
    cooperation = Cooperation(
        "Testkooperation", date(2022, 1, 1), partners or (ADAM, BERTA), (Deadline("ozg", "Frist", DAY),)
    )
    info = SnapshotInfo("ozg-x", datetime(2023, 1, 1, tzinfo=UTC), DAY, DAY, False)
    return View(Filters(as_of=DAY), lang, cooperation, info)


@pytest.mark.parametrize(
    ("counts", "partners", "first_day", "de", "en"),
    [
        (
            [COUNT], (ADAM, BERTA), DAY,
            "Das öffentliche Portal zeigt 7 von 10 (70,0\u00a0%) der als online gemeldeten Leistungen. 9 Widersprüche sind zu klären. Ohne Außensicht: LK Bertatal.",
            "The public portal shows 7 of 10 (70.0%) of the services reported online. 9 disagreements are to be settled. Without an outside view: LK Bertatal.",
        ),
        (
            [COUNT, COUNT | {"source": "xzufi"} | NOTHING], (ADAM,), DAY,
            "Das öffentliche Portal zeigt 7 von 10 (70,0\u00a0%) der als online gemeldeten Leistungen. 9 Widersprüche sind zu klären.",
            "The public portal shows 7 of 10 (70.0%) of the services reported online. 9 disagreements are to be settled.",
        ),
        (
            [COUNT | NOTHING], (ADAM,), DAY,
            "Keine Leistung mit LeiKa-Schlüssel ist als online gemeldet. Es gibt keine Widersprüche.",
            "No service with a LeiKa key is reported online. There are no disagreements.",
        ),
        (
            [COUNT | NOTHING | {"reported_online": 1, "not_shown": 1}], (ADAM,), DAY,
            "Das öffentliche Portal zeigt 0 von 1 (0,0\u00a0%) der als online gemeldeten Leistungen. Ein Widerspruch ist zu klären.",
            "The public portal shows 0 of 1 (0.0%) of the services reported online. One disagreement is to be settled.",
        ),
        (
            [], (ADAM,), date(2023, 2, 1),
            "Bis zum Stand 31.12.2022 liegt keine Außensicht vor; die erste ist vom 01.02.2023. Wählen Sie einen Stand ab diesem Tag.",
            "There is no outside view up to 31 December 2022; the first one is of 1 February 2023. Choose a Stand from that day on.",
        ),
        (
            [COUNT | {"source": "link_check"}], (ADAM,), None,
            "Eine Außensicht liegt nicht vor. Sie kommt mit „python -m ozgdash sync pvog“ oder mit einer eingespielten Datei.",
            "There is no outside view. It comes with “python -m ozgdash sync pvog” or with an imported file.",
        ),
    ],
)  # fmt: skip
def test_the_sentence(counts, partners, first_day, de, en):
    assert outside_sentence(counts, view(*partners), first_day=first_day) == de
    assert outside_sentence(counts, view(*partners, lang="en"), first_day=first_day) == en


def test_whole_rows_of_the_list():
    spec = outside_figure(pd.DataFrame([FINDING, UNKNOWN, DEAD]), pd.DataFrame([COUNT]), view(ADAM), first_day=DAY)
    assert (spec.name, spec.kind, spec.empty) == ("outside_view", Kind.TABLE, False)
    assert spec.table.rows == (
        (
            "Adamsburg",
            "Open-PVOG",
            "online gemeldet, im Portal nicht gezeigt",
            "Hobby",
            "Hundesteuer",
            "99001001001000",
            "RG 3, online",
            "defekt",
            "Steueramt",
            DAY,
        ),
        (
            "Adamsburg",
            "Open-PVOG",
            "im Portal gezeigt, im Katalog unbekannt",
            None,
            "Hundesteuer",
            "99001001001000",
            "nicht im Katalog",
            "https://neu.example",
            None,
            DAY,
        ),
        (
            "Adamsburg",
            "Link-Prüfung",
            "gemeldete Adresse führt ins Leere",
            "Hobby",
            "Hundesteuer",
            "99001001001000",
            "RG 3, online",
            "https://a.example (nicht vorhanden, 404)",
            "Steueramt",
            DAY,
        ),
    )
    assert "7 von 10" in spec.provenance.n_of_m
    assert "Reifegrad ab 3" in spec.provenance.rule


def test_whole_rows_of_the_counts():
    spec = outside_counts_figure(pd.DataFrame([COUNT]), view(ADAM), first_day=DAY)
    assert spec.table.rows == (("Adamsburg", "Open-PVOG", DAY, 10, 7, 1, 1, 1, 0, 3, 4, 2),)
    assert len(spec.table.columns) == 12


@pytest.mark.parametrize("lang", LANGS)
def test_without_an_outside_view_the_tables_are_empty_and_say_what_to_do(lang):
    nothing = pd.DataFrame(columns=list(COUNT)), pd.DataFrame(columns=list(FINDING))
    counts = outside_counts_figure(nothing[0], view(ADAM, lang=lang), first_day=None)
    spec = outside_figure(nothing[1], nothing[0], view(ADAM, lang=lang), first_day=None)
    for figure in (counts, spec):
        assert figure.empty
        assert "sync pvog" in figure.finding


def test_an_address_of_a_portal_that_leads_nowhere_says_whose_it_is():
    row = DEAD | {"address_from": "pvog", "outside_url": "https://weg.example"}
    for lang, said in (("de", "Adresse aus Open-PVOG führt ins Leere"), ("en", "address from Open-PVOG leads nowhere")):
        spec = outside_figure(pd.DataFrame([row]), pd.DataFrame([COUNT]), view(ADAM, lang=lang), first_day=DAY)
        assert spec.table.rows[0][2] == said
        assert str(spec.table.rows[0][7]).startswith("https://weg.example (")


def test_heads_of_english_tables_begin_with_a_capital_letter():
    keys = [key for key in catalogue() if key.startswith(("outside.column_", "comparison.column_"))]
    assert len(keys) > 20
    assert [key for key in keys if not catalogue()[key]["en"][0].isupper()] == []
