"""Names that look alike are one name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdash.model.names import cleaned, folded

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
]


@pytest.mark.parametrize("name", LOOK_ALIKE)
def test_spellings_that_look_alike_are_one_name(name: str) -> None:
    assert folded(name) == "fb 1 bürgerbüro"


def test_a_cleaned_name_keeps_its_case() -> None:
    assert cleaned(" FB\u00a01\r\nBu\u0308rger\u00adbüro") == "FB 1 Bürgerbüro"


def test_of_a_name_without_a_visible_character_nothing_is_left() -> None:
    assert cleaned("\u200b \u00ad\n") == ""


@given(st.text())
def test_both_forms_are_stable(name: str) -> None:
    assert cleaned(cleaned(name)) == cleaned(name)
    assert folded(folded(name)) == folded(name)
    assert folded(cleaned(name)) == folded(name)
