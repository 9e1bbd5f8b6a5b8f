"""An address means a view and a view has one address."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdash.metrics.choices import Choices
from ozgdash.model.cooperation import Cooperation, Deadline, Partner, PartnerKind
from ozgdash.model.days import FIRST_DAY, LAST_DAY
from ozgdash.model.filters import ADDRESSEES, PACES, USE_LIMITS, Filters, Rule
from ozgdash.model.groups import Group, GroupKind
from ozgdash.texts import LANGS
from ozgdash.ui.address import KNOWN, Asked, compose, language, parse

START = date(2020, 9, 1)
STAND, TODAY = date(2026, 10, 31), date(2026, 11, 23)
TOPICS = ("Arbeit & Ruhestand", "Bildung", "Umwelt")
DEPARTMENTS = ("Amt für Öffentliche Ordnung", "Bürgerservice")
COOPERATION = Cooperation(
    "Test",
    START,
    tuple(Partner(key, key, key, PartnerKind.CITY, "0", START) for key in ("adam", "berta", "carl")),
    (Deadline("ozg", "OZG", date(2022, 12, 31)), Deadline("rat", "Rat", date(2027, 12, 31), share=0.6)),
    tuple(Group(key, key, GroupKind.CHOSEN, ("adam", "berta")) for key in ("paar", "andere")),
)
SERVICES = (("99000000000101", "Wohnsitz"), ("10004:mängel melder", "Mängel melder"))
TABS = ("erster", "zweiter", "dritter")
CHOICES = Choices(TOPICS, DEPARTMENTS, (STAND,), SERVICES)


def read(parameters):
    return parse(parameters, cooperation=COOPERATION, choices=CHOICES, default=STAND, today=TODAY, tabs=TABS)


def subset(values):
    return st.sets(st.sampled_from(values)).map(lambda chosen: tuple(v for v in values if v in chosen))


@st.composite
def questions(draw):
    stand = draw(st.dates(date(2000, 1, 1), TODAY))
    filters = Filters(
        stand,
        draw(st.sampled_from(Rule)),
        draw(subset(("adam", "berta", "carl"))),
        draw(subset(TOPICS)),
        draw(subset(DEPARTMENTS)),
        draw(subset(ADDRESSEES)),
        draw(st.sampled_from([None, "rat"])),
        draw(subset(("paar", "andere"))),
    )
    compare_on = draw(st.none() | st.dates(FIRST_DAY, date.fromordinal(stand.toordinal() - 1)))
    target_on = draw(st.none() | st.dates(date.fromordinal(stand.toordinal() + 1), LAST_DAY))
    service = draw(st.sampled_from([None, *dict(SERVICES)]))
    return Asked(
        filters,
        compare_on,
        target_on,
        draw(st.sampled_from(PACES)),
        draw(st.sampled_from(USE_LIMITS)),
        service,
        draw(st.sampled_from([None, *TABS[1:]])),
        draw(st.booleans()),
    )


@given(questions(), st.sampled_from(LANGS))
def test_the_address_of_a_view_leads_back_to_it(asked, lang):
    parameters = compose(asked, lang, default=STAND)
    assert read(parameters) == (asked, ())
    assert language(parameters) == lang
    assert list(parameters) == [name for name in KNOWN if name in parameters]


@given(st.dictionaries(st.sampled_from(KNOWN), st.lists(st.text(), max_size=3)))
def test_no_address_is_an_error_and_nothing_is_dropped_in_silence(parameters):
    asked, dropped = read(parameters)
    assert compose(asked, "de", default=STAND) is not None
    for name in ("partner", "gruppe", "thema", "bereich", "adressat"):
        left_out = {value for entry in dropped for value in entry.values}
        known = [value for value in parameters.get(name, []) if value and value not in left_out]
        assert set(known) <= {"adam", "berta", "carl", "paar", "andere", *TOPICS, *DEPARTMENTS, *ADDRESSEES}


def test_the_plain_address_is_the_default_view():
    assert read({}) == (Asked(Filters(STAND)), ())
    assert compose(Asked(Filters(STAND)), "de", default=STAND) == {}
    assert read({"frist": ["ozg"]})[0].filters.deadline is None
    assert read({"reiter": ["erster"]})[0].tab is None


@pytest.mark.parametrize(
    ("parameters", "value", "allowed"),
    [
        ({"partner": ["atlantis"]}, "atlantis", "adam, berta, carl"),
        ({"gruppe": ["land-03"]}, "land-03", "paar, andere"),
        ({"stand": ["31.10.2026"]}, "31.10.2026", "1990-01-01 – 2026-11-23"),
        ({"stand": ["2027-01-01"]}, "2027-01-01", "1990-01-01 – 2026-11-23"),
        ({"stand": ["1989-12-31"]}, "1989-12-31", "1990-01-01 – 2026-11-23"),
        ({"stand": ["0001-01-01"]}, "0001-01-01", "1990-01-01 – 2026-11-23"),
        ({"regel": ["alles"]}, "alles", "leistung_rg3, buendel_rg2, buendel_alle_rg3"),
        ({"frist": ["nie"]}, "nie", "ozg, rat"),
        ({"vergleich": ["2026-10-31"]}, "2026-10-31", "1990-01-01 – 2026-10-30"),
        ({"vergleich": ["1989-12-31"]}, "1989-12-31", "1990-01-01 – 2026-10-30"),
        ({"ziel": ["2026-10-31"]}, "2026-10-31", "2026-11-01 – 2100-12-31"),
        ({"ziel": ["2101-01-01"]}, "2101-01-01", "2026-11-01 – 2100-12-31"),
        ({"ziel": ["9999-12-31"]}, "9999-12-31", "2026-11-01 – 2100-12-31"),
        ({"tempo": ["7"]}, "7", "6, 12, 24"),
        ({"nutzung": ["25"]}, "25", "10, 20, 30, 50"),
        ({"reiter": ["vierter"]}, "vierter", "erster, zweiter, dritter"),
        ({"lang": ["fr"]}, "fr", "de, en"),
    ],
)
def test_what_means_nothing_is_dropped_and_said(parameters, value, allowed):
    asked, dropped = read(parameters)
    assert asked == Asked(Filters(STAND))
    assert [(item.values, item.allowed) for item in dropped] == [((value,), allowed)]


def test_a_tab_where_there_is_none_is_dropped_and_said():
    asked, dropped = parse({"reiter": ["plaene"]}, cooperation=COOPERATION, choices=CHOICES, default=STAND, today=TODAY)
    assert asked.tab is None
    assert [(item.parameter, item.values, item.allowed) for item in dropped] == [("reiter", ("plaene",), "–")]


def test_before_the_first_day_there_is_none_to_compare_with():
    asked, dropped = read({"stand": ["1990-01-01"], "vergleich": ["1989-12-31"]})
    assert (asked.filters.as_of, asked.compare_on) == (date(1990, 1, 1), None)
    assert [(item.parameter, item.allowed) for item in dropped] == [("vergleich", "–")]


def test_all_that_a_parameter_cannot_mean_is_dropped_at_once_each_value_once():
    values = [f"x{number}" for number in range(1000)]
    asked, dropped = read({"partner": [*values, "berta", *values]})
    assert asked.filters.partners == ("berta",)
    assert [(item.parameter, item.values) for item in dropped] == [("partner", tuple(values))]


def test_a_parameter_without_a_value_asks_for_nothing():
    assert read({name: [""] for name in KNOWN}) == (Asked(Filters(STAND)), ())
    assert read({"partner": ["", "berta"]})[0].filters.partners == ("berta",)


@pytest.mark.parametrize(
    "written", ["amt für öffentliche ordnung", "Amt\u00a0fu\u0308r Öffentliche  Ordnung", "AMT FÜR ÖFFENTLICHE ORDNUNG"]
)
def test_a_department_is_found_in_each_spelling(written):
    asked, dropped = read({"bereich": [written]})
    assert (asked.filters.departments, dropped) == (("Amt für Öffentliche Ordnung",), ())
