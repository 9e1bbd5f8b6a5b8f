"""Names that look alike are one name."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdash.model.names import cleaned, distinct, folded, known_as, lettered
from ozgdash.model.service import service_id

LOOK_ALIKE = [
    "FB 1 Bürgerbüro",
    "FB 1 Bu\u0308rgerbu\u0308ro",
    "FB\u00a01 Bürgerbüro",
    "FB\u202f1 Bürgerbüro",
    "FB 1  Bürgerbüro ",
    "FB 1\nBürgerbüro",
    "FB 1 Bürger\u00adbüro",
    "FB 1 \u200bBürgerbüro",
    "\ufeffFB 1 Bürgerbüro\u200e",
    "FB 1 BÜRGERBÜRO",
    "FB 1 Bürgerbüro\ufe0f",
    "FB 1\u3164 Bürgerbüro",
    "FB 1 Bürger\x07büro",
    "ＦＢ １ Bürgerbüro",
]


@pytest.mark.parametrize("name", LOOK_ALIKE)
def test_spellings_that_look_alike_are_one_name(name: str) -> None:
    assert folded(name) == "fb 1 bürgerbüro"


@pytest.mark.parametrize("dash", ["-", "\u2010", "\u2011", "\u2013", "\u2212", "\ufe63"])
def test_all_kinds_of_dashes_are_one(dash: str) -> None:
    assert folded(f"Bürger{dash}Service") == "bürger-service"


def test_all_kinds_of_apostrophes_are_one() -> None:
    assert {folded(f"Grimm{mark}s Amt") for mark in "'‘’ʼ´`"} == {"grimm's amt"}


@pytest.mark.parametrize(
    ("one", "other"), [("FB 1", "FB 11"), ("FB 1", "FB1"), ("Amt für Bau", "Amt für Bäume"), ("Straße", "Strafe")]
)
def test_names_that_look_different_stay_two(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_a_cleaned_name_keeps_its_case() -> None:
    assert cleaned(" FB\u00a01\r\nBu\u0308rger\u00adbüro") == "FB 1 Bürgerbüro"


def test_of_a_name_without_a_visible_character_nothing_is_left() -> None:
    assert cleaned("\u200b \u00ad\n\x00\u2800") == ""


@given(st.text())
def test_the_forms_are_stable(name: str) -> None:
    assert cleaned(cleaned(name)) == cleaned(name)
    assert folded(folded(name)) == folded(name)
    assert folded(cleaned(name)) == folded(name)
    assert lettered(lettered(name)) == lettered(name)


@given(st.text(st.characters(codec="ascii")))
def test_plain_names_are_folded_as_all_others_are(name: str) -> None:
    assert folded(name) == folded(f"{name}\u00ad")


@given(st.text())
def test_composed_and_decomposed_letters_are_one(name: str) -> None:
    assert folded(unicodedata.normalize("NFD", name)) == folded(unicodedata.normalize("NFC", name)) == folded(name)


@pytest.mark.parametrize(
    "written", ["leika_schluessel", "LeiKa-Schlüssel", "Leika Schluessel", "LEIKA SCHLU\u0308SSEL"]
)
def test_lettered_words_differ_in_their_letters_alone(written: str) -> None:
    assert lettered(written) == "leikaschluessel"


def test_a_name_is_found_as_it_is_known() -> None:
    assert known_as("fb\u00a01", ["FB 10", "FB 1"]) == "FB 1"
    assert known_as("FB 2", ["FB 10", "FB 1"]) is None


def test_the_id_of_a_service_without_a_key_does_not_follow_the_comparison_of_names() -> None:
    assert service_id(None, "10013", "Pflege\u2013Dienst\u00a0für Straßen") == "10013:pflege\u2013dienst für strassen"


NAME = st.sampled_from(["Au", "au", "Au\u00a0", "Bau", "Au (a)", "a", "b"])


@given(st.lists(st.tuples(NAME, NAME), max_size=6))
def test_names_that_meet_are_told_apart_and_others_stay(names: list[tuple[str, str]]) -> None:
    told = distinct([(*options, f"{options[0]} ({number})", str(number)) for number, options in enumerate(names)])
    assert len({folded(name) for name in told}) == len(told) == len(names)
    first = [folded(options[0]) for options in names]
    if len(set(first)) == len(first):
        assert told == tuple(options[0] for options in names)


def test_of_two_that_meet_neither_keeps_the_name() -> None:
    assert distinct([("Au", "Stadt Au"), ("AU", "Landkreis Au"), ("Bau", "Stadt Bau")]) == (
        "Stadt Au", "Landkreis Au", "Bau",
    )  # fmt: skip


def test_a_long_text_is_compared_like_a_short_one() -> None:
    assert folded("Bürger–Service " * 40) == " ".join(["bürger-service"] * 40)


@given(st.text(alphabet=st.characters(codec="ascii"), max_size=12))
def test_plain_letters_are_cleaned_like_all_others(name: str) -> None:
    assert cleaned(name) == cleaned(f"\u200b{name}")
