"""Broken files are refused with a sentence that names them and says what to do; nothing is published."""

from __future__ import annotations

from pathlib import Path

import pytest
from broken_files import BROKEN
from file_makers import Broken
from folders import Folder

from ozgdash.errors import UserError

ADVICE = ("Bitte", "bitte", "In Excel", "Eine Vorlage", "Erlaubt", "Erwartet")
LONGEST_MESSAGE = 4_000


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
@pytest.mark.timeout(120)
def test_it_is_refused_and_nothing_is_published(untouched: Folder, tmp_path: Path, broken: Broken) -> None:
    path = tmp_path / broken.file_name
    broken.write(path)
    before, files = untouched.content(), untouched.files()
    with pytest.raises(UserError) as caught:
        untouched.bring_in(path)
    message = caught.value.message("de")
    assert broken.said in message
    assert broken.file_name in message
    assert any(advice in message for advice in ADVICE)
    assert len(message) < LONGEST_MESSAGE
    assert caught.value.message("en") != message
    assert untouched.content() == before
    assert untouched.files() == files


def test_there_are_enough_of_them() -> None:
    assert len(BROKEN) > 60
    assert len({broken.name for broken in BROKEN}) == len(BROKEN)
