"""The numbers that councils give their papers, as people type and paste them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdash.errors import UserError
from ozgdash.model.paper_number import MAX_CHARACTERS, paper_number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("", ""),
        ("  \u200b ", ""),
        ("26-12345", "26-12345"),
        ("26-12345-01", "26-12345-01"),
        (" 2026/123\n", "2026/123"),
        ("V 2026/0123", "V 2026/0123"),
        ("BV  12.345/26\u00a0(2. Ergänzung)", "BV 12.345/26 (2. Ergänzung)"),
        ("VO/26/0815_1", "VO/26/0815_1"),
        ("26\u201312345", "26-12345"),
        ("26\u201112345", "26-12345"),
        ("Vorlage 26-12345", "26-12345"),
        ("Vorlagen-Nr.: 26-12345", "26-12345"),
        ("vorlage nr. 26-12345", "26-12345"),
        ("Vorlagennummer 26-12345", "26-12345"),
        ("Vorlage", ""),
    ],
)
def test_a_number_is_taken_as_councils_write_it(written, number):
    assert paper_number(written) == number
    assert paper_number(number) == number


@pytest.mark.parametrize(
    "written",
    [
        "ohne Nummer",
        "-12345",
        "/2026/123",
        "../../etc/1",
        "=1+1",
        "26:12345",
        "26*1",
        "26\\12345",
        "<b>26</b>",
        "26“12345",
        "٣٤٥",
        "1" * (MAX_CHARACTERS + 1),
    ],
)
def test_what_is_no_number_is_refused_with_what_is_allowed(written):
    with pytest.raises(UserError) as refused:
        paper_number(written)
    for lang in ("de", "en"):
        said = refused.value.message(lang)
        assert written[:80] in said
        assert "26-12345" in said
        assert str(MAX_CHARACTERS) in said


@given(st.one_of(st.text(max_size=40), st.from_regex(r"[Vv]orlage [\w ./()-]{0,30}", fullmatch=True)))
def test_whatever_is_typed_becomes_a_short_line_or_is_refused(written):
    try:
        number = paper_number(written)
    except UserError:
        return
    assert len(number) <= MAX_CHARACTERS
    assert paper_number(number) == number
    assert not number or re.fullmatch(r"[^\W_][^\x00-\x1f]*", number)
