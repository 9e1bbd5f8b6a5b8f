"""What people type finds the service they mean, in the catalogue that ships with the program."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdash.charts.search import folded, matches
from ozgdash.settings import PROJECT_DIR

COLUMNS = ("themenfeld", "leistung", "ozg_leistung", "leika_schluessel", "ozg_id")


@pytest.fixture(scope="module")
def services() -> tuple[list[str], list[str]]:
    """(names, everything that is searched) of the catalogue."""
    with (PROJECT_DIR / "data" / "catalogue" / "leistungen.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return [row["leistung"] for row in rows], [" ".join(row[column] for column in COLUMNS) for row in rows]


@pytest.mark.parametrize(
    ("typed", "meant", "most"),
    [
        ("Fuehrerschein", "Führerschein Ausstellung", 15),
        ("fuhrerschein", "Führerschein Ausstellung", 15),
        ("Gewerbeanmeldng", "Gewerbe Anmeldung", 2),
        ("Gewerbeanmeldung", "Gewerbe Anmeldung", 1),
        ("gewerbe anmelden", "Gewerbe Anmeldung", 1),
        ("hundesteur", "Hundesteuer Festsetzung", 2),
        ("Elterngelt", "Elterngeld", 2),
        ("Baugenemigung", "Baugenehmigung", 10),
        ("Wonsitz", "Wohnsitz Anmeldung", 10),
        ("mull", "Sperrmüll Entsorgung", 6),
        ("Eheschliesung", "Eheschließung Anmeldung", 10),
        ("erteilung baugenehmigung", "Baugenehmigung Erteilung", 6),
        ("Meldebescheinigung", "amtliche Meldebestätigung Ausstellung", 7),
        ("99102013", "Hundesteuer Festsetzung", 2),
    ],
)
def test_what_is_typed_finds_what_is_meant_and_little_else(services, typed, meant, most):
    names, texts = services
    found = [names[position] for position in matches(typed, texts)]
    assert meant in found
    assert 0 < len(found) <= most, found


@pytest.mark.parametrize("typed", ["xyzzy", "quantenphysik", "00000000", "%%", "zzz"])
def test_what_nothing_is_called_finds_nothing(services, typed):
    assert matches(typed, services[1]) == []


def test_no_word_finds_everything(services):
    assert matches("   ", services[1]) == list(range(len(services[1])))


def test_a_word_as_typed_is_not_also_looked_for_in_similar_words():
    assert matches("Hund", ["Hundesteuer", "Leistungen für Bildung und Teilhabe"]) == [0]


def test_every_word_must_be_found_and_the_order_stays():
    assert matches("ausweis personal", ["Reisepass", "Personalausweis vorläufig", "Personalausweis"]) == [1, 2]


@given(st.text(max_size=40), st.lists(st.text(max_size=40), max_size=6))
def test_whatever_is_typed_is_answered(typed, candidates):
    found = matches(typed, candidates)
    assert found == sorted(set(found))
    assert all(0 <= position < len(candidates) for position in found)


@given(st.text(min_size=1, max_size=40))
def test_a_name_finds_itself(name):
    words = folded(name).split()
    assert matches(name, [name, "anderes"])[:1] == [0] or not words
