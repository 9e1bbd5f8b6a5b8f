"""Whatever a stranger calls a file: it can be shown, it can be written, and no two of them are one."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ozgdash.model.file_names import MAX_BYTES, harmless, misleads, told_apart
from ozgdash.model.names import folded

NAMES = st.one_of(
    st.text(max_size=300),
    st.text(alphabet="./\\ \u202e\u200b\x00\n…ä😀a", max_size=300),
    st.sampled_from(["", ".", "..", "/", "C:\\", "a/../..", "x" * 10_000 + ".csv", "😀" * 300 + ".xlsx", "." * 300]),
)


@settings(deadline=None)
@given(NAMES)
def test_every_name_becomes_the_name_of_a_file(name):
    found = harmless(name)
    assert found == harmless(found)
    assert found
    assert Path(found).name == found
    assert found.strip(".")
    assert len(found.encode()) <= MAX_BYTES
    assert not any(unicodedata.category(character) in ("Cc", "Cf", "Cs") for character in found)


@settings(deadline=None)
@given(st.lists(st.one_of(NAMES, st.sampled_from(["a.csv", "A.csv", "a (2).csv", "a\u200b.csv"])), max_size=8))
def test_names_that_look_alike_are_told_apart_and_stay_in_order(names):
    found = told_apart(names)
    assert len({folded(name) for name in found}) == len(names)
    assert all(len(name.encode()) <= 255 and Path(name).name == name for name in found)
    once = [name for name in map(harmless, names) if list(map(folded, map(harmless, names))).count(folded(name)) == 1]
    assert set(map(folded, once)) <= set(map(folded, found))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("blatt.csv", "blatt.csv"),
        ("Wolfsburg November 2026.xlsx", "Wolfsburg November 2026.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Daten\\blatt.csv", "blatt.csv"),
        ("mu\u0308ll.csv", "müll.csv"),
        ("rechnung\u202evsc.exe", "rechnungvsc.exe"),
        ("a\nb\x1b[31m.csv", "a b [31m.csv"),
        ("..", "-"),
        ("", "-"),
        (".bashrc", "bashrc"),
        ("x" * 10_000 + ".csv", "x" * 75 + "….csv"),
    ],
)
def test_a_name_is_shown_as_a_person_would_read_it(name, shown):
    assert harmless(name) == shown


def test_files_of_one_name_get_numbers():
    assert told_apart(["a.csv", "a.csv", "b.csv", "A.CSV"]) == ("a.csv", "a (2).csv", "b.csv", "A (3).CSV")


@pytest.mark.parametrize("name", ["a\nb.csv", "a\x1b[2J.csv", "rechnung\u202evsc.exe"])
def test_a_name_that_would_show_as_something_else_is_known(name):
    assert misleads(name)
    assert not misleads(harmless(name))


@pytest.mark.parametrize("name", ["blatt.csv", "mu\u0308ll.csv", "a\u00a0b.csv", "a\u00adb.csv", "שלום.csv"])
def test_a_name_as_people_have_them_does_not_mislead(name):
    assert not misleads(name)
