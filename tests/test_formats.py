"""Days where there is room for them, and where there is little."""

from __future__ import annotations

from datetime import date

import pytest

from ozgdash import formats


@pytest.mark.parametrize(
    ("lang", "whole", "short"), [("de", "31.12.2022", "31.12.2022"), ("en", "31 December 2022", "31 Dec 2022")]
)
def test_a_day_is_shorter_where_there_is_little_room(lang, whole, short):
    assert formats.day(date(2022, 12, 31), lang) == whole
    assert formats.short_day(date(2022, 12, 31), lang) == short
