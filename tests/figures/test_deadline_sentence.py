"""The answer against a deadline for a part of the services, in the cases that are easily got wrong."""

from __future__ import annotations

from datetime import date

import pytest
from figure_frames import ADAM, DEADLINE, JAN, make_view

from ozgdash.figures import wording
from ozgdash.figures.frames import Count
from ozgdash.model.cooperation import Deadline
from ozgdash.model.filters import Rule

AHEAD, PAST = date(2027, 12, 31), DEADLINE


def goal(now: Count, *, day: date = AHEAD, then: Count | None = None, share: float = 0.6, **options: object) -> str:
    view = make_view(as_of=JAN, partners=[ADAM], deadline=Deadline("rat", "Ratsziel", day, share=share), **options)
    sentence = wording.deadline_sentence("Kern", view, then, now=now)
    return sentence.replace("\u00a0", " ").split(". ", 1)[-1]


@pytest.mark.parametrize(
    ("lang", "now", "said"),
    [
        ("de", Count(12, 150), "Das Ziel sind 60 % von 150 = 90 Leistungen; es fehlen 78."),
        ("de", Count(89, 150), "Das Ziel sind 60 % von 150 = 90 Leistungen; es fehlt 1."),
        ("de", Count(90, 150), "Das Ziel sind 60 % von 150 = 90 Leistungen; es ist erreicht."),
        ("de", Count(150, 150), "Das Ziel sind 60 % von 150 = 90 Leistungen; es ist erreicht."),
        ("de", Count(0, 1), "Das Ziel sind 60 % von 1 = 1 Leistung; es fehlt 1."),
        ("de", Count(0, 150, 150), "Das Ziel sind 60 % von 150 = 90 Leistungen."),
        ("en", Count(12, 150), "The target is 60% of 150 = 90 services; 78 are missing."),
        ("en", Count(89, 150), "The target is 60% of 150 = 90 services; 1 is missing."),
        ("en", Count(90, 150), "The target is 60% of 150 = 90 services; it is reached."),
    ],
)
def test_before_the_deadline_it_says_what_is_missing(lang, now, said):
    assert goal(now, lang=lang) == said


@pytest.mark.parametrize(
    ("lang", "then", "said"),
    [
        ("de", Count(5, 100), "Das Ziel waren 60 % von 100 = 60 Leistungen; an diesem Tag fehlten 55."),
        ("de", Count(60, 100), "Das Ziel waren 60 % von 100 = 60 Leistungen; an diesem Tag war es erreicht."),
        ("en", Count(59, 100), "The target was 60% of 100 = 60 services; on that day 1 was missing."),
        ("de", Count(0, 100, 100), "Das Ziel sind 60 % von 150 = 90 Leistungen; es fehlen 78."),
        ("de", None, "Das Ziel sind 60 % von 150 = 90 Leistungen; es fehlen 78."),
    ],
)
def test_after_it_what_was_missing_on_the_day(lang, then, said):
    assert goal(Count(12, 150), day=PAST, then=then, lang=lang) == said


def test_bundles_have_their_own_unit():
    assert goal(Count(1, 12), rule=Rule.BUNDLE_RG2).endswith("60 % von 12 = 8 OZG-Leistungen; es fehlen 7.")
    assert goal(Count(1, 12), rule=Rule.BUNDLE_RG2, lang="en").endswith("8 OZG bundles; 7 are missing.")


def test_a_share_is_shown_as_it_was_set():
    assert "62,5 % von 8 = 5" in goal(Count(1, 8), share=0.625)


def test_a_deadline_for_all_of_them_has_no_such_sentence():
    assert "Ziel" not in goal(Count(1, 8), share=1.0)


def test_nothing_counted_has_no_goal():
    view = make_view(deadline=Deadline("rat", "Ratsziel", AHEAD, share=0.6))
    assert wording.goal_sentence(Count(0, 0), view) == ""
