"""Names come from files: on a page they are characters, never markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdash.ui.markdown import MARKDOWN
from ozgdash.ui.markdown import plain as _plain

HOSTILE = "*fett* _kursiv_ `code` [Link](javascript:x) <b>html</b> :red[rot] :material/home: $x^2$ # Titel | ~~weg~~"


def test_every_sign_of_markdown_is_escaped():
    shown = _plain(HOSTILE)
    for sign in "*_`[]<>:$#|~":
        assert shown.count("\\" + sign) == HOSTILE.count(sign)


@given(st.text())
def test_without_the_escapes_it_is_the_same_text(words):
    signs = {chr(code) for code in MARKDOWN}
    shown, plain = _plain(words), []
    position = 0
    while position < len(shown):
        position += shown[position] == "\\" and shown[position + 1 : position + 2] in signs
        plain.append(shown[position])
        position += 1
    assert "".join(plain) == words


@pytest.mark.parametrize("words", ["", "Amt für Öffentliche Ordnung"])
def test_plain_words_stay(words):
    assert _plain(words) == words
