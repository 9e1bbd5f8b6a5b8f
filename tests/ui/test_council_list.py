"""What a browser says of the list of sections: it may say anything, and a list comes of it or nothing."""

from __future__ import annotations

import pytest

from ozgdash.export.council.sections import PARTS
from ozgdash.ui.council_sections import Choice, understood

SAID = {"order": ["late", "topics"], "wanted": ["topics", "late"], "shown": "late", "epoch": "a1"}


def test_the_list_is_taken_as_the_browser_says_it_with_the_ticked_ones_in_its_order():
    found = understood({"sections": SAID})
    others = tuple(key for key in PARTS if key not in ("late", "topics"))
    assert found == Choice(("late", "topics", *others), ("late", "topics"), "late", "a1")


@pytest.mark.parametrize("said", [None, "x", 3, [], {}, {"sections": None}, {"sections": "late"}, {"sections": [1]}])
def test_what_is_no_list_is_none(said: object):
    assert understood(said) is None


@pytest.mark.parametrize("strange", [None, 7, "late", ["nie", 3, None, ["late"]], {"late": True}, ["late", "late"]])
@pytest.mark.parametrize("field", ["order", "wanted"])
def test_of_a_strange_list_what_is_known_is_kept_each_once(field: str, strange: object):
    found = understood({"sections": SAID | {field: strange}})
    assert found is not None
    assert sorted(found.order) == sorted(PARTS)
    assert set(found.wanted) <= {"late", "topics"}
    assert len(set(found.wanted)) == len(found.wanted)


@pytest.mark.parametrize("shown", [None, "nie", 5, ["late"]])
def test_a_section_that_does_not_exist_is_not_looked_at(shown: object):
    found = understood({"sections": SAID | {"shown": shown, "epoch": "x" * 1000}})
    assert found is not None
    assert found.shown in PARTS
    assert len(found.epoch) <= 40
