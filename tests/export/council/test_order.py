"""From an order to the package, over the golden cooperation."""

from dataclasses import replace
from datetime import date

import pytest

from ozgdash.errors import UsageError
from ozgdash.export.council.order import Order, assembled_from
from ozgdash.export.council.package import Occasion
from ozgdash.export.council.sections import PARTS

OCCASION = Occasion("Sachstand", "Verwaltungsausschuss", date(2021, 5, 5))


def test_a_package_has_what_was_ordered_in_that_order(golden, golden_view):
    package = assembled_from(golden, Order(OCCASION, golden_view, ("method", "situation")))
    assert [section.key for section in package.sections] == ["method", "situation"]
    assert [spec.name for spec in package.charts] == [
        name for key in ("method", "situation") for name in PARTS[key].charts
    ]
    assert (package.occasion, package.view) == (OCCASION, golden_view)


def test_the_summary_says_what_was_counted_by_hand(golden, golden_view):
    package = assembled_from(golden, Order(OCCASION, replace(golden_view, compare_on=date(2021, 3, 31))))
    standing, change, rest = (sentence.replace("\u00a0", " ") for sentence in package.summary)
    assert standing.startswith("3 Partner zusammen: 8 von 16 Leistungen (50,0 %)")
    assert change.startswith("Seit dem 31.03.2021 ist die Zahl von 6 von 15 (40,0 %) auf 8 von 16 (50,0 %) gestiegen;")
    assert rest.startswith("Offen sind noch 8 von 16, zu 2 von ihnen ist kein Reifegrad bekannt;")


def test_every_chart_speaks_the_language_and_the_stand_of_the_order(golden, golden_view):
    package = assembled_from(golden, Order(OCCASION, replace(golden_view, lang="en")))
    assert {spec.lang for spec in package.charts} == {"en"}
    # Initiatives and asks stand in a file without a history: they say of which day they are.
    dated = [spec for spec in package.charts if spec.name != "asks"]
    assert {spec.provenance.as_of for spec in dated} == {"As of 30 April 2021"}
    assert all(golden_view.snapshot.id in spec.provenance.source for spec in package.charts)


def test_a_section_that_does_not_exist_is_refused(golden, golden_view):
    with pytest.raises(UsageError, match="wetter"):
        assembled_from(golden, Order(OCCASION, golden_view, ("wetter",)))
