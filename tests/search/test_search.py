"""What people type finds the service they mean, in the catalogue that ships with the program."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdash.model.synonym import WordGroup
from ozgdash.search.matching import also_searched, folded, matches
from ozgdash.settings import PROJECT_DIR
from ozgdash.sources.synonyms import read_synonyms

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


SHIPPED = read_synonyms(PROJECT_DIR / "data" / "catalogue" / "synonyme.csv")


@pytest.mark.parametrize(
    ("typed", "meant", "most"),
    [
        ("Kita", "Kindertagesstätte Aufnahme", 10),
        ("Kita-Platz", "Kindertagesstätte Aufnahme", 10),
        ("kindergarten", "Kindertagesstätte", 10),
        ("Kfz", "Kraftfahrzeug Ummeldung", 40),
        ("Kfz-Zulassung", "Kraftfahrzeug Zulassung erstmalig", 16),
        ("Führerschein", "Fahrerlaubnis zur Fahrgastbeförderung Erteilung", 20),
        ("fuhrerschein", "Fahrerlaubnis zur Fahrgastbeförderung Erteilung", 20),
        ("Perso", "Personalausweis Ausstellung", 15),
        ("Perso verloren", "Personalausweis Meldung wegen Verlust", 1),
        ("Bafög", "Ausbildungsförderung Änderung", 6),
        ("bafoeg", "Ausbildungsförderung Änderung", 6),
        ("Heirat", "Eheschließung Anmeldung", 12),
        ("Hund", "Hundehaltung Anmeldung", 15),
        ("Sperrmüll", "Sperrmüll Entsorgung", 3),
        ("Auto ummelden", "Kraftfahrzeug Ummeldung", 4),
        ("Auto anmelden", "Kraftfahrzeug Zulassung erstmalig", 8),
        ("Elterngeld", "Elterngeld Bewilligung", 2),
        ("Gewerbe", "Gewerbe Anmeldung", 40),
        ("Onlineausweis", "elektronischer Identitätsnachweis Aktivierung nachträglich", 3),
        ("eid", "elektronischer Identitätsnachweis Sperrung", 3),
        ("grüne Plakette", "Feinstaubplakette", 3),
    ],
)
def test_what_people_say_finds_what_the_official_name_says(services, typed, meant, most):
    names, texts = services
    found = [names[position] for position in matches(typed, texts, SHIPPED)]
    assert meant in found
    assert len(found) <= most, found


def test_every_everyday_word_of_the_list_finds_a_service_and_every_official_word_stands_in_a_name(services):
    words = [word for group in SHIPPED for word in (*group.everyday, *group.official)]
    assert [word for word in words if not matches(word, services[1], SHIPPED)] == []


def test_an_official_name_finds_what_it_found_without_the_list(services):
    names, texts = services
    official = {word for group in SHIPPED for word in group.official}
    for typed in (*names[::7], *official):
        assert matches(typed, texts, SHIPPED) == matches(typed, texts), typed


GROUPS = (
    WordGroup(("Heirat", "ja sagen"), ("Eheschließung", "Urkunde Ehe")),
    WordGroup(("Perso",), ("Personalausweis",)),
)


@pytest.mark.parametrize(
    ("typed", "candidates", "found"),
    [
        ("heirat", ["Eheschließung", "Ausweis bei Heirat", "Urkunde der Ehe", "Hund"], [0, 1, 2]),
        ("ja sagen", ["Eheschließung", "Hund"], [0]),
        ("ja", ["Eheschließung", "Hund"], []),
        # What stands there officially is found alone; where it stands nowhere, what people say is found.
        ("Eheschließung", ["Eheschließung", "Ausweis bei Heirat"], [0]),
        ("Eheschließung", ["Hund", "Ausweis bei Heirat"], [1]),
        ("heirat ausweis", ["Eheschließung", "Ausweis bei Heirat"], [1]),
        ("perso", ["Personenbeförderung", "Personalausweis", "Perso verloren"], [1, 2]),
        # Together before apart: the second name has both words, the first has them as the list does.
        ("heirat", ["Urkunde Ehe", "Ehe ohne Urkunde"], [0]),
    ],
)
def test_both_directions_of_a_group(typed, candidates, found):
    assert matches(typed, candidates, GROUPS) == found


def test_a_word_in_letters_that_nobody_types_here_finds_nothing_of_itself():
    groups = (WordGroup(("Pass", "паспорт"), ("护照", "Reisepass")),)
    assert matches("Pass", ["Hund", "Reisepass Ausstellung"], groups) == [1]


def test_the_reader_learns_what_else_was_searched():
    assert also_searched("Heirat im Ausland", GROUPS) == ["Eheschließung", "Urkunde Ehe"]
    assert also_searched("Eheschließung", GROUPS) == []


@given(st.text(max_size=40), st.lists(st.text(max_size=40), max_size=6))
def test_whatever_is_typed_is_answered_with_a_list_of_words(typed, candidates):
    groups = tuple(WordGroup((word,), tuple(candidates)) for word in candidates if word.strip())
    found = matches(typed, candidates, groups)
    assert found == sorted(set(found))


@given(st.text(max_size=40), st.lists(st.text(max_size=40), max_size=6))
def test_whatever_is_typed_is_answered(typed, candidates):
    found = matches(typed, candidates)
    assert found == sorted(set(found))
    assert all(0 <= position < len(candidates) for position in found)


@given(st.text(min_size=1, max_size=40))
def test_a_name_finds_itself(name):
    words = folded(name).split()
    assert matches(name, [name, "anderes"])[:1] == [0] or not words
